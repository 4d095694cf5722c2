import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { makeLink } from './make-link.ts'

const SYSTEM = { kind: 'system', name: 'first start' } as const

/** Whether anybody was ever an administrator of the whole city; `last_administrator` keeps one from then on. */
async function isGoverned(tx: Tx): Promise<boolean> {
  const { rows } = await sql`
    select 1 from identity.role_assignments where role = 'administrator' and cardinality(divisions) = 1 limit 1`.execute(
    tx.db,
  )
  return rows.length > 0
}

/** Two links used at once wait for each other here. @throws Refusal administrator_exists */
export async function refuseWhenGoverned(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity: administrators of the whole city'))`.execute(tx.db)
  if (await isGoverned(tx)) throw refuse('identity.administrator_exists')
}

/**
 * The link by which the first administrator comes in, to be printed at start; undefined once there is one. Earlier
 * links stay good for their day: several processes may start at once, and any of their prints may be the one read.
 * @param baseUrl how people reach this server, as "http://127.0.0.1:8080"
 */
export async function firstAdministratorLink(tx: Tx, baseUrl: string): Promise<string | undefined> {
  if (await isGoverned(tx)) return undefined
  const link = await makeLink(tx, SYSTEM, { purpose: 'first_administrator', personId: null })
  await record(tx, SYSTEM, { action: 'identity.make_link', subjectKind: 'person', subjectId: 'first_administrator' })
  return new URL(link.path, baseUrl).href
}
