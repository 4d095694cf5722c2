import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type BalancedEntry, cashFlowsOf, findAccount } from '../../logic/index.ts'
import type { Fault } from './fault.ts'

/** Net inflow by month and cash-flow line, "2026-05 B1". */
export type Flows = Map<string, bigint>

const ofChart = (code: string) => findAccount('2024', code)

export function addFlows(flows: Flows, entry: Pick<BalancedEntry, 'book' | 'type' | 'month' | 'lines'>): void {
  for (const { month, cashLine, inflowFen } of cashFlowsOf(entry, ofChart)) {
    const name = `${month} ${cashLine}`
    flows.set(name, (flows.get(name) ?? 0n) + inflowFen)
  }
}

/** The first flow that is wrong, too many or missing beside the replay. */
export async function faultOfFlows(
  tx: Tx,
  bookId: string,
  replayed: ReadonlyMap<string, bigint>,
): Promise<Fault | undefined> {
  const { rows } = await sql<{ name: string; inflow: bigint }>`
    select month || ' ' || cash_line as name, inflow_fen as inflow from ledger.cash_flows
     where book_id = ${bookId} order by 1`.execute(tx.db)
  const left = new Map(replayed)
  const fault = (row: string, what: string): Fault => ({ table: 'cash_flows', row: `${bookId} ${row}`, what })
  for (const { name, inflow } of rows) {
    const expected = left.get(name)
    if (expected === undefined) return fault(name, 'no entry moves this flow')
    if (expected !== inflow) return fault(name, `is ${inflow}, the entries say ${expected}`)
    left.delete(name)
  }
  const missing = left.keys().next()
  return missing.done ? undefined : fault(missing.value, 'is missing')
}
