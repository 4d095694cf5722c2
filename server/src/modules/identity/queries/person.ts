import type { Subject } from '@shanju/contract/access.ts'
import type { PersonState } from '@shanju/contract/identity/vocab.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { subjectOf } from '../logic/assignment.ts'
import { listHeld } from './held.ts'

export interface PersonRow {
  readonly id: string
  readonly userName: string
  readonly state: PersonState
  readonly secondFactor: boolean
}

const COLUMNS = sql`id, user_name as "userName", state, second_factor as "secondFactor"`

/** @throws Refusal platform.not_found */
export async function getPerson(tx: Tx, id: string): Promise<PersonRow> {
  const { rows } = await sql<PersonRow>`select ${COLUMNS} from identity.people where id = ${id}`.execute(tx.db)
  return rows[0] ?? unknown()
}

/**
 * Everything that changes what a person may do waits here for its turn.
 * @throws Refusal platform.not_found
 */
export async function getPersonForUpdate(tx: Tx, id: string): Promise<PersonRow> {
  const { rows } = await sql<PersonRow>`
    select ${COLUMNS} from identity.people where id = ${id} for update`.execute(tx.db)
  return rows[0] ?? unknown()
}

/** Locks two people in id order, so that hand-overs in opposite directions do not wait for each other. */
export async function getBothForUpdate(
  tx: Tx,
  fromId: string,
  toId: string,
): Promise<{ from: PersonRow; to: PersonRow }> {
  const [first, second] = fromId < toId ? [fromId, toId] : [toId, fromId]
  const rows = [await getPersonForUpdate(tx, first), await getPersonForUpdate(tx, second)]
  const pick = (id: string): PersonRow => rows.find((row) => row.id === id) ?? unknown()
  return { from: pick(fromId), to: pick(toId) }
}

/** @param canonicalName as `canonicalUserName` makes it */
export async function findPersonByName(tx: Tx, canonicalName: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select ${COLUMNS} from identity.people where user_name = ${canonicalName}`.execute(tx.db)
  return rows[0]
}

/** Whose business a person is: everywhere they hold or held a role. @throws Refusal platform.not_found */
export async function subjectOfPerson(tx: Tx, id: string): Promise<Subject> {
  await getPerson(tx, id)
  return subjectOf(await listHeld(tx, [id]))
}

const unknown = (): never => {
  throw refuse('platform.not_found')
}
