import type { Actor } from '@shanju/contract/access.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type Held, managesAllOf } from '../logic/assignment.ts'
import { listHeld } from '../queries/held.ts'
import { getPersonForUpdate, type PersonRow } from '../queries/person.ts'

export interface Managed {
  readonly person: PersonRow
  readonly held: readonly Held[]
}

/** What an act asks of the person it is about. */
export interface Needs {
  /** Somebody other than the actor. */
  readonly another?: true
  readonly deactivated?: boolean
}

/**
 * Loads a person whom the actor may decide about as a whole; waits for whoever else does.
 * @throws Refusal platform.not_found, not_yourself, person_(not_)deactivated, wider_than_you
 */
export async function getManagedForUpdate(tx: Tx, actor: Actor, personId: string, needs: Needs): Promise<Managed> {
  const person = await getPersonForUpdate(tx, personId)
  refuseUnfit(actor, person, needs)
  const held = await listHeld(tx, [personId])
  if (!managesAllOf(actor, held, tx.today)) throw refuse('identity.wider_than_you')
  return { person, held }
}

export function refuseUnfit(actor: Actor, person: PersonRow, needs: Needs): void {
  if (needs.another && actor.kind === 'person' && actor.personId === person.id) throw refuse('identity.not_yourself')
  if (needs.deactivated === undefined) return
  if (needs.deactivated === (person.state === 'deactivated')) return
  throw refuse(needs.deactivated ? 'identity.person_not_deactivated' : 'identity.person_deactivated')
}
