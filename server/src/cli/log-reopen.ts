import { readFile } from 'node:fs/promises'
import { type Settled, settleLog } from '#modules/transparency/index.ts'
import type { Database } from '#platform/pg/db.ts'
import { ConfigError } from '../config.ts'
import { EXIT } from '../exit.ts'
import type { Given } from './commands.ts'
import { withDatabase } from './open.ts'

/** `shanju log reopen <file>` */
export const reopenLog = ({ files: [file = ''] }: Given): Promise<number> =>
  withDatabase(async ({ database }) => {
    process.stdout.write(`${toldOf(await settle(database, [await headIn(file)]))}\n`)
    return EXIT.ok
  })

export const settle = (database: Database, heads: readonly string[]): Promise<Settled> =>
  database.transact('log', (tx) => settleLog(tx, { kind: 'system', name: 'restore' }, heads))

export async function headIn(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new ConfigError(`${file} cannot be read. It holds a signed head: what /log/checkpoint answered last.`)
  })
}

/** What became of the log, for whoever restored. */
export function toldOf({ origin, after }: Settled): string {
  if (!after) return `The public log ${origin} goes on where it ended.`
  const lost = after.size - after.kept
  return `The public log begins anew as ${origin}. Its first leaf commits to the last known head of ${after.origin} (${after.size} entries, of which this database holds ${after.kept}${lost > 0 ? `; ${lost} are lost` : ''}).
Tell the witnesses: their policy needs the new log line of /log/policy.`
}
