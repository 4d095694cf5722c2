import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { clearServer, findHealthy } from './adopt.ts'
import { usableBinaries } from './binaries.ts'
import { checkCluster, databaseName, makeCluster, setPasswords } from './cluster.ts'
import { EmbeddedPostgresError, useOwnPostgres, wordsOf } from './errors.ts'
import type { SystemPlaces } from './locate.ts'
import { type Lock, takeLock } from './lock.ts'
import { clearStagings, findCluster, openStaging } from './place.ts'
import { type ClusterRecord, newPasswords, readRecord, urlFor, writeRecord } from './record.ts'
import { type Running, type Server, startServer, stopServer } from './server.ts'
import type { Tuning } from './settings.ts'
import { chooseUser } from './user.ts'
import { watch } from './watch.ts'

export type EmbeddedOptions = {
  /** Holds everything: cluster or link to it, record, lock, log. Made when missing. */
  dataDir: string
  log: (line: string, data?: object) => void
  /** Default `durable`. */
  tuning?: Tuning
  /** How long to wait for another server on the same data directory to stop; default 5000. */
  waitMs?: number
}

export type EmbeddedPostgres = {
  /** Role `shanju_owner` on database `shanju`: owns it, may create databases, is no superuser. */
  ownerUrl: string
  /** Role `shanju_app` on the same database: may connect, nothing else. */
  appUrl: string
  port: number
  /** True when the server was already running, left behind by a process that was killed. */
  adopted: boolean
  /** Stops the server, adopted or not, and frees the data directory. May be called again. */
  stop(): Promise<void>
}

/** `startEmbedded` with the system's directories as a parameter. */
export async function start(options: EmbeddedOptions, places: SystemPlaces): Promise<EmbeddedPostgres> {
  const dataDir = openDataDir(options.dataDir)
  const lock = await takeLock(join(dataDir, 'postgres.lock'), options.waitMs ?? 5_000, options.log)
  try {
    return await startLocked(dataDir, lock, options, places)
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Under the lock. The order matters: find the data, make them if there never were any, adopt, and only then start. */
async function startLocked(
  dataDir: string,
  lock: Lock,
  options: EmbeddedOptions,
  places: SystemPlaces,
): Promise<EmbeddedPostgres> {
  const { log, tuning = 'durable' } = options
  await clearStagings(dataDir)
  const state = readRecord(dataDir)
  const existing = findCluster(dataDir, state)
  const native = await usableBinaries(places, chooseUser(existing), dataDir, log)
  const known = typeof state === 'object' ? state : undefined
  const passwords = known?.passwords ?? newPasswords()

  let cluster = existing
  if (cluster === undefined) {
    const user = chooseUser(undefined)
    const staging = await openStaging(dataDir, user, places, log)
    cluster = await makeCluster(native, user, staging, passwords, tuning)
    log(`A new database was made in ${cluster}.`)
  } else {
    await checkCluster(cluster, log)
  }
  if (cluster !== join(dataDir, 'postgres'))
    log(`The data of ${dataDir} lie in ${cluster}; back up that directory too.`)

  const server: Server = { native, cluster, logFile: join(dataDir, 'postgres.log'), tuning }
  let running = known && (await adopt(cluster, known, tuning))
  const adopted = running !== undefined
  if (!running) {
    await clearServer(native, cluster, log)
    if (existing !== undefined && !known) {
      log(`postgres.json was lost; the roles of ${cluster} get new passwords.`)
      await setPasswords(native, chooseUser(cluster), cluster, passwords)
    }
    running = await startServer(server, known?.port)
  }
  const record: ClusterRecord = { cluster, port: running.port, passwords }
  try {
    if (JSON.stringify(record) !== JSON.stringify(known)) writeRecord(dataDir, record)
  } catch (error) {
    await stopServer(native, cluster, log)
    throw error
  }
  log(adopted ? 'Adopted the running database server.' : 'The database server is ready.', { ...running, cluster })
  const { port } = running
  const again = async () => {
    await clearServer(native, cluster, log)
    const begun = await startServer(server, port)
    // Everybody was told the old port; on another one nobody would find it.
    if (begun.port !== port) await stopServer(native, cluster, log)
    if (begun.port !== port) throw new Error(`port ${port} was taken meanwhile`)
    return begun
  }
  const unwatch = watch({ running, again, log })
  return { ...urls(record), port, adopted, stop: stopOnce(native, cluster, lock, log, unwatch) }
}

/** A server that was started for tests does not keep its word on a power cut, so it is not taken over for real use. */
async function adopt(cluster: string, record: ClusterRecord, tuning: Tuning): Promise<Running | undefined> {
  const found = await findHealthy(cluster, record)
  return found?.tuning === tuning ? { pid: found.pid, port: found.port } : undefined
}

function stopOnce(
  native: string,
  cluster: string,
  lock: Lock,
  log: (line: string) => void,
  unwatch: () => Promise<void>,
): () => Promise<void> {
  let stopping: Promise<void> | undefined
  return () => {
    stopping ??= unwatch()
      .then(() => stopServer(native, cluster, log))
      .finally(() => lock.release())
    return stopping
  }
}

export function urls(record: ClusterRecord): { ownerUrl: string; appUrl: string } {
  return {
    ownerUrl: urlFor('shanju_owner', record, databaseName),
    appUrl: urlFor('shanju_app', record, databaseName),
  }
}

/** The real path, so that one directory has one lock and one name whatever links lead to it. */
function openDataDir(path: string): string {
  try {
    mkdirSync(path, { recursive: true })
    const dataDir = realpathSync(resolve(path))
    if (!lstatSync(dataDir).isDirectory()) throw new Error('it is not a directory')
    return dataDir
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The data directory ${path} cannot be used: ${wordsOf(cause)}.`,
      `Set SHANJU_DATA to a directory this user may write to, ${useOwnPostgres}.`,
      { cause },
    )
  }
}
