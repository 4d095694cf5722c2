import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input, Output } from '@shanju/contract/kit/route.ts'
import type { exports } from '@shanju/contract/supervision/exports.ts'
import type { Complaint, ComplaintListed, routes } from '@shanju/contract/supervision/routes.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { record } from '#platform/trail/index.ts'
import { stateOf } from '../logic/complaint.ts'

export const WORDS = 'supervision.words'
export const CONTACT = 'supervision.complaints.contact'

const NOBODYS_BODY = sql`'{}'::uuid[]`

const columns = sql`c.id, c.code, c.about_kind as kind, c.made_at as "madeAt", c.answer_by as "answerBy", c.words, c.contact,
  coalesce(g.public_id, f.name, o.name, '') as name, s.state
  from supervision.complaints c
  left join giving.pub_gifts g on c.about_kind = 'gift' and g.id = c.about_id
  left join funds.pub_funds f on c.about_kind = 'fund' and f.id = c.about_id
  left join organisations.pub_organisations o on c.about_kind = 'organisation' and o.id = c.about_id
  cross join lateral (
    select case when bool_or(a.closes) then 'closed' when count(*) > 0 then 'answered' else 'open' end as state
      from supervision.answers a where a.complaint_id = c.id) s`

interface Row extends Omit<ComplaintListed, 'overdue'> {
  words: Buffer
  contact: Buffer | null
}

const shown = (tx: Tx, { words: _words, contact: _contact, ...row }: Row): ComplaintListed => ({
  ...row,
  name: row.kind === 'gift' ? formatPublicId(row.name) : row.name,
  overdue: row.state === 'open' && row.answerBy < tx.today,
})

/** Complaints about what lies in the reader's divisions; a charity does not read complaints about itself. */
function selected(actor: Actor, query: Pick<Input<typeof routes.list>['query'], 'state'>): RawBuilder<Row> {
  const conditions: RawBuilder<unknown>[] = [
    reaches(whereCan(actor, 'supervision.read'), sql`c.divisions`, NOBODYS_BODY),
  ]
  if (query.state) conditions.push(sql`s.state = ${query.state}`)
  return sql<Row>`select ${columns} where ${sql.join(conditions, sql` and `)} order by c.made_at desc, c.id desc`
}

export async function listComplaints(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.list>,
): Promise<Page<ComplaintListed>> {
  const found = await page(tx, query, selected(actor, query))
  return { ...found, items: found.items.map((row) => shown(tx, row)) }
}

/** The same, all of them. */
export const allComplaints = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listExport>,
): Promise<Listed<ComplaintListed>> => listed(tx, selected(actor, query), (rows) => rows.map((row) => shown(tx, row)))

/** With its words and contact; that somebody read them stands on the trail. @throws Refusal platform.not_found */
export async function readComplaint(tx: Tx, actor: Actor, id: string): Promise<Complaint> {
  const { rows } = await sql<Row>`select ${columns} where c.id = ${id}`.execute(tx.db)
  const [row] = rows
  if (!row) throw refuse('platform.not_found')
  await record(tx, actor, {
    action: 'supervision.read_complaint',
    subjectKind: 'complaint',
    subjectId: id,
    subject: await subjectOfComplaint(tx, id),
  })
  return {
    ...shown(tx, row),
    words: tx.secrets.open(row.words, WORDS),
    contact: row.contact && tx.secrets.open(row.contact, CONTACT),
    answers: await answersOf(tx, id),
  }
}

type Public = Output<typeof routes.complaintByCode>

/** @throws Refusal supervision.complaint_not_found */
export async function complaintByCode(tx: Tx, code: string): Promise<Public> {
  const { rows } = await sql<Omit<Public, 'state' | 'answers'> & { id: string }>`
    select id, code, made_at as "madeAt", answer_by as "answerBy" from supervision.complaints where code = ${code}`.execute(
    tx.db,
  )
  const [row] = rows
  if (!row) throw refuse('supervision.complaint_not_found')
  const answers = await answersOf(tx, row.id)
  return { ...row, state: stateOf(answers), answers }
}

export async function answersOf(tx: Tx, complaintId: string): Promise<Complaint['answers']> {
  const { rows } = await sql<{ words: Buffer; at: Date; closes: boolean }>`
    select words, at, closes from supervision.answers where complaint_id = ${complaintId} order by at, id`.execute(
    tx.db,
  )
  return rows.map((row) => ({ ...row, words: tx.secrets.open(row.words, WORDS) }))
}

/** The places alone: the body complained about has no say in it. @throws Refusal platform.not_found */
export async function subjectOfComplaint(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{
    divisions: string[]
  }>`select divisions from supervision.complaints where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return { divisions: rows[0].divisions }
}
