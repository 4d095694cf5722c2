import type { RoleAssignment } from '@shanju/contract/identity/shapes.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type Held, inForce } from '../logic/assignment.ts'
import { reachKey, reachNames } from './places.ts'

/** Assignments as the contract shows them, with the names of their places as of today. */
export async function describe(tx: Tx, held: readonly Held[]): Promise<RoleAssignment[]> {
  const names = await reachNames(
    tx,
    held.map((each) => each.reach),
  )
  return held.map((each) => ({
    id: each.id,
    role: each.role,
    reach: each.reach,
    reachName: names.get(reachKey(each.reach)) ?? reachKey(each.reach),
    fromOn: each.fromOn,
    toOn: each.toOn,
    grantedBy: each.grantedBy,
    grantedAt: each.grantedAt,
    endedBy: each.endedBy,
    endedAt: each.endedAt,
    inForce: inForce(each, tx.today),
  }))
}
