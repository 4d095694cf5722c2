/** SHA-256 of a text in UTF-8, as 64 lower-case hex digits; handed in, because the contract computes no hashes. */
export type Hash = (text: string) => string

/**
 * The place of each option in a drawn order: ascending by SHA-256 of the seed, a line feed and the option's id. Whoever has the
 * seed gets the same order; who had to name it before the vote could not know whom it favours.
 */
export function drawnOrder(ids: readonly string[], seed: string, hash: Hash): number[] {
  const drawn = ids.map((id, at) => ({ at, key: hash(`${seed}\n${id}`) }))
  drawn.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at))
  const places = ids.map(() => 0)
  for (const [place, { at }] of drawn.entries()) places[at] = place
  return places
}
