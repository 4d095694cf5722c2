/**
 * Counts that add up to a number which is shown, with those hidden that are too small: from 1 to one below `least`. What is
 * hidden is never less than `least` people in at least two cells, so that no sum of the rest gives a count away: where it would
 * be, the smallest of the others is hidden too, and where none is left, all are.
 * @returns the count, or null where it is hidden; a zero stays, unless it has to hide another
 */
export function suppress(counts: readonly number[], least: number): (number | null)[] {
  const hidden = new Set(counts.flatMap((count, at) => (count > 0 && count < least ? [at] : [])))
  const sum = (): number => [...hidden].reduce((all, at) => all + (counts[at] ?? 0), 0)
  const rest = counts
    .map((count, at) => ({ count, at }))
    .filter(({ at }) => !hidden.has(at))
    // Zeros last: a hidden zero says less than a hidden count.
    .sort((a, b) => (a.count === 0 ? 1 : b.count === 0 ? -1 : a.count - b.count))
  for (const { at } of rest) {
    if (hidden.size === 0 || (hidden.size > 1 && sum() >= least)) break
    hidden.add(at)
  }
  const safe = hidden.size === 0 || (hidden.size > 1 && sum() >= least)
  return counts.map((count, at) => (hidden.has(at) || !safe ? null : count))
}
