import { type Actor, covers, type Where, whereCan } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/identity/exports.ts'
import type { routes } from '@shanju/contract/identity/routes.ts'
import type { PersonListed, PersonRecord } from '@shanju/contract/identity/shapes.ts'
import { canonicalUserName } from '@shanju/contract/identity/user-name.ts'
import type { PersonState } from '@shanju/contract/identity/vocab.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input, Query } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { type Held, inForce, isOpen } from '../logic/assignment.ts'
import { tellOfPerson } from '../tell.ts'
import { describe } from './describe.ts'
import { listHeld } from './held.ts'
import { PHONE, shownNameHash, shownNames } from './names.ts'

interface Row {
  id: string
  userName: string
  state: PersonState
  secondFactor: boolean
  lastSignInAt: Date | null
}

const COLUMNS = sql`p.id, p.user_name as "userName", p.state, p.second_factor as "secondFactor",
  p.last_sign_in_at as "lastSignInAt"`

/** People who hold or held a role within the reader's reach. */
export async function listPeople(
  tx: Tx,
  actor: Actor,
  query: Query<typeof routes.people>,
): Promise<Page<PersonListed>> {
  const where = whereCan(actor, 'people.read')
  const found = await page(tx, query, peopleWhere(tx, where, query))
  return { ...found, items: await withRights(tx, where, found.items) }
}

/** All of them. */
export function allPeople(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.peopleExport>,
): Promise<Listed<PersonListed>> {
  const where = whereCan(actor, 'people.read')
  return listed(tx, peopleWhere(tx, where, query), (rows) => withRights(tx, where, rows))
}

function peopleWhere(
  tx: Tx,
  where: Where,
  query: Omit<Query<typeof routes.people>, 'page' | 'pageSize'>,
): RawBuilder<Row> {
  const typed = query.q ?? ''
  const beginning = `${canonicalUserName(typed).replace(/[\\%_]/g, '\\$&')}%`
  return sql<Row>`
    select ${COLUMNS} from identity.people p
    where exists (select 1 from identity.role_assignments a
      where a.person_id = p.id and ${reaches(where, sql`a.divisions`, sql`a.organisation_ids`)}
        and (${query.role ?? null}::text is null
          or a.role = ${query.role ?? null} and a.ended_at is null and (a.to_on is null or a.to_on >= ${tx.today}))
        and (${query.within ?? null}::text is null or ${query.within ?? null} = any(a.divisions))
        and (${query.organisationId ?? null}::uuid is null or ${query.organisationId ?? null} = any(a.organisation_ids)))
      and (${query.state ?? null}::text is null or p.state = ${query.state ?? null})
      and (${typed} = '' or p.user_name like ${beginning}
        or p.id in (select person_id from identity.personal_data where shown_name_hash = ${shownNameHash(tx, typed)}))
    order by p.user_name`
}

/** Adds names and the assignments in force that the reader may know of. */
async function withRights(tx: Tx, where: Where, rows: readonly Row[]): Promise<PersonListed[]> {
  const ids = rows.map((row) => row.id)
  const names = await shownNames(tx, ids)
  const held = (await listHeld(tx, ids)).filter((each) => inForce(each, tx.today) && within(where, each))
  const shown = await describe(tx, held)
  const byId = new Map(shown.map((each) => [each.id, each]))
  return rows.map((row) => ({
    ...row,
    shownName: names.get(row.id) ?? row.userName,
    assignments: held.flatMap((each) => (each.personId === row.id ? [byId.get(each.id)] : [])).filter((a) => !!a),
  }))
}

const within = (where: Where, held: Held): boolean =>
  where.everywhere ||
  where.divisions.some((code) => covers({ kind: 'division', code }, held.subject)) ||
  where.organisationIds.some((id) => covers({ kind: 'organisation', id }, held.subject))

/**
 * One person, with every assignment within the reader's reach, past ones too. Shows the telephone number, so it leaves
 * a row in the trail.
 * @throws Refusal platform.not_found
 */
export async function readPerson(tx: Tx, actor: Actor, id: string): Promise<PersonRecord> {
  const { rows } = await sql<Row & { createdAt: Date; phone: Buffer | null; linkOpenUntil: Date | null }>`
    select ${COLUMNS}, p.created_at as "createdAt", d.phone,
      (select max(l.expires_at) from identity.links l where l.person_id = p.id and l.used_at is null
        and l.revoked_at is null and l.expires_at > ${tx.now}) as "linkOpenUntil"
    from identity.people p join identity.personal_data d on d.person_id = p.id where p.id = ${id}`.execute(tx.db)
  const row = rows[0]
  if (!row) throw refuse('platform.not_found')
  const where = whereCan(actor, 'people.read')
  const held = await listHeld(tx, [id])
  const names = await shownNames(tx, [id])
  await tellOfPerson(tx, actor, 'read_person', id)
  return {
    ...row,
    shownName: names.get(id) ?? row.userName,
    phone: row.phone && tx.secrets.open(row.phone, PHONE),
    assignments: await describe(
      tx,
      held.filter((each) => within(where, each)),
    ),
    holdsMore: held.some((each) => isOpen(each, tx.today) && !within(where, each)),
  }
}
