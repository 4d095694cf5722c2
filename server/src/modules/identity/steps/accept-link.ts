import type { Actor, Reach } from '@shanju/contract/access.ts'
import type { AcceptFirstLink } from '@shanju/contract/identity/shapes.ts'
import { canonicalUserName } from '@shanju/contract/identity/user-name.ts'
import type { LinkPurpose } from '@shanju/contract/identity/vocab.ts'
import { sql } from 'kysely'
import type { StepsContext } from '#platform/http/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { decideGrant, insertGrants, tellOfGrant } from '../actions/assign-role.ts'
import { insertPerson } from '../actions/create-person.ts'
import { refuseWhenGoverned } from '../actions/first-administrator.ts'
import { forgiveAll } from '../actions/lock-out.ts'
import { tokenHash } from '../actions/make-link.ts'
import { writePersonalData } from '../actions/personal-data.ts'
import { removeSecondFactor } from '../actions/remove-second-factor.ts'
import { endSessions } from '../actions/sessions.ts'
import { passwordGate } from '../library/gate.ts'
import { openLibrary } from '../library/open.ts'
import { decideLink } from '../logic/link.ts'
import { judgePassword } from '../logic/password.ts'
import { getPersonForUpdate } from '../queries/person.ts'
import { wholeCity } from '../queries/places.ts'
import { tellOfPerson, themselves } from '../tell.ts'

interface LinkRow {
  readonly id: string
  readonly purpose: LinkPurpose
  readonly person_id: string | null
  readonly remove_second_factor: boolean
  readonly expires_at: Date
  readonly used_at: Date | null
  readonly revoked_at: Date | null
}

/**
 * The link behind a token, locked: of two who use it at once, the second finds it used.
 * @throws Refusal link_unknown, link_used, link_expired
 */
export async function getLinkForUpdate(tx: Tx, token: string): Promise<LinkRow> {
  const { rows } = await sql<LinkRow>`
    select id, purpose, person_id, remove_second_factor, expires_at, used_at, revoked_at
    from identity.links where token_hash = ${tokenHash(token)} for update`.execute(tx.db)
  const link = rows[0]
  const state = link && { expiresAt: link.expires_at, usedAt: link.used_at, revokedAt: link.revoked_at }
  const refused = decideLink(state, tx.now)
  if (refused || !link) throw refuse(`identity.${refused ?? 'link_unknown'}`)
  return link
}

/**
 * Sets a password by a one-time link. Ends every session; sets the person free of lock-outs and, if the administrator
 * said so, of the second factor. Nobody is signed in by it: the new password is proven at the door.
 * @throws Refusal link_unknown, link_used, link_expired, person_deactivated, password_too_common, password_holds_name
 */
export const acceptLink = (
  context: StepsContext,
  { body }: { body: { token: string; password: string } },
): Promise<{ userName: string }> =>
  passwordGate.run(context.outer.address, () =>
    context.transact(async (tx) => {
      const link = await getLinkForUpdate(tx, body.token)
      if (!link.person_id) throw refuse('identity.link_unknown')
      const person = await getPersonForUpdate(tx, link.person_id)
      if (person.state === 'deactivated') throw refuse('identity.person_deactivated')
      refuseBadPassword(body.password, person.userName)
      await setPassword(tx, person.id, body.password)
      await useLink(tx, link.id)
      if (link.remove_second_factor) await removeSecondFactor(tx, person.id)
      await sql`update identity.people set state = 'active', updated_at = ${tx.now} where id = ${person.id}`.execute(
        tx.db,
      )
      await endSessions(tx, person.id)
      await forgiveAll(tx, person.userName)
      await tellOfPerson(tx, themselves(person.id), 'use_link', person.id, { purpose: link.purpose })
      return { userName: person.userName }
    }),
  )

const FIRST: Actor = { kind: 'system', name: 'first start' }

/**
 * Makes the first administrator, of the whole city, by the link printed at first start.
 * @throws Refusal link_…, administrator_exists, user_name_taken, password_…
 */
export const acceptFirstLink = (
  context: StepsContext,
  { body }: { body: AcceptFirstLink },
): Promise<{ userName: string }> =>
  passwordGate.run(context.outer.address, () =>
    context.transact(async (tx) => {
      const link = await getLinkForUpdate(tx, body.token)
      if (link.purpose !== 'first_administrator') throw refuse('identity.link_unknown')
      await refuseWhenGoverned(tx)
      const userName = canonicalUserName(body.userName)
      const personId = uuidv7(tx.now)
      const reach: Reach = await wholeCity(tx)
      const granted = await decideGrant(tx, FIRST, personId, { role: 'administrator', reach })
      await insertPerson(tx, personId, userName, 'active')
      refuseBadPassword(body.password, userName)
      await writePersonalData(tx, personId, { shownName: body.shownName, phone: null })
      await insertGrants(tx, [granted])
      await setPassword(tx, personId, body.password)
      await useLink(tx, link.id)
      await tellOfPerson(tx, FIRST, 'create_person', personId)
      await tellOfGrant(tx, FIRST, granted)
      await tellOfPerson(tx, themselves(personId), 'use_link', personId, { purpose: link.purpose })
      return { userName }
    }),
  )

function refuseBadPassword(password: string, userName: string): void {
  const problem = judgePassword(password, userName)
  if (problem) throw refuse(`identity.${problem}`)
}

const useLink = (tx: Tx, id: string) =>
  sql`update identity.links set used_at = ${tx.now} where id = ${id}`.execute(tx.db)

/** Hashes and stores through the library, so that its sign-in finds what it expects. */
async function setPassword(tx: Tx, personId: string, password: string): Promise<void> {
  const library = await openLibrary(tx).$context
  const hash = await library.password.hash(password)
  const credential = await library.internalAdapter.findCredentialAccount(personId)
  if (credential) await library.internalAdapter.updatePassword(personId, hash)
  else {
    await library.internalAdapter.createAccount({
      userId: personId,
      providerId: 'credential',
      accountId: personId,
      password: hash,
    })
  }
}
