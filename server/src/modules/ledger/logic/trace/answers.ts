/** What people ask the trace: where did my gift go, and who paid for this spending. */
import type { Allocation, TraceState } from './types.ts'

interface GiftTrace {
  /** Money of this source, all pools it moved through. */
  readonly arrivedFen: bigint
  readonly spent: readonly { readonly use: string; readonly amountFen: bigint }[]
  /** Went back to its giver, or was entered by mistake. */
  readonly voidedFen: bigint
  readonly leftFen: bigint
}

/** "Your 100.00: 62.50 to project A on 3 May, 37.50 not yet spent." Uses stand in the order of their first payment. */
export function traceOfSource(root: string, allocations: readonly Allocation[], state: TraceState): GiftTrace {
  let arrivedFen = 0n
  let voidedFen = 0n
  const spent = new Map<string, bigint>()
  for (const row of allocations) {
    if (row.root !== root) continue
    if (row.row === 'arrive' && row.kind === 'source') arrivedFen += row.amountFen
    if (row.row === 'pay' && row.kind === 'void') voidedFen += row.amountFen
    if (row.row === 'pay' && row.kind === 'spend' && row.use !== null) {
      spent.set(row.use, (spent.get(row.use) ?? 0n) + row.amountFen)
    }
  }
  const leftFen = state.lots.reduce((sum, lot) => (lot.root === root ? sum + lot.leftFen : sum), 0n)
  return { arrivedFen, spent: nonZero(spent).map(([use, amountFen]) => ({ use, amountFen })), voidedFen, leftFen }
}

interface SpendTrace {
  readonly paidBy: readonly { readonly root: string; readonly amountFen: bigint }[]
  /** Spending that no source covers; zero while restricted money cannot be overdrawn. */
  readonly uncoveredFen: bigint
}

export function traceOfUse(use: string, allocations: readonly Allocation[], state: TraceState): SpendTrace {
  const paid = new Map<string, bigint>()
  for (const row of allocations) {
    if (row.row === 'pay' && row.use === use) paid.set(row.root, (paid.get(row.root) ?? 0n) + row.amountFen)
  }
  const uncoveredFen = state.uses.find((one) => one.id === use)?.uncoveredFen ?? 0n
  return { paidBy: nonZero(paid).map(([root, amountFen]) => ({ root, amountFen })), uncoveredFen }
}

const nonZero = (sums: ReadonlyMap<string, bigint>): [string, bigint][] =>
  [...sums].filter(([, amount]) => amount !== 0n)
