import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { Payee, PayeeWords } from '@shanju/contract/payments/payout-shapes.ts'
import type { routes } from '@shanju/contract/payments/routes.ts'
import type { PaidKind } from '@shanju/contract/payments/vocab.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { shownNames } from '#modules/identity/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { tell } from '../tell.ts'
import { payeeHash } from './payee-hash.ts'

/** Bind sealed words to their columns. */
export const NAME = 'payments.payee_words.name'
export const BANK = 'payments.payee_words.bank_name'
export const NUMBER = 'payments.payee_words.account_number'

interface Row {
  readonly id: string
  readonly kind: PaidKind
  readonly shownName: string | null
  readonly name: Buffer
  readonly lastFour: string
  readonly host: { readonly id: string; readonly name: string }
  readonly fundId: string
  readonly verifiedBy: string | null
  readonly verifiedAt: Date | null
  readonly ended: boolean
  readonly madeBy: string
  readonly madeAt: Date
}

const payeesWhere = (condition: RawBuilder<unknown>): RawBuilder<Row> => sql<Row>`
  select p.id, p.kind, p.shown_name as "shownName", w.name, p.last_four as "lastFour",
         json_build_object('id', o.id, 'name', o.name) as host, p.fund_id as "fundId", v.person_id as "verifiedBy",
         v.marked_at as "verifiedAt", e.payee_id is not null as ended, p.made_by as "madeBy", p.made_at as "madeAt"
    from payments.payees p
    join payments.payee_words w on w.payee_id = p.id
    join organisations.pub_organisations o on o.id = p.host_id
    join funds.pub_funds f on f.id = p.fund_id
    left join payments.payee_marks v on v.payee_id = p.id and v.kind = 'verified'
    left join payments.payee_marks e on e.payee_id = p.id and e.kind = 'ended'
   where ${condition} order by p.made_at desc, p.id desc`

/** People by the first letter of their name: enough to find the one just entered, too little to know who it is. */
export const labelOf = (tx: Tx, row: Pick<Row, 'shownName' | 'name'>): string =>
  row.shownName ?? `${[...tx.secrets.open(row.name, NAME)][0] ?? ''}**`

async function shown(tx: Tx, rows: readonly Row[]): Promise<Payee[]> {
  const names = await shownNames(
    tx,
    rows.flatMap((row) => [row.madeBy, ...(row.verifiedBy ? [row.verifiedBy] : [])]),
  )
  const who = (id: string) => ({ id, name: names.get(id) ?? '' })
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, label: labelOf(tx, row), lastFour: row.lastFour, host: row.host },
    verified: row.verifiedBy && row.verifiedAt ? { at: row.verifiedAt, by: who(row.verifiedBy) } : null,
    ...{ ended: row.ended, addedAt: row.madeAt, addedBy: who(row.madeBy) },
  }))
}

type Filters = Omit<Input<typeof routes.listPayees>['query'], 'page' | 'pageSize'>

function wanted(tx: Tx, actor: Actor, query: Filters): RawBuilder<Row> {
  const found: RawBuilder<unknown>[] = [reaches(whereCan(actor, 'payments.read'), sql`f.path`, sql`array[p.host_id]`)]
  if (query.hostId) found.push(sql`p.host_id = ${query.hostId}`)
  if (query.fundId) found.push(sql`p.host_id = (select host_id from funds.pub_funds where id = ${query.fundId})`)
  if (query.kind) found.push(sql`p.kind = ${query.kind}`)
  if (query.usable) found.push(sql`(v.payee_id is not null and e.payee_id is null) = ${query.usable === 'yes'}`)
  // A name in full finds whom it names; a part of one finds bodies, whose names are no secret.
  if (query.q)
    found.push(sql`(position(lower(${query.q}) in lower(p.shown_name)) > 0 or p.name_hash = ${payeeHash(tx, query.q)}
      or p.last_four = ${query.q})`)
  return payeesWhere(sql.join(found, sql` and `))
}

export async function listPayees(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listPayees>,
): Promise<Page<Payee>> {
  const rows = await page(tx, query, wanted(tx, actor, query))
  return { ...rows, items: await shown(tx, rows.items) }
}

/** The whole list under its filters, for a file. */
export const allPayees = (tx: Tx, actor: Actor, { query }: { query: Filters }): Promise<Listed<Payee>> =>
  listed(tx, wanted(tx, actor, query), (rows: Row[]) => shown(tx, rows))

/** @throws Refusal payments.payee_not_found */
async function getRow(tx: Tx, id: string): Promise<Row> {
  const { rows } = await payeesWhere(sql`p.id = ${id}`).execute(tx.db)
  if (!rows[0]) throw refuse('payments.payee_not_found')
  return rows[0]
}

/** @throws Refusal payments.payee_not_found */
export async function getPayee(tx: Tx, id: string): Promise<Payee> {
  const [payee] = await shown(tx, [await getRow(tx, id)])
  if (!payee) throw refuse('payments.payee_not_found')
  return payee
}

/** @throws Refusal payments.payee_not_found */
export const subjectOfPayee = async (tx: Tx, id: string): Promise<Subject> =>
  subjectOfFund(tx, await fundOfPayee(tx, id))

export const fundOfPayee = async (tx: Tx, id: string): Promise<string> => (await getRow(tx, id)).fundId

/** Name, bank and account; asking leaves a trail row. @throws Refusal payments.payee_not_found */
export async function readPayee(tx: Tx, actor: Actor, id: string): Promise<PayeeWords> {
  const { fundId } = await getRow(tx, id)
  await tell(tx, actor, 'read_payee', { kind: 'payee', id, fundId })
  const words = (await wordsOf(tx, [id])).get(id)
  if (!words) throw refuse('payments.payee_not_found')
  return words
}

/** In clear, for those who just left a trace of it. */
export async function wordsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, PayeeWords>> {
  const { rows } = await sql<{ id: string; name: Buffer; bank: Buffer; number: Buffer }>`
    select payee_id as id, name, bank_name as bank, account_number as number from payments.payee_words
     where payee_id = any(${[...ids]}::uuid[])`.execute(tx.db)
  return new Map(
    rows.map(({ id, name, bank, number }) => [
      id,
      {
        name: tx.secrets.open(name, NAME),
        bankName: tx.secrets.open(bank, BANK),
        accountNumber: tx.secrets.open(number, NUMBER),
      },
    ]),
  )
}
