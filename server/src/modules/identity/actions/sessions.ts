import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { tellOfPerson, themselvesOf } from '../tell.ts'
import { getManagedForUpdate } from './manage.ts'

/** Ends one of one's own sessions, this or another. @throws Refusal session_unknown */
export async function endOwnSession(tx: Tx, actor: Actor, sessionId: string): Promise<void> {
  const personId = themselvesOf(actor)
  const { numAffectedRows } = await sql`
    delete from identity.sessions where id = ${sessionId} and person_id = ${personId}`.execute(tx.db)
  if (numAffectedRows !== 1n) throw refuse('identity.session_unknown')
  await tellOfPerson(tx, actor, 'end_sessions', personId, { ended: 1 })
}

export async function endOtherSessions(tx: Tx, actor: Actor, sessionId?: string): Promise<{ ended: number }> {
  const personId = themselvesOf(actor)
  const ended = await endSessions(tx, personId, sessionId)
  await tellOfPerson(tx, actor, 'end_sessions', personId, { ended })
  return { ended }
}

/** What an administrator does when a telephone is lost. @throws Refusal platform.not_found, wider_than_you */
export async function endSessionsOf(tx: Tx, actor: Actor, personId: string): Promise<{ ended: number }> {
  await getManagedForUpdate(tx, actor, personId, {})
  const ended = await endSessions(tx, personId)
  await tellOfPerson(tx, actor, 'end_sessions', personId, { ended })
  return { ended }
}

/**
 * Ends a person's sessions, and sign-ins that wait for a second factor. The next request of any of them is a stranger's.
 * @param except the session that stays
 */
export async function endSessions(tx: Tx, personId: string, except?: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from identity.sessions
    where person_id = ${personId} and id is distinct from ${except ?? null}::uuid`.execute(tx.db)
  await sql`delete from identity.challenges where value = ${personId}`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
