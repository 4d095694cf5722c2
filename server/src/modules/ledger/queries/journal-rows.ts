import { formatYuan } from '@shanju/contract/kit/money.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { titled } from './shown-lines.ts'

export const JOURNAL_HEADING = [
  '记账日期',
  '单据日期',
  '分录号',
  '凭证号',
  '摘要',
  '科目编码',
  '科目名称',
  '借方金额',
  '贷方金额',
  '基金',
  '更正的分录号',
]

interface Row {
  readonly postedOn: string
  readonly documentOn: string
  readonly number: bigint
  readonly voucher: number | null
  readonly summary: string
  readonly account: string
  readonly restriction: 'U' | 'R' | null
  readonly side: 'debit' | 'credit'
  readonly fen: bigint
  readonly fund: string | null
  readonly reverses: bigint | null
}

/** The journal of a month in posting order, a row for each line. */
export async function journalRows(
  tx: Tx,
  { book, month }: { readonly book: string; readonly month: string },
): Promise<string[][]> {
  const { rows } = await sql<Row>`
    select e.posted_on as "postedOn", e.document_on as "documentOn", e.number, v.number as voucher, e.summary, l.account,
           l.restriction, l.side, l.amount_fen as fen, case when f.book_id is not null then f.name end as fund,
           (select r.number from ledger.entries r where r.id = e.reverses) as reverses
      from ledger.entries e
      join ledger.lines l on l.entry_id = e.id
      left join ledger.funds f on f.id = l.fund_id
      left join ledger.voucher_entries ve on ve.entry_id = e.id
      left join ledger.vouchers v on v.id = ve.voucher_id
     where e.book_id = ${book} and to_char(e.posted_on, 'YYYY-MM') = ${month}
     order by e.number, l.no`.execute(tx.db)
  return titled(rows.map((row) => ({ ...row, accountName: '' }))).map((row) => [
    ...[row.postedOn, row.documentOn, String(row.number), row.voucher === null ? '' : String(row.voucher)],
    ...[row.summary, row.account, row.accountName],
    ...[row.side === 'debit' ? formatYuan(row.fen) : '', row.side === 'credit' ? formatYuan(row.fen) : ''],
    ...[row.fund ?? '', row.reverses === null ? '' : String(row.reverses)],
  ])
}
