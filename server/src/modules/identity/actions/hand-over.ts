import { type Actor, can } from '@shanju/contract/access.ts'
import type { HandedOver } from '@shanju/contract/identity/shapes.ts'
import { publish } from '#platform/jobs/outbox.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type Held, isOpen, managesAllOf, sameReach, subjectOf } from '../logic/assignment.ts'
import { listHeld } from '../queries/held.ts'
import { getBothForUpdate } from '../queries/person.ts'
import { tellOfPerson } from '../tell.ts'
import { insertGrants } from './assign-role.ts'
import { writeDeactivation } from './deactivate-person.ts'
import { refuseUnfit } from './manage.ts'

/**
 * Gives everything of a leaver to another: their open role assignments pass on, they are deactivated, and later modules
 * hear `identity.handed_over` to move what they own (drafts, tasks).
 * @throws Refusal platform.not_found, not_yourself, person_deactivated, wider_than_you, receiver_not_active
 */
export async function handOver(tx: Tx, actor: Actor, fromId: string, toId: string): Promise<HandedOver> {
  const { from, to } = await getBothForUpdate(tx, fromId, toId)
  const held = await listHeld(tx, [fromId, toId])
  const ofLeaver = held.filter((each) => each.personId === fromId)
  const ofReceiver = held.filter((each) => each.personId === toId)
  // Whom the actor cannot see, they cannot name: else ids could be tried out here.
  if (!can(actor, 'people.read', subjectOf(ofReceiver))) throw refuse('platform.not_found')
  refuseUnfit(actor, from, { another: true, deactivated: false })
  refuseUnfit(actor, to, { another: true })
  if (!managesAllOf(actor, ofLeaver, tx.today)) throw refuse('identity.wider_than_you')
  if (fromId === toId || to.state !== 'active') throw refuse('identity.receiver_not_active')

  const open = ofLeaver.filter((each) => isOpen(each, tx.today))
  const given = passOn(open, ofReceiver, actor, toId, tx)
  await insertGrants(tx, given)
  await writeDeactivation(tx, actor, fromId, open)
  const handed = { given: given.map((each) => each.id), ended: open.map((each) => each.id) }
  await tellOfPerson(tx, actor, 'hand_over', fromId, { to: toId, ...handed })
  await tellOfPerson(tx, actor, 'hand_over', toId, { from: fromId, ...handed })
  await publish(tx, { type: 'identity.handed_over', ids: [fromId], toPersonId: toId })
  return handed
}

/** The leaver's open assignments as the receiver's, from today; what the receiver holds for as long already is left out. */
function passOn(open: readonly Held[], ofReceiver: readonly Held[], actor: Actor, toId: string, tx: Tx): Held[] {
  const lasts = (own: Held, other: Held) => own.toOn === null || (other.toOn !== null && own.toOn >= other.toOn)
  const hasAlready = (each: Held) =>
    ofReceiver.some(
      (own) =>
        isOpen(own, tx.today) &&
        own.role === each.role &&
        sameReach(own.reach, each.reach) &&
        own.fromOn <= laterOf(each.fromOn, tx.today) &&
        lasts(own, each),
    )
  return open
    .filter((each) => !hasAlready(each))
    .map((each) => ({
      ...each,
      id: uuidv7(tx.now),
      personId: toId,
      fromOn: laterOf(each.fromOn, tx.today),
      grantedBy: actor.kind === 'person' ? actor.personId : null,
      grantedAt: tx.now,
    }))
}

const laterOf = (a: string, b: string): string => (a > b ? a : b)
