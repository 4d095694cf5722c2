import { existsSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { clearServer } from './adopt.ts'
import { usableBinaries } from './binaries.ts'
import type { SystemPlaces } from './locate.ts'
import { takeLock } from './lock.ts'
import { removeHome } from './place-outside.ts'
import { chooseUser } from './user.ts'

/**
 * `removeEmbedded` with the system's directories as a parameter: stops the cluster of a data directory and deletes it,
 * wherever it lies, with its record and log. Deleting the data directory by hand would leave one that lies outside.
 */
export async function remove(
  options: { dataDir: string; log: (line: string, data?: object) => void },
  places: SystemPlaces,
): Promise<void> {
  if (!existsSync(options.dataDir)) return
  const dataDir = realpathSync(options.dataDir)
  const entry = join(dataDir, 'postgres')
  const lock = await takeLock(join(dataDir, 'postgres.lock'), 5_000, options.log)
  try {
    if (existsSync(entry)) {
      const cluster = realpathSync(entry)
      await clearServer(await usableBinaries(places, chooseUser(cluster), dataDir, options.log), cluster, options.log)
      if (!removeHome(cluster)) rmSync(cluster, { recursive: true, force: true })
    }
    for (const name of ['postgres', 'postgres.json', 'postgres.log', 'postgres.log.1']) {
      rmSync(join(dataDir, name), { recursive: true, force: true })
    }
  } finally {
    lock.release()
  }
}
