import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { Authority } from '@shanju/contract/payments/payout-shapes.ts'
import type { routes } from '@shanju/contract/payments/routes.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { refuseAuthority } from '../logic/decide-payment.ts'

/** An authority by itself; the project its decision is about is a later module's. */
export type Bare = Omit<Authority, 'project'>
type Row = Omit<Bare, 'against'>

/** By motion, the project it is about. */
export type WorksOf = (
  tx: Tx,
  motionIds: readonly string[],
) => Promise<ReadonlyMap<string, NonNullable<Authority['project']>>>

const authoritiesWhere = (condition: RawBuilder<unknown>): RawBuilder<Row> => sql<Row>`
  select a.id, json_build_object('id', f.id, 'name', f.name) as fund, a.kind, a.source, a.motion_id as "motionId",
         a.payee_kind as "payeeKind", a.cap_fen as "capFen", a.each_cap_fen as "eachCapFen", a.valid_from as "validFrom",
         a.valid_to as "validTo", a.ratify_by as "ratifyBy", a.ratified, a.ended, a.made_at as "madeAt",
         u.live_fen as "liveFen", u.paid_fen as "paidFen", u.left_fen as "leftFen"
    from payments.pub_authorities a
    join payments.pub_authority_use u on u.authority_id = a.id
    join funds.pub_funds f on f.id = a.fund_id
   where ${condition} order by a.made_at desc, a.id desc`

const shown = (tx: Tx, row: Row): Bare => ({
  ...row,
  against: refuseAuthority(row, tx.today)?.code ?? (row.leftFen > 0n ? null : 'above_left'),
})

type Filters = Omit<Input<typeof routes.listAuthorities>['query'], 'page' | 'pageSize'>

function wanted(tx: Tx, actor: Actor, query: Filters): RawBuilder<Row> {
  const found: RawBuilder<unknown>[] = [reaches(whereCan(actor, 'payments.read'), sql`f.path`, sql`array[f.host_id]`)]
  if (query.fundId) found.push(sql`a.fund_id = ${query.fundId}`)
  if (query.unratified) found.push(sql`a.kind = 'emergency' and not a.ratified`)
  if (query.open)
    found.push(sql`(not a.ended and ${tx.today}::date between a.valid_from and a.valid_to and u.left_fen > 0
      and (a.ratify_by is null or a.ratified or ${tx.today}::date <= a.ratify_by)) = ${query.open === 'yes'}`)
  return authoritiesWhere(sql.join(found, sql` and `))
}

export async function listAuthorities(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listAuthorities>,
  worksOf: WorksOf,
): Promise<Page<Authority>> {
  const rows = await page(tx, query, wanted(tx, actor, query))
  return { ...rows, items: await withWorks(tx, rows.items, worksOf) }
}

async function withWorks(tx: Tx, rows: readonly Row[], worksOf: WorksOf): Promise<Authority[]> {
  const works = await worksOf(
    tx,
    rows.map(({ motionId }) => motionId),
  )
  return rows.map((row) => ({ ...shown(tx, row), project: works.get(row.motionId) ?? null }))
}

/** The whole list under its filters, for a file. */
export const allAuthorities = (tx: Tx, actor: Actor, { query }: { query: Filters }): Promise<Listed<Authority>> =>
  listed(tx, wanted(tx, actor, query), (rows: Row[]) => rows.map((row) => ({ ...shown(tx, row), project: null })))

/** With the project that its decision is about. @throws Refusal payments.authority_not_found */
export async function getWithWork(tx: Tx, id: string, worksOf: WorksOf): Promise<Authority> {
  const found = await getAuthority(tx, id)
  return { ...found, project: (await worksOf(tx, [found.motionId])).get(found.motionId) ?? null }
}

/** @throws Refusal payments.authority_not_found */
export async function getAuthority(tx: Tx, id: string): Promise<Bare> {
  const { rows } = await authoritiesWhere(sql`a.id = ${id}`).execute(tx.db)
  if (!rows[0]) throw refuse('payments.authority_not_found')
  return shown(tx, rows[0])
}

/** @throws Refusal payments.authority_not_found */
export const subjectOfAuthority = async (tx: Tx, id: string): Promise<Subject> =>
  subjectOfFund(tx, (await getAuthority(tx, id)).fund.id)

/** What may still be asked for under an authority, in fen. @throws Refusal payments.authority_not_found */
export const leftOfAuthority = async (tx: Tx, id: string): Promise<bigint> => (await getAuthority(tx, id)).leftFen

/** Held until the end of the transaction: what is left is asked and then taken. */
export async function holdAuthorities(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const id of [...new Set(ids)].sort()) await sql`select payments.hold_authority(${id})`.execute(tx.db)
}
