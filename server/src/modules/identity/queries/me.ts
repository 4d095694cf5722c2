import type { Actor } from '@shanju/contract/access.ts'
import type { Me, SessionListed } from '@shanju/contract/identity/shapes.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { openLibrary } from '../library/open.ts'
import { inForce } from '../logic/assignment.ts'
import { describe } from './describe.ts'
import { listHeld } from './held.ts'
import { shownNames } from './names.ts'
import { getPerson } from './person.ts'

/** @throws Refusal platform.not_signed_in */
const own = (actor: Actor, sessionId: string | undefined): { personId: string; sessionId: string } => {
  if (actor.kind !== 'person' || !sessionId) throw refuse('platform.not_signed_in')
  return { personId: actor.personId, sessionId }
}

export async function getMe(tx: Tx, actor: Actor, session: string | undefined): Promise<Me> {
  const { personId, sessionId } = own(actor, session)
  const person = await getPerson(tx, personId)
  const held = (await listHeld(tx, [personId])).filter((each) => inForce(each, tx.today))
  const names = await shownNames(tx, [personId])
  return {
    id: personId,
    userName: person.userName,
    shownName: names.get(personId) ?? person.userName,
    secondFactor: person.secondFactor,
    recoveryCodesLeft: person.secondFactor ? await countRecoveryCodes(tx, personId) : null,
    sessionId,
    now: tx.now,
    assignments: await describe(tx, held),
  }
}

async function countRecoveryCodes(tx: Tx, personId: string): Promise<number> {
  const { backupCodes } = await openLibrary(tx).api.viewBackupCodes({ body: { userId: personId } })
  return backupCodes.length
}

/** Where the person is signed in, this session first, then the latest. */
export async function listSessions(
  tx: Tx,
  actor: Actor,
  session: string | undefined,
): Promise<{ items: SessionListed[] }> {
  const { personId, sessionId } = own(actor, session)
  const { rows } = await sql<SessionListed>`
    select id, coalesce(device, '') as device, created_at as "signedInAt", seen_at as "lastSeenAt",
      id = ${sessionId} as current
    from identity.sessions where person_id = ${personId} and expires_at > now()
    order by current desc, seen_at desc`.execute(tx.db)
  return { items: rows }
}
