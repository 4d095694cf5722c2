import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { GiftRow, RowProblem } from '../logic/import-row.ts'
import type { HostFund } from '../queries/funds.ts'
import type { RowFault } from '../queries/import-errors.ts'
import { findOrders } from '../queries/orders.ts'
import type { NumberedRow } from './read-rows.ts'

/** Where a row stands against what the host has recorded: wrong, recorded from elsewhere, from this very file, or new. */
export type SortedRow =
  | { readonly row: number; readonly is: 'bad'; readonly problems: readonly RowProblem[] }
  | { readonly row: number; readonly is: 'repeated' | 'own'; readonly gift: GiftRow }
  | { readonly row: number; readonly is: 'fresh'; readonly gift: GiftRow; readonly fund: HostFund }

export interface Chunk {
  readonly importId: string
  readonly hostId: string
  readonly rows: readonly NumberedRow[]
  readonly before: Counts
}

export async function sortRows(tx: Tx, { importId, hostId, rows }: Chunk): Promise<SortedRow[]> {
  const orders = rows.flatMap(({ judged }) => (judged.problems ? [] : [judged.row.orderNo]))
  const known = await findOrders(tx, hostId, orders)
  return rows.map(({ row, judged }): SortedRow => {
    if (judged.problems) return { row, is: 'bad', problems: judged.problems }
    const { row: gift, match } = judged
    // What is recorded is recorded, even if its fund has another name by now.
    const before = known.get(gift.orderNo)
    if (before?.importId === importId) return { row, is: 'own', gift }
    if (before && before.amountFen !== gift.amountFen) return { row, is: 'bad', problems: [OTHER_AMOUNT] }
    if (before) return { row, is: 'repeated', gift }
    return 'problem' in match
      ? { row, is: 'bad', problems: [match.problem] }
      : { row, is: 'fresh', gift, fund: match.fund }
  })
}

const OTHER_AMOUNT: RowProblem = { column: 'order', code: 'row_order_with_other_amount', params: {} }

export const faultsOf = (rows: readonly SortedRow[]): RowFault[] =>
  rows.flatMap((each) => (each.is === 'bad' ? each.problems.map((problem) => ({ row: each.row, problem })) : []))

/** Never changed in place: the transaction that counts may be run again. */
export interface Counts {
  readonly done: number
  readonly good: number
  readonly repeated: number
  readonly bad: number
  readonly amountFen: bigint
}

export const NO_COUNTS: Counts = { done: 0, good: 0, repeated: 0, bad: 0, amountFen: 0n }

export function countRows(before: Counts, rows: readonly SortedRow[]): Counts {
  const counts = { ...before, done: before.done + rows.length }
  for (const each of rows) {
    if (each.is === 'bad') counts.bad += 1
    else if (each.is === 'repeated') counts.repeated += 1
    else {
      counts.good += 1
      counts.amountFen += each.gift.amountFen
    }
  }
  return counts
}

export async function saveCounts(tx: Tx, importId: string, counts: Counts): Promise<void> {
  await sql`update giving.imports set done_count = ${counts.done}, good_count = ${counts.good},
      repeated_count = ${counts.repeated}, bad_count = ${counts.bad}, amount_fen = ${counts.amountFen}, updated_at = ${tx.now}
    where id = ${importId}`.execute(tx.db)
}
