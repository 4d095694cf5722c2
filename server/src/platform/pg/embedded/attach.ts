import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { findHealthy } from './adopt.ts'
import { readRecord } from './record.ts'
import { urls } from './run.ts'

/**
 * The URLs of the server that already runs on this data directory, for a command beside it; undefined when none runs.
 * Takes no lock, changes nothing, and leaves the server running.
 *
 * @throws EmbeddedPostgresError when this user may not read the data directory's record.
 */
export async function attachEmbedded(options: {
  dataDir: string
}): Promise<{ ownerUrl: string; appUrl: string } | undefined> {
  if (!existsSync(options.dataDir)) return undefined
  const record = readRecord(options.dataDir)
  if (typeof record !== 'object') return undefined
  const entry = join(options.dataDir, 'postgres')
  if (!existsSync(entry)) return undefined
  const running = await findHealthy(realpathSync(entry), record)
  return running && urls({ ...record, port: running.port })
}
