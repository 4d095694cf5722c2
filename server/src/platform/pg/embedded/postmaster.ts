import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from './errors.ts'
import { commandOf, isAlive } from './process.ts'

/** What the running server writes into its data directory; `status` is starting, ready, stopping or standby. */
type Postmaster = { pid: number; port: number; status: string }

/** No such process can exist anywhere, so PostgreSQL takes a file that names it for a dead server's. */
const nobodysPid = 2_147_483_646

export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    if (!Number.isInteger(pid) || pid <= 0) return undefined
    return { pid, port: Number.isInteger(port) ? port : 0, status: (lines[7] ?? '').trim() }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Whether the process of a postmaster.pid is the server of this cluster. `unknown` where the system does not show
 * other processes' commands: then only a connection can tell.
 */
export async function servesCluster(pid: number, cluster: string): Promise<'yes' | 'no' | 'unknown'> {
  if (!isAlive(pid)) return 'no'
  const command = await commandOf(pid)
  if (command === undefined) return isAlive(pid) ? 'unknown' : 'no'
  // Exactly as server.ts starts it: an editor open on a file of the cluster names the directory too.
  return command.includes(`postgres -D ${cluster} -c `) ? 'yes' : 'no'
}

/**
 * Makes PostgreSQL see a stale postmaster.pid for what it is. It does so by itself when the process is gone, but not
 * when it is a zombie or when another program now has the number. The file is not deleted but given an impossible number: its other lines
 * let PostgreSQL check that no backend of the dead server still holds the shared memory.
 */
export function disownPostmaster(cluster: string): void {
  const file = pidFile(cluster)
  const rest = readFileSync(file, 'utf8').split('\n').slice(1)
  // By rename: the directory belongs to another user, and writing through a link placed there would be a way to us.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, [nobodysPid, ...rest].join('\n'), { flag: 'wx', mode: 0o644 })
  renameSync(draft, file)
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}
