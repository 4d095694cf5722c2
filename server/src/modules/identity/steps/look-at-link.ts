import type { routes } from '@shanju/contract/identity/routes.ts'
import type { Output } from '@shanju/contract/kit/route.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseWhenGoverned } from '../actions/first-administrator.ts'
import { shownNames } from '../queries/names.ts'
import { getPerson } from '../queries/person.ts'
import { getLinkForUpdate } from './accept-link.ts'

/**
 * What a one-time link is for, so that the page can greet by name before a password is chosen.
 * @throws Refusal link_unknown, link_used, link_expired, administrator_exists
 */
export async function lookAtLink(tx: Tx, token: string): Promise<Output<typeof routes.lookAtLink>> {
  const link = await getLinkForUpdate(tx, token)
  if (!link.person_id) {
    await refuseWhenGoverned(tx)
    return { purpose: link.purpose, userName: null, shownName: null, expiresAt: link.expires_at }
  }
  const person = await getPerson(tx, link.person_id)
  const names = await shownNames(tx, [person.id])
  return {
    purpose: link.purpose,
    userName: person.userName,
    shownName: names.get(person.id) ?? null,
    expiresAt: link.expires_at,
  }
}
