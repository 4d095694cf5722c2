import { closeSync, fsyncSync, lstatSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { EmbeddedPostgresError, useOwnPostgres } from './errors.ts'
import { initdb } from './initdb.ts'
import { programIn } from './locate.ts'
import { runNamed } from './named.ts'
import type { Staging } from './place.ts'
import { type Passwords, roles } from './record.ts'
import type { Tuning } from './settings.ts'
import { canEnter, chooseUser, type DatabaseUser, giveTree } from './user.ts'

/** The only release whose data these binaries read. */
const major = '18'

export const databaseName = 'shanju'

/**
 * Makes a complete cluster, with roles and database, and only then puts it in its place: whatever stands there under
 * its final name is whole.
 */
export async function makeCluster(
  native: string,
  user: DatabaseUser | undefined,
  staging: Staging,
  passwords: Passwords,
  tuning: Tuning,
): Promise<string> {
  await initdb(native, user, staging.directory, tuning === 'durable')
  await runAlone(native, user, staging.directory, [
    ...passwordStatements(passwords, 'create'),
    `create database ${databaseName} owner shanju_owner`,
    // Nothing beyond connecting: what the application may do is granted table by table in the migrations.
    `revoke all on database ${databaseName} from public`,
    `grant connect on database ${databaseName} to shanju_app`,
    // The owner may end the application's sessions: a template in use can neither be cloned nor dropped.
    'grant pg_signal_backend, pg_monitor to shanju_owner',
  ])
  const cluster = staging.settle()
  syncDirectory(dirname(cluster))
  return cluster
}

/**
 * Makes an existing cluster usable by the database's user, and refuses what these binaries cannot open.
 *
 * @throws EmbeddedPostgresError
 */
export async function checkCluster(cluster: string, log: (line: string) => void): Promise<void> {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (found !== major) {
    throw new EmbeddedPostgresError(
      `The database in ${cluster} was made by PostgreSQL ${found}; this release brings PostgreSQL ${major}.`,
      `Make a backup with the release that wrote it and restore it into a new data directory, ${useOwnPostgres}.`,
    )
  }
  const user = chooseUser(cluster)
  if (!user) return
  if (lstatSync(cluster).uid === 0) {
    log(`The database in ${cluster} belonged to root (a restored copy?); it now belongs to user ${user.uid}.`)
    giveTree(cluster, user)
  }
  if (!(await canEnter(user, cluster))) {
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and its user ${user.uid} cannot enter ${cluster}, where the data are.`,
      `Let others enter every directory above it (chmod o+x), move the data directory to such a place and set ` +
        `SHANJU_DATA, ${useOwnPostgres}.`,
    )
  }
}

/** For a cluster whose postgres.json was lost: gives the three roles new passwords. The server must not be running. */
export async function setPasswords(
  native: string,
  user: DatabaseUser | undefined,
  cluster: string,
  passwords: Passwords,
): Promise<void> {
  await runAlone(native, user, cluster, passwordStatements(passwords, 'alter'))
}

function passwordStatements(passwords: Passwords, verb: 'create' | 'alter'): string[] {
  return roles.map((role) => {
    const how = verb === 'alter' || role === 'postgres' ? 'alter' : 'create'
    const rights = role === 'shanju_owner' ? ' createdb' : ''
    return `${how} role ${role} login${rights} password '${passwords[role]}'`
  })
}

/** Single-user mode: no port, no password needed, and PostgreSQL itself refuses it while a server runs. */
async function runAlone(native: string, user: DatabaseUser | undefined, cluster: string, statements: string[]) {
  const quiet = ['-c', 'exit_on_error=on', '-c', 'log_min_error_statement=panic', '-c', 'log_checkpoints=off']
  const run = await runNamed(programIn(native, 'postgres'), ['--single', '-D', cluster, ...quiet, 'postgres'], {
    user,
    input: `${statements.join('\n')}\n`,
  })
  if (run.ok) return
  throw new EmbeddedPostgresError(
    `The database in ${cluster} could not be prepared: ${run.output.trim().split('\n').at(-1)}.`,
    `Check that the disk is neither full nor read-only and start again, ${useOwnPostgres}.`,
  )
}

/** Makes a rename in this directory survive a power cut. Windows cannot open directories, and needs no such thing. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(directory, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
