import { parseYuan } from '@shanju/contract/kit/money.ts'
import type { Plan } from './plan.ts'

/** Is this row no gift by the way the file is read: a fee, a sum at the end, money going out? */
export function leftOut(cells: readonly string[], plan: Pick<Plan, 'leaveOut' | 'incomingOnly' | 'columns'>): boolean {
  const at = (place: number | undefined): string => (cells[place ?? -1] ?? '').trim()
  if (plan.leaveOut.some(({ column, words }) => at(column).includes(words))) return true
  if (!plan.incomingOnly) return false
  const amount = at(plan.columns.amount)
  const incoming = parseYuan(amount)
  if (incoming !== undefined && incoming < 0n) return true
  const outgoing = parseYuan(at(plan.columns.outgoing))
  // A bank's list has the sum in one of two columns, and nothing or zero in the other.
  return outgoing !== undefined && outgoing !== 0n && (amount === '' || incoming === 0n)
}
