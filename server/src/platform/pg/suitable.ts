import type pg from 'pg'

/** The oldest PostgreSQL whose guarantees the migrations rely on. */
const OLDEST = 18

/** A database that this program cannot or must not use; the message is a sentence for the operator, with the remedy. */
export class UnsuitableDatabase extends Error {}

/**
 * What must hold before anything is written. A role that is superuser, passes row-level security or may act as the owner
 * could change entries and the trail, which every other promise builds on.
 * @throws UnsuitableDatabase
 */
export async function refuseUnsuitable(owner: pg.Client, app: string): Promise<void> {
  const { rows } = await owner.query<{ version: number; owner: string; strong: boolean | null }>(
    `select current_setting('server_version_num')::int / 10000 as version, current_user as owner,
      (select rolsuper or rolbypassrls or pg_has_role(oid, current_user, 'member') from pg_roles where rolname = $1) as strong`,
    [app],
  )
  const [found] = rows
  if (!found || found.version < OLDEST) {
    throw new UnsuitableDatabase(`PostgreSQL ${found?.version} is too old: Shanju needs ${OLDEST} or newer.`)
  }
  if (found.strong === null) {
    throw new UnsuitableDatabase(`There is no role ${app}. Make it with: create role "${app}" login password '…'`)
  }
  if (found.strong) {
    throw new UnsuitableDatabase(
      `The role ${app} of DATABASE_APP_URL is superuser, bypasses row-level security or belongs to ${found.owner}. It must have no rights of its own: make another with: create role shanju_app login password '…'`,
    )
  }
}
