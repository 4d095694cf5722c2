import { splitExactly } from '../kit/money.ts'

/** SHA-256 as hexadecimal digits, handed in: the contract runs in a browser too. */
export type Hash = (text: string) => string

const Z2_P_Q = 960_400n

/**
 * How many answers are wanted for a margin at 95 %, when half say yes: n0 = 1.96² · ½ · ½ / e², corrected for a roll that is
 * finite, n = n0 / (1 + (n0 − 1) / N); rounded up.
 * @param people of the roll; none gives 0
 * @param margin in tenths of a percent, above 0
 */
export function sampleSize(people: number, margin: number): number {
  if (people <= 0) return 0
  const [all, squared] = [BigInt(people), BigInt(margin) * BigInt(margin)]
  const under = squared * (all - 1n) + Z2_P_Q
  return Number((Z2_P_Q * all + under - 1n) / under)
}

export interface OnRoll {
  readonly number: number
  readonly community: string
}

/**
 * Draws a sample that anybody can draw again: whoever's SHA-256 of seed and number is smallest comes first. By community each
 * gets its share of the places, the largest remainders first.
 * @returns numbers of the roll, ascending; all of it where the sample is no smaller
 */
export function drawSample(
  roll: readonly OnRoll[],
  { size, seed, byCommunity }: { readonly size: number; readonly seed: string; readonly byCommunity: boolean },
  hash: Hash,
): number[] {
  if (size >= roll.length) return roll.map(({ number }) => number).sort((a, b) => a - b)
  const groups = byCommunity ? grouped(roll) : [roll]
  const places = splitExactly(
    BigInt(size),
    groups.map((group) => BigInt(group.length)),
  )
  return groups.flatMap((group, at) => first(group, Number(places[at] ?? 0n), seed, hash)).sort((a, b) => a - b)
}

function grouped(roll: readonly OnRoll[]): readonly (readonly OnRoll[])[] {
  const groups = new Map<string, OnRoll[]>()
  for (const each of roll) {
    const group = groups.get(each.community)
    if (group) group.push(each)
    else groups.set(each.community, [each])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

const first = (group: readonly OnRoll[], places: number, seed: string, hash: Hash): number[] =>
  group
    .map(({ number }) => ({ number, drawn: hash(`${seed} ${number}`) }))
    .sort((a, b) => (a.drawn < b.drawn ? -1 : 1))
    .slice(0, places)
    .map(({ number }) => number)
