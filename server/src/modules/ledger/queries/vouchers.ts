import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { voucherExports } from '@shanju/contract/ledger/vouchers/exports.ts'
import type { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import type { VoucherRecord } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import { shownNames } from '#modules/identity/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { type ShownLineRow, titled } from './shown-lines.ts'

export interface VoucherRow {
  id: string
  host: { id: string; name: string }
  month: string
  number: number
  datedOn: string
  summary: string
  channel: string | null
  entries: number
  totalFen: bigint
}

const vouchers = (condition: RawBuilder<unknown>): RawBuilder<VoucherRow> => sql<VoucherRow>`
  select v.id, json_build_object('id', o.id, 'name', o.name) as host, v.month, v.number, v.dated_on as "datedOn",
         v.summary, v.channel, v.entries, v.total_fen as "totalFen"
    from ledger.vouchers v join organisations.pub_organisations o on o.id = v.book_id where ${condition}`

interface Filters {
  readonly hostId?: string | undefined
  readonly month?: string | undefined
}

const within = (actor: Actor, { hostId, month }: Filters): RawBuilder<unknown> =>
  sql.join(
    [
      reaches(whereCan(actor, 'ledger.read'), sql`o.path`, sql`array[o.id]`),
      ...(hostId === undefined ? [] : [sql`v.book_id = ${hostId}`]),
      ...(month === undefined ? [] : [sql`v.month = ${month}`]),
    ],
    sql` and `,
  )

const newest = (actor: Actor, query: Filters): RawBuilder<VoucherRow> =>
  sql<VoucherRow>`${vouchers(within(actor, query))} order by v.month desc, v.number desc, v.id`

export const listVouchers = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof voucherRoutes.listVouchers>,
): Promise<Page<VoucherRow>> => page(tx, query, newest(actor, query))

export const allVouchers = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof voucherExports.listVouchersExport>,
): Promise<Listed<VoucherRow>> => listed(tx, newest(actor, query), (rows) => rows)

/** Entries of a summary voucher that are shown with it; the list of entries has them all. */
const PARTS_SHOWN = 100

interface VoucherLineRow extends ShownLineRow {
  voucherId: string
  limitTitle: string | null
}

/**
 * Lines of vouchers, debits first. On a summary voucher lines of the same dimensions are one; gift and counterparty stay in
 * the detail list, so that no donor is on the printed page.
 */
const linesWhere = (condition: RawBuilder<unknown>): RawBuilder<VoucherLineRow> => sql<VoucherLineRow>`
  select s.voucher_id as "voucherId",
         row_number() over (partition by s.voucher_id order by s.side desc, s.first, s.account)::int as no,
         s.account, '' as "accountName", s.side, s.fen as "amountFen", s.restriction,
         case when f.book_id is null then null else json_build_object('id', f.id, 'name', f.name) end as fund,
         s.kind, s.cash_line as "cashLine", r.title as "limitTitle"
    from (select ve.voucher_id, l.account, l.side, l.restriction, l.restriction_id, l.fund_id, l.kind, l.cash_line,
                 sum(l.amount_fen)::bigint as fen, min(e.number * 1000 + l.no) as first
            from ledger.vouchers v
            join organisations.pub_organisations o on o.id = v.book_id
            join ledger.voucher_entries ve on ve.voucher_id = v.id
            join ledger.entries e on e.id = ve.entry_id
            join ledger.lines l on l.entry_id = e.id
           where ${condition}
           group by ve.voucher_id, l.account, l.side, l.restriction, l.restriction_id, l.fund_id, l.project_id, l.campaign,
                    l.kind, l.reach, l.cash_line, case when v.channel is null then l.no end) s
    left join ledger.funds f on f.id = s.fund_id
    left join ledger.restrictions r on r.id = s.restriction_id`

async function linesOfVouchers(tx: Tx, ids: readonly string[]): Promise<Map<string, VoucherLineRow[]>> {
  const { rows } = await sql<VoucherLineRow>`
    ${linesWhere(sql`v.id = any(${[...ids]}::uuid[])`)} order by 1, 2`.execute(tx.db)
  return Map.groupBy(titled(rows), (row) => row.voucherId)
}

/** Vouchers with all that is printed of them, in the order of their numbers. */
export async function vouchersInFull(tx: Tx, condition: RawBuilder<unknown>): Promise<Omit<VoucherRecord, 'parts'>[]> {
  const { rows } = await sql<VoucherRow>`${vouchers(condition)} order by v.month, v.number`.execute(tx.db)
  const ids = rows.map(({ id }) => id)
  const lines = await linesOfVouchers(tx, ids)
  const { rows: heads } = await sql<{
    id: string
    makers: string[]
    checkers: string[]
    papers: VoucherRecord['papers']
  }>`
    select ve.voucher_id as id, array_agg(distinct e.maker) filter (where e.maker is not null) as makers,
           array_agg(distinct e.checker) filter (where e.checker is not null) as checkers,
           coalesce(json_agg(p.paper) filter (where p.paper is not null), '[]') as papers
      from ledger.voucher_entries ve join ledger.entries e on e.id = ve.entry_id
      left join lateral jsonb_array_elements(e.papers) as p (paper) on true
     where ve.voucher_id = any(${ids}::uuid[]) group by 1`.execute(tx.db)
  const names = await shownNames(
    tx,
    heads.flatMap(({ makers, checkers }) => [...(makers ?? []), ...(checkers ?? [])]),
  )
  const byId = new Map(heads.map((head) => [head.id, head]))
  /** Of several makers none can be named on the one line that the form has. */
  const only = (people: readonly string[] | null | undefined) =>
    people?.length === 1 ? (names.get(people[0] ?? '') ?? null) : null
  return rows.map((row) => {
    const head = byId.get(row.id)
    return {
      ...row,
      lines: lines.get(row.id) ?? [],
      makerName: only(head?.makers),
      checkerName: only(head?.checkers),
      papers: (head?.papers ?? []).slice(0, PARTS_SHOWN),
    }
  })
}

/** @throws Refusal ledger.voucher_not_found */
export async function getVoucher(tx: Tx, book: string, id: string): Promise<VoucherRecord> {
  const [found] = await vouchersInFull(tx, sql`v.book_id = ${book} and v.id = ${id}`)
  if (!found) throw refuse('ledger.voucher_not_found')
  const { rows: parts } = await sql<VoucherRecord['parts'][number]>`
    select e.id, e.number::int as number, e.summary, e.total_fen as "totalFen"
      from ledger.voucher_entries ve join ledger.entries e on e.id = ve.entry_id
     where ve.voucher_id = ${id} order by e.number limit ${PARTS_SHOWN}`.execute(tx.db)
  return { ...found, parts }
}

interface ExportedLine {
  voucherId: string
  hostName: string
  datedOn: string
  number: number
  line: number
  summary: string
  account: string
  accountName: string
  debitFen: bigint | null
  creditFen: bigint | null
  restriction: 'U' | 'R' | null
  limitTitle: string | null
  fundName: string | null
  kind: string | null
  cashLine: string | null
  entries: number
}
type RawLine = VoucherLineRow & Pick<VoucherRow, 'host' | 'datedOn' | 'number' | 'summary' | 'entries'>

const lineRows = (actor: Actor, query: Filters): RawBuilder<RawLine> => sql<RawLine>`
  select n.*, v.host, v."datedOn", v.number, v.summary, v.entries
    from (${linesWhere(within(actor, query))}) n
    join (${vouchers(within(actor, query))}) v on v.id = n."voucherId"
   order by v.month, v.number, v.id, n.no`

const exportedLine = (row: RawLine): ExportedLine => ({
  ...{ voucherId: row.voucherId, hostName: row.host.name, datedOn: row.datedOn, number: row.number, line: row.no },
  ...{ summary: row.summary, entries: row.entries },
  ...{ account: row.account, accountName: row.accountName, restriction: row.restriction, limitTitle: row.limitTitle },
  debitFen: row.side === 'debit' ? row.amountFen : null,
  creditFen: row.side === 'credit' ? row.amountFen : null,
  ...{ fundName: row.fund?.name ?? null, kind: row.kind, cashLine: row.cashLine },
})

export async function listVoucherLines(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof voucherRoutes.listVoucherLines>,
): Promise<Page<ExportedLine>> {
  const found = await page(tx, query, lineRows(actor, query))
  return { ...found, items: titled(found.items).map(exportedLine) }
}

export const allVoucherLines = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof voucherExports.listVoucherLinesExport>,
): Promise<Listed<ExportedLine>> => listed(tx, lineRows(actor, query), (rows) => titled(rows).map(exportedLine))
