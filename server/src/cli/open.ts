import { systemClock } from '#platform/kit/clock.ts'
import { type Secrets, secretsFrom } from '#platform/kit/secret.ts'
import { type Database, openDatabase } from '#platform/pg/db.ts'
import { attachEmbedded, startEmbedded } from '#platform/pg/embedded/index.ts'
import { readConfig } from '../config.ts'
import { prepareDatabase, type Urls } from '../prepare.ts'

export interface Opened {
  readonly database: Database
  readonly urls: Urls
  readonly secrets: Secrets
}

/**
 * Opens the platform's database for a command: the one of DATABASE_URL, the private one of a running server, or the
 * private one started for this command alone. Closed again whatever the work does.
 */
export async function withDatabase<T>(
  work: (opened: Opened) => Promise<T>,
  { logAsItIs = false }: { logAsItIs?: boolean } = {},
): Promise<T> {
  const config = readConfig(process.env)
  const running = config.database ?? (await attachEmbedded({ dataDir: config.dataDir }))
  const own = running ? undefined : await startEmbedded({ dataDir: config.dataDir, log: () => {} })
  const urls = running ?? own
  if (!urls) throw new Error('no database')
  const clock = systemClock()
  const secrets = secretsFrom(config.secret)
  try {
    await prepareDatabase(urls, { clock, secrets, logName: config.logName, logAsItIs })
    const database = openDatabase(urls.appUrl, clock, secrets, 4)
    try {
      return await work({ database, urls, secrets })
    } finally {
      await database.close()
    }
  } finally {
    await own?.stop()
  }
}

const WIDTH = 30

/** A bar on the terminal; on a pipe nothing, so that output stays clean. */
export function progress(label: string): (done: number, total: number | undefined) => void {
  if (!process.stderr.isTTY) return () => {}
  return (done, total) => {
    const bar = total ? `[${'='.repeat(Math.round((done / total) * WIDTH)).padEnd(WIDTH)}]` : ''
    process.stderr.write(`\r${label} ${bar} ${done}${total ? ` / ${total}` : ''}${done === total ? '\n' : ''}`)
  }
}
