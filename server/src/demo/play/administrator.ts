import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { sql } from 'kysely'
import { firstAdministratorLink } from '#modules/identity/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { Scenario } from '../plan/scenario.ts'
import type { Cast } from './cast.ts'
import { newPassword } from './password.ts'
import type { Stage } from './stage.ts'

/** What the plan calls the administrator, whoever it is. */
export const ADMIN = 'admin'

/**
 * The first administrator comes in by the link of the first start, as on every platform; where somebody is administrator
 * already (who loads the demonstration in the console), the plan's deeds are theirs.
 */
export async function enterAdministrator(stage: Stage, cast: Cast, { people }: Scenario): Promise<void> {
  const link = await stage.transact((tx) => firstAdministratorLink(tx, 'http://demonstration'))
  if (link) {
    const { userName, shownName } = people.administrator
    const password = newPassword()
    const body = { token: new URL(link).hash.slice(1), userName, shownName, password }
    await stage.step(identity.acceptFirstLink, { body })
    cast.signIns.push({ userName, password, shownName, role: 'administrator', place: '鄂尔多斯市' })
  }
  cast.enter(ADMIN, await stage.transact(findAdministrator))
}

async function findAdministrator(tx: Tx) {
  const { rows } = await sql<{ id: string; code: string }>`
    select person_id as id, division_code as code from identity.role_assignments
     where role = 'administrator' and cardinality(divisions) = 1 and ended_at is null order by granted_at limit 1`.execute(
    tx.db,
  )
  const [found] = rows
  if (!found) throw new Error('nobody is administrator of the whole city')
  const reach = { kind: 'division', code: found.code } as const
  return { kind: 'person' as const, personId: found.id, assignments: [{ role: 'administrator' as const, reach }] }
}
