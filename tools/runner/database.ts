import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

type SharedDatabase = { env: Record<string, string>; stop(): Promise<void> }

const none: SharedDatabase = { env: {}, stop: async () => {} }

/** One PostgreSQL for the whole run, started by the server's own test support; each test file takes a clone in it. */
export async function sharedDatabase(root: string): Promise<SharedDatabase> {
  const support = join(root, 'server/test/support/postgres.ts')
  if (!existsSync(support)) return none
  const { startTestPostgres }: { startTestPostgres?: () => Promise<SharedDatabase> } = await import(
    pathToFileURL(support).href
  )
  return (await startTestPostgres?.()) ?? none
}
