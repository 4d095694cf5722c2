import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { scratch } from './scratch.ts'

const VAR = fileURLToPath(new URL('../../../var/', import.meta.url))

export interface DataDir {
  readonly path: string
  /** Takes away everything, also the cluster that lies outside when the database's user may not enter this folder. */
  remove(): Promise<void>
}

/** A data directory of its own for a server that a test starts; `on: 'disk'` for one that a benchmark measures. */
export async function newDataDir(name: string, { on }: { on?: 'disk' } = {}): Promise<DataDir> {
  await mkdir(VAR, { recursive: true })
  const path = await mkdtemp(`${on === 'disk' ? VAR : scratch()}${name}-`)
  // The database's user has to enter it when root starts the server.
  await chmod(path, 0o755)
  return {
    path,
    async remove() {
      const cluster = await realpath(`${path}/postgres`).catch(() => path)
      if (!cluster.startsWith(path)) await rm(dirname(cluster), { recursive: true, force: true })
      await rm(path, { recursive: true, force: true })
    },
  }
}
