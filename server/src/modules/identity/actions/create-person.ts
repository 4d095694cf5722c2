import type { Actor } from '@shanju/contract/access.ts'
import type { CreatePerson } from '@shanju/contract/identity/shapes.ts'
import { canonicalUserName } from '@shanju/contract/identity/user-name.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { tellOfPerson } from '../tell.ts'
import { decideGrant, insertGrants, tellOfGrant } from './assign-role.ts'
import { type MadeLink, makeLink } from './make-link.ts'
import { writePersonalData } from './personal-data.ts'

export interface CreatedPerson extends MadeLink {
  readonly personId: string
}

/**
 * Makes a person with a first role and the one-time link by which they set their password. A person without any role
 * would be in nobody's reach, so there is none.
 * @throws Refusal reach_unknown … exists_with_same_reach, user_name_taken
 */
export async function createPerson(tx: Tx, actor: Actor, input: CreatePerson): Promise<CreatedPerson> {
  const personId = uuidv7(tx.now)
  const granted = await decideGrant(tx, actor, personId, input.assignment)
  await insertPerson(tx, personId, input.userName, 'invited')
  await writePersonalData(tx, personId, { shownName: input.shownName, phone: input.phone ?? null })
  await insertGrants(tx, [granted])
  await tellOfPerson(tx, actor, 'create_person', personId)
  await tellOfGrant(tx, actor, granted)
  const link = await makeLink(tx, actor, { purpose: 'new_person', personId })
  await tellOfPerson(tx, actor, 'make_link', personId, { purpose: 'new_person' })
  return { personId, ...link }
}

/** @throws Refusal user_name_taken */
export async function insertPerson(tx: Tx, id: string, userName: string, state: 'invited' | 'active'): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into identity.people (id, user_name, state, created_at, updated_at, library_email)
    values (${id}, ${canonicalUserName(userName)}, ${state}, ${tx.now}, ${tx.now}, ${`${id}@users.invalid`})
    on conflict (user_name) do nothing`.execute(tx.db)
  if (numAffectedRows !== 1n) throw refuse('identity.user_name_taken')
}
