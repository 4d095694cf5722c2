/** What a cross-check says: it holds or not, and the figures it compared (fen). */
export interface CheckResult {
  readonly id: string
  readonly holds: boolean
  readonly figures: readonly { readonly name: string; readonly fen: bigint }[]
  /** Fund, restriction, receiver or account where it fails; empty when it holds. */
  readonly where: readonly string[]
}

/** Two named figures that must be equal. */
export type Pair = readonly [name: string, fen: bigint, otherName: string, otherFen: bigint]

export function pairsResult(id: string, pairs: readonly Pair[]): CheckResult {
  const failing = pairs.filter(([, fen, , otherFen]) => fen !== otherFen)
  return {
    id,
    holds: failing.length === 0,
    figures: pairs.flatMap(([name, fen, otherName, otherFen]) => [
      { name, fen },
      { name: otherName, fen: otherFen },
    ]),
    where: failing.map(([name, , otherName]) => `${name} ≠ ${otherName}`),
  }
}

export const listResult = (id: string, where: readonly string[]): CheckResult => ({
  id,
  holds: where.length === 0,
  figures: [],
  where,
})
