/**
 * Money of a limit is never spent twice: K05 (balance of fund and restriction never below zero) and K06 (free for new
 * approvals after open commitments). Checked on the balances of the moment, under their lock (N24 67, 68; rule U19).
 */
import type { BalancedEntry } from './entry.ts'
import { signedFen } from './entry.ts'

/** One pot: a fund and the limit on its money. */
export interface Pot {
  readonly fund: string
  readonly restrictionId: string
}

export const potText = (pot: Pot): string => `${pot.fund}\n${pot.restrictionId}`

/** What an entry adds to each pot: 3102 + income[R] − expense[R], credits plus. */
export function potDeltas(entry: Pick<BalancedEntry, 'lines' | 'type'>): Map<string, { pot: Pot; deltaFen: bigint }> {
  const deltas = new Map<string, { pot: Pot; deltaFen: bigint }>()
  // Closing moves a pot from income and expense to 3102: its sum does not change.
  if (entry.type === 'close') return deltas
  for (const line of entry.lines) {
    if (line.restriction !== 'R' || line.fund === null || line.restrictionId === null) continue
    const pot = { fund: line.fund, restrictionId: line.restrictionId }
    const before = deltas.get(potText(pot))?.deltaFen ?? 0n
    deltas.set(potText(pot), { pot, deltaFen: before - signedFen(line) })
  }
  return deltas
}

interface Overdraw {
  readonly pot: Pot
  readonly missingFen: bigint
}

/**
 * Pots that the entry would take below zero. A pot that only grows is never refused, even where it stands below zero
 * from an earlier correction.
 * @param balances current balance by `potText`; a pot that is not listed stands at zero
 */
export function overdrawsOf(
  entry: Pick<BalancedEntry, 'lines' | 'type'>,
  balances: ReadonlyMap<string, bigint>,
): Overdraw[] {
  const found: Overdraw[] = []
  for (const [text, { pot, deltaFen }] of potDeltas(entry)) {
    const after = (balances.get(text) ?? 0n) + deltaFen
    if (deltaFen < 0n && after < 0n) found.push({ pot, missingFen: -after })
  }
  return found
}

/** K06: what may still be approved; commitments are orders signed or sent that the bank has not debited (E34). */
export function freeFen(balanceFen: bigint, commitmentsFen: readonly bigint[]): bigint {
  return commitmentsFen.reduce((free, commitment) => free - commitment, balanceFen)
}
