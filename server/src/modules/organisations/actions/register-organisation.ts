import { type Actor, can } from '@shanju/contract/access.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { routes } from '@shanju/contract/organisations/routes.ts'
import type { ManagedOrganisation, RegisterInput } from '@shanju/contract/organisations/shapes.ts'
import { sql } from 'kysely'
import { findDivision } from '#modules/divisions/index.ts'
import { claimInstance, isDemonstration } from '#platform/instance/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseNew } from '../logic/decide-registration.ts'
import { findByCreditCode, getManagedOrganisation } from '../queries/get-organisation.ts'
import { subjectOfOrganisation } from '../queries/subject.ts'
import { keepVersion } from './keep-version.ts'

/**
 * Enters a body into the registry: a real one, which makes the platform a real one for ever, or on a demonstration one
 * whose code cannot be anybody's.
 * @throws Refusal organisations.credit_code_wrong … organisations.division_not_in_force;
 *   platform.instance_is_demonstration for who lost the race to declare it
 */
export async function registerOrganisation(
  tx: Tx,
  actor: Actor,
  { body }: Input<typeof routes.registerOrganisation>,
): Promise<ManagedOrganisation> {
  return getManagedOrganisation(tx, await enterOrganisation(tx, actor, body))
}

/** The same for one of many. @param importId the file that brings it */
export async function enterOrganisation(
  tx: Tx,
  actor: Actor,
  body: RegisterInput,
  importId: string | null = null,
): Promise<string> {
  const demonstration = await isDemonstration(tx)
  const refused = refuseNew(body, {
    demonstration,
    existing: await nameExisting(tx, actor, body.creditCode),
    place: await findDivision(tx, body.registeredIn),
    today: tx.today,
  })
  if (refused) throw refuse(`organisations.${refused.code}`, refused.params)
  await claimInstance(tx, demonstration ? 'demonstration' : 'real')
  const id = uuidv7(tx.now)
  const written = await sql`
    insert into organisations.organisations (id, name, credit_code, kind, charity, registered_in, registered_on,
        office_phone, address, email, remark, demonstration, import_id, created_at, updated_at)
    values (${id}, ${body.name}, ${body.creditCode}, ${body.kind}, ${body.charity}, ${body.registeredIn},
        ${body.registeredOn ?? null}, ${body.officePhone}, ${body.address ?? null}, ${body.email ?? null}, ${body.remark},
        ${demonstration}, ${importId}, ${tx.now}, ${tx.now})
    on conflict (credit_code) do nothing`.execute(tx.db)
  // Somebody else registered the same code between the question above and this line.
  if (written.numAffectedRows === 0n) {
    const existing = (await nameExisting(tx, actor, body.creditCode)) ?? body.creditCode
    throw refuse('organisations.exists_with_same_credit_code', { existing })
  }
  await keepVersion(tx, actor, id)
  await record(tx, actor, {
    action: 'organisations.register',
    subjectKind: 'organisation',
    subjectId: id,
    subject: await subjectOfOrganisation(tx, id),
    details: { creditCode: body.creditCode, kind: body.kind, charity: body.charity, registeredIn: body.registeredIn },
  })
  return id
}

/** By its name to whom it is visible, to others by the code they typed themselves. */
async function nameExisting(tx: Tx, actor: Actor, creditCode: string): Promise<string | undefined> {
  const existing = await findByCreditCode(tx, creditCode)
  if (!existing) return undefined
  const subject = { divisions: existing.path, organisationIds: [existing.id] }
  return can(actor, 'organisations.read', subject) ? existing.name : creditCode
}
