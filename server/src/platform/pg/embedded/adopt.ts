import { realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { wordsOf } from './errors.ts'
import { disownPostmaster, readPostmaster, servesCluster } from './postmaster.ts'
import { isAlive } from './process.ts'
import { type ClusterRecord, urlFor } from './record.ts'
import { type Running, stopServer } from './server.ts'
import type { Tuning } from './settings.ts'

/** A server after a crash of the machine replays its log before it answers. */
const recoveryLimitMs = 60_000

/**
 * The cluster's running server, if it is healthy: an orphan whose parent was killed, or the one that another process
 * of ours started. Undefined when none runs or the one that does is not to be used.
 */
export async function findHealthy(
  cluster: string,
  record: ClusterRecord,
): Promise<(Running & { tuning: Tuning }) | undefined> {
  const deadline = Date.now() + recoveryLimitMs
  for (;;) {
    const running = readPostmaster(cluster)
    if (!running || running.status === 'stopping') return undefined
    if ((await servesCluster(running.pid, cluster)) === 'no') return undefined
    const answer = await ask({ ...record, port: running.port })
    if (typeof answer === 'object') {
      const same = realpathSync(answer.directory) === cluster
      return same ? { pid: running.pid, port: running.port, tuning: answer.tuning } : undefined
    }
    if (answer === 'refused' || Date.now() > deadline) return undefined
    await sleep(100)
  }
}

/**
 * Leaves the cluster without a running server, so that one can be started: an unhealthy or unwanted one is stopped, and
 * a postmaster.pid whose number now belongs to another program is declared dead.
 */
export async function clearServer(native: string, cluster: string, log: (line: string) => void): Promise<void> {
  const running = readPostmaster(cluster)
  if (!running) return
  if ((await servesCluster(running.pid, cluster)) === 'no') {
    if (isAlive(running.pid)) log(`postmaster.pid names process ${running.pid}, which is not this database.`)
    // Also for a process that is gone: under a container's first process that never reaps, PostgreSQL would take the
    // zombie for a living server.
    disownPostmaster(cluster)
    return
  }
  log(`A database server of an earlier run (process ${running.pid}) is stopped before a new one starts.`)
  await stopServer(native, cluster, log)
}

type Answer = { directory: string; tuning: Tuning }

/** Asks a server who it is; `not yet` while it starts, `refused` for a wrong password, another program, no answer. */
async function ask(record: ClusterRecord): Promise<Answer | 'not yet' | 'refused'> {
  const client = new pg.Client({
    connectionString: urlFor('postgres', record, 'postgres'),
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ directory: string; fsync: string }>(
      `select current_setting('data_directory') as directory, current_setting('fsync') as fsync`,
    )
    const row = rows[0]
    return row ? { directory: row.directory, tuning: row.fsync === 'on' ? 'durable' : 'test' } : 'refused'
  } catch (error) {
    return /starting up|not yet accepting|in recovery/.test(wordsOf(error)) ? 'not yet' : 'refused'
  } finally {
    await client.end().catch(() => {})
  }
}
