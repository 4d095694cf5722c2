import { Readable } from 'node:stream'
import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import { word } from '@shanju/contract/catalogue.ts'
import { CSV_TYPE, XLSX_TYPE } from '@shanju/contract/kit/export.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { Batch } from '@shanju/contract/payments/payout-shapes.ts'
import type { routes } from '@shanju/contract/payments/routes.ts'
import { type RawBuilder, sql } from 'kysely'
import { shownNames } from '#modules/identity/index.ts'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { csvText, workbook } from '#platform/sheets/index.ts'
import { record } from '#platform/trail/index.ts'
import { wordsOf } from './payees.ts'

type Row = Omit<Batch, 'madeBy'> & { readonly by: string }

const batchesWhere = (condition: RawBuilder<unknown>): RawBuilder<Row> => sql<Row>`
  select b.id, b.number, json_build_object('id', a.id, 'bankName', a.bank_name, 'lastFour', a.last_four) as account,
         json_build_object('id', o.id, 'name', o.name) as host, b.made_by as "by", b.made_at as "madeAt",
         s.count, s.sum as "sumFen", s.open as "openCount"
    from payments.batches b
    join payments.bank_accounts a on a.id = b.account_id
    join organisations.pub_organisations o on o.id = a.host_id,
    lateral (select count(*)::int as count, coalesce(sum(r.amount_fen), 0)::bigint as sum,
                    count(*) filter (where r.state = 'sent')::int as open
               from payments.requests r where r.batch_id = b.id) s
   where ${condition} order by b.made_at desc, b.id desc`

async function shown(tx: Tx, rows: readonly Row[]): Promise<Batch[]> {
  const names = await shownNames(
    tx,
    rows.map(({ by }) => by),
  )
  return rows.map(({ by, ...row }) => ({ ...row, madeBy: { id: by, name: names.get(by) ?? '' } }))
}

type Filters = Omit<Input<typeof routes.listBatches>['query'], 'page' | 'pageSize'>

function wanted(actor: Actor, query: Filters): RawBuilder<Row> {
  const mine = reaches(whereCan(actor, 'payments.read'), sql`o.path`, sql`array[o.id]`)
  const host = query.hostId ? sql`a.host_id = ${query.hostId}` : sql`true`
  return batchesWhere(sql`${mine} and ${host}`)
}

export async function listBatches(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listBatches>,
): Promise<Page<Batch>> {
  const rows = await page(tx, query, wanted(actor, query))
  return { ...rows, items: await shown(tx, rows.items) }
}

/** The whole list under its filters, for a file. */
export const allBatches = (tx: Tx, actor: Actor, { query }: { query: Filters }): Promise<Listed<Batch>> =>
  listed(tx, wanted(actor, query), (rows: Row[]) => shown(tx, rows))

/** @throws Refusal payments.batch_not_found */
export async function getBatch(tx: Tx, id: string): Promise<Batch> {
  const { rows } = await batchesWhere(sql`b.id = ${id}`).execute(tx.db)
  const [batch] = await shown(tx, rows)
  if (!batch) throw refuse('payments.batch_not_found')
  return batch
}

/** @throws Refusal payments.batch_not_found */
export const subjectOfBatch = async (tx: Tx, id: string): Promise<Subject> =>
  subjectOfOrganisation(tx, (await getBatch(tx, id)).host.id)

const COLUMNS = ['row', 'code', 'payee', 'number', 'bank', 'amount', 'purpose'] as const
const WIDTHS = [8, 18, 30, 26, 30, 14, 40]

interface Line {
  readonly code: string
  readonly payeeId: string
  readonly amountFen: bigint
  readonly purpose: string
}

/**
 * The file for the bank, a row for each payment in the order of their numbers. Names and accounts leave the house with
 * it, so fetching it leaves a trail row. @throws Refusal payments.batch_not_found
 */
export async function batchFile(
  tx: Tx,
  actor: Actor,
  { id, format, language }: { readonly id: string; readonly format: 'xlsx' | 'csv'; readonly language: Language },
): Promise<{ fileName: string; body: Readable; mediaType: string }> {
  const batch = await getBatch(tx, id)
  const { rows: lines } = await sql<Line>`
    select code, payee_id as "payeeId", amount_fen as "amountFen", purpose from payments.requests
     where batch_id = ${id} order by code`.execute(tx.db)
  const words = await wordsOf(
    tx,
    lines.map(({ payeeId }) => payeeId),
  )
  await record(tx, actor, {
    ...{ action: 'payments.fetch_batch', subjectKind: 'batch', subjectId: id },
    subject: await subjectOfOrganisation(tx, batch.host.id),
    details: { payments: lines.length },
  })
  const say = (key: string): string => word(language, 'payments', key)
  const headings = COLUMNS.map((column) => say(`batch.${column}`))
  const rows = lines.map(({ code, payeeId, amountFen, purpose }, at) => {
    const payee = words.get(payeeId)
    return [
      ...[String(at + 1), formatPublicId(code), payee?.name ?? '', payee?.accountNumber ?? '', payee?.bankName ?? ''],
      ...[formatYuan(amountFen).replaceAll(',', ''), purpose],
    ]
  })
  const title = `${say('batch.title')}_${batch.account.bankName}_${batch.account.lastFour}_${batch.number}`
  return format === 'csv'
    ? { fileName: `${title}.csv`, body: Readable.from([csvText([headings, ...rows])]), mediaType: CSV_TYPE }
    : {
        fileName: `${title}.xlsx`,
        body: workbook([{ title: say('batch.title'), headings, widths: WIDTHS, rows }]),
        mediaType: XLSX_TYPE,
      }
}
