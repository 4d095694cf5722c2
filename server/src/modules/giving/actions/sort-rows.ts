import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { GiftRow, RowProblem } from '../logic/import-row.ts'
import type { HostFund } from '../queries/funds.ts'
import type { RowFault } from '../queries/import-errors.ts'
import { findOrders } from '../queries/orders.ts'
import { findTakenReceipts } from '../queries/receipts.ts'
import type { NumberedRow } from './read-rows.ts'

/**
 * Where a row stands against what the host has recorded: no gift at all, wrong, recorded from elsewhere, recorded from
 * this very file, or new: a gift, or money of unknown origin.
 */
export type SortedRow =
  | { readonly row: number; readonly is: 'left_out' }
  | { readonly row: number; readonly is: 'bad'; readonly problems: readonly RowProblem[] }
  | { readonly row: number; readonly is: 'repeated' | 'unknown'; readonly gift: GiftRow }
  | { readonly row: number; readonly is: 'own'; readonly gift: GiftRow; readonly as: 'gift' | 'unknown' }
  | { readonly row: number; readonly is: 'fresh'; readonly gift: GiftRow; readonly fund: HostFund }

export interface Chunk {
  readonly importId: string
  readonly hostId: string
  readonly rows: readonly NumberedRow[]
  readonly before: Counts
}

export async function sortRows(tx: Tx, { importId, hostId, rows }: Chunk): Promise<SortedRow[]> {
  const orders = rows.flatMap(({ judged }) => ('row' in judged ? [judged.row.orderNo] : []))
  const known = await findOrders(tx, hostId, orders)
  const taken = await findTakenReceipts(
    tx,
    rows.flatMap(receiptNoOf).map((number) => ({ hostId, number })),
  )
  return rows.map(({ row, judged }): SortedRow => {
    if (judged.is === 'left_out') return { row, is: 'left_out' }
    if (judged.is === 'wrong') return { row, is: 'bad', problems: judged.problems }
    const gift = judged.row
    // What is recorded is recorded, even if its fund has another name by now.
    const before = known.get(gift.orderNo)
    if (before?.importId === importId) return { row, is: 'own', gift, as: before.as }
    if (before && before.amountFen !== gift.amountFen) return { row, is: 'bad', problems: [OTHER_AMOUNT] }
    if (before) return { row, is: 'repeated', gift }
    if (judged.is === 'unknown') return { row, is: 'unknown', gift }
    const { match } = judged
    if ('problem' in match) return { row, is: 'bad', problems: [match.problem] }
    const [receiptNo] = receiptNoOf({ judged })
    const holder = receiptNo === undefined ? undefined : taken.get(`${hostId} ${receiptNo}`)
    return holder === undefined
      ? { row, is: 'fresh', gift, fund: match.fund }
      : { row, is: 'bad', problems: [receiptTaken(formatPublicId(holder))] }
  })
}

/** The number of the receipt a row brings, if any. */
export const receiptNoOf = ({ judged }: Pick<NumberedRow, 'judged'>): string[] =>
  judged.is === 'gift' && judged.row.receipt?.kind === 'issued' ? [judged.row.receipt.receiptNo] : []

const receiptTaken = (code: string): RowProblem => ({ column: 'receipt', code: 'receipt_taken', params: { code } })

const OTHER_AMOUNT: RowProblem = { column: 'order', code: 'row_order_with_other_amount', params: {} }

export const faultsOf = (rows: readonly SortedRow[]): RowFault[] =>
  rows.flatMap((each) => (each.is === 'bad' ? each.problems.map((problem) => ({ row: each.row, problem })) : []))

/** Never changed in place: the transaction that counts may be run again. */
export interface Counts {
  readonly done: number
  readonly good: number
  readonly repeated: number
  readonly bad: number
  readonly leftOut: number
  readonly amountFen: bigint
  readonly unknown: number
  readonly unknownFen: bigint
}

export const NO_COUNTS: Counts = {
  ...{ done: 0, good: 0, repeated: 0, bad: 0, leftOut: 0, unknown: 0 },
  ...{ amountFen: 0n, unknownFen: 0n },
}

export function countRows(before: Counts, rows: readonly SortedRow[]): Counts {
  const counts = { ...before, done: before.done + rows.length }
  for (const each of rows) {
    if (each.is === 'bad') counts.bad += 1
    else if (each.is === 'left_out') counts.leftOut += 1
    else if (each.is === 'repeated') counts.repeated += 1
    else if (each.is === 'unknown' || (each.is === 'own' && each.as === 'unknown')) {
      counts.unknown += 1
      counts.unknownFen += each.gift.amountFen
    } else {
      counts.good += 1
      counts.amountFen += each.gift.amountFen
    }
  }
  return counts
}

export async function saveCounts(tx: Tx, importId: string, counts: Counts): Promise<void> {
  await sql`update giving.imports set done_count = ${counts.done}, good_count = ${counts.good},
      repeated_count = ${counts.repeated}, bad_count = ${counts.bad}, left_out_count = ${counts.leftOut},
      amount_fen = ${counts.amountFen}, unknown_count = ${counts.unknown}, unknown_fen = ${counts.unknownFen},
      updated_at = ${tx.now}
    where id = ${importId}`.execute(tx.db)
}
