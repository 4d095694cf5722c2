import { createHmac, randomBytes } from 'node:crypto'
import type { Assignment } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { createPerson } from '#modules/identity/index.ts'
import type { Database } from '#platform/pg/db.ts'

const SETUP = { kind: 'system', name: 'test' } as const

/** A person with one role, active but without a password; at the division or organisation of the assignment. */
export async function addPerson(
  database: Database,
  userName: string,
  assignment: Assignment,
  shownName: string = userName,
): Promise<string> {
  return database.transact('test', async (tx) => {
    const { personId } = await createPerson(tx, SETUP, { userName, shownName, assignment })
    await sql`update identity.people set state = 'active' where id = ${personId}`.execute(tx.db)
    return personId
  })
}

/** A Cookie header of a session of this person, without the second a real sign-in takes. */
export async function cookieOf(database: Database, personId: string): Promise<string> {
  return database.transact('test', async (tx) => {
    const token = randomBytes(24).toString('base64url')
    await sql`
      insert into identity.sessions (id, person_id, token, device, expires_at, created_at, updated_at)
      values (gen_random_uuid(), ${personId}, ${token}, 'test', now() + interval '1 hour', now(), now())`.execute(tx.db)
    const key = tx.secrets.derive('sign-in library').toString('hex')
    const signature = createHmac('sha256', key).update(token).digest('base64')
    return `shanju.session_token=${encodeURIComponent(`${token}.${signature}`)}`
  })
}
