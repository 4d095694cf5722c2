import { sql } from 'kysely'
import { claimInstance, findInstance } from '#platform/instance/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** No organisation: then there is no fund and no gift either. */
export async function isEmpty(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select 1 from organisations.pub_organisations limit 1`.execute(tx.db)
  return rows.length === 0
}

/**
 * Declares this empty database a demonstration, for ever.
 * @throws Refusal platform.instance_is_real, platform.not_empty
 */
export async function declareDemonstration(tx: Tx): Promise<void> {
  const before = await findInstance(tx)
  if (!before && !(await isEmpty(tx))) throw refuse('platform.not_empty')
  await claimInstance(tx, 'demonstration')
}

/**
 * The same for the command, which asks nobody: it takes only a database on which nobody has begun anything.
 * @throws Refusal platform.has_people and those above
 */
export async function declareFresh(tx: Tx): Promise<void> {
  if (!(await findInstance(tx)) && (await isPeopled(tx))) throw refuse('platform.has_people')
  await declareDemonstration(tx)
}

async function isPeopled(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.people limit 1`.execute(tx.db)
  return rows.length > 0
}

/**
 * What a server for real life asks at its start; books that are older than the declaration are declared now.
 * @throws Refusal platform.instance_is_demonstration
 */
export async function refuseDemonstration(tx: Tx): Promise<void> {
  const declared = await findInstance(tx)
  if (declared?.kind === 'demonstration') throw refuse('platform.instance_is_demonstration')
  if (!declared && !(await isEmpty(tx))) await claimInstance(tx, 'real')
}
