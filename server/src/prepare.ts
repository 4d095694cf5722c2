import { migrate } from '#platform/pg/migrate.ts'

/**
 * Brings a database to where this program can use it: migrations, then the facts that ship as files. Repeating it
 * changes nothing. Start-up and the template of the tests go through here, so they cannot differ.
 */
export async function prepareDatabase(ownerUrl: string, appUrl: string): Promise<{ applied: string[] }> {
  return migrate(ownerUrl, decodeURIComponent(new URL(appUrl).username))
}
