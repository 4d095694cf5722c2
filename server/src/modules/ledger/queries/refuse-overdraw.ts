import { formatYuan } from '@shanju/contract/kit/money.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type BalancedEntry, overdrawsOf, type Pot, potDeltas, potText } from '../logic/index.ts'
import { freeOfPots } from './pots.ts'

/** Only a debit takes from a limit; gifts have none and cost nothing here. A correction tells what is true (README, L20). */
const mayTake = (entry: BalancedEntry): boolean =>
  entry.type !== 'close' &&
  entry.reverses === null &&
  entry.lines.some((line) => line.restriction === 'R' && line.side === 'debit')

/**
 * K05 and K06: no entry takes more from a limit than is free in it. Call it under the lock of the books; entries count in
 * their order.
 * @param settled commitments that these entries settle
 * @throws Refusal ledger.overdrawn
 */
export async function refuseOverdraw(
  tx: Tx,
  entries: readonly BalancedEntry[],
  settled: readonly string[],
): Promise<void> {
  if (!entries.some(mayTake)) return
  const pots = new Map<string, Pot>()
  for (const entry of entries) for (const [text, { pot }] of potDeltas(entry)) pots.set(text, pot)
  const free = await freeOfPots(tx, [...pots.values()], settled)
  for (const entry of entries) {
    const [over] = mayTake(entry) ? overdrawsOf(entry, free) : []
    if (over) throw refuse('ledger.overdrawn', { missing: formatYuan(over.missingFen) })
    for (const [, { pot, deltaFen }] of potDeltas(entry)) {
      free.set(potText(pot), (free.get(potText(pot)) ?? 0n) + deltaFen)
    }
  }
}
