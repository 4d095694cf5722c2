import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedPostgresError, useOwnPostgres } from './errors.ts'
import type { SystemPlaces } from './locate.ts'
import { checkHome, makeHome } from './place-outside.ts'
import type { RecordState } from './record.ts'
import { canEnter, type DatabaseUser, giveTree, weAreRoot } from './user.ts'

type Log = (line: string, data?: object) => void

/** A new cluster in the making: `directory` is empty and the user's; `settle` puts it in its place and returns that. */
export type Staging = { directory: string; settle(): string }

const stagingPrefix = 'postgres.new-'

/**
 * The real path of the data directory's cluster, or undefined when none was ever finished.
 *
 * @throws EmbeddedPostgresError when there was one and it is not where it was: an empty new one would hide the loss.
 */
export function findCluster(dataDir: string, record: RecordState): string | undefined {
  const entry = join(dataDir, 'postgres')
  const found = lstatSync(entry, { throwIfNoEntry: false })
  if (found?.isSymbolicLink()) {
    const target = resolve(dataDir, readlinkSync(entry))
    if (holdsCluster(target)) {
      checkHome(target, dataDir)
      return realpathSync(target)
    }
    if (record !== 'missing') throw lost(dataDir, target)
    // Link without record: the very first start was cut off before its cluster was moved in.
    unlinkSync(entry)
    return undefined
  }
  if (found && holdsCluster(entry)) return realpathSync(entry)
  if (found?.isDirectory() && readdirSync(entry).length === 0) rmdirSync(entry)
  else if (found) {
    throw new EmbeddedPostgresError(
      `${entry} is there, but it is not a PostgreSQL data directory.`,
      `Move it away, set SHANJU_DATA to another directory, ${useOwnPostgres}.`,
    )
  }
  if (record === 'missing') return undefined
  const recorded = record === 'broken' ? entry : record.cluster
  // Only the link is gone (a copy that left links out): the record still knows the place.
  if (recorded !== entry && holdsCluster(recorded)) {
    checkHome(recorded, dataDir)
    symlinkSync(recorded, entry)
    return realpathSync(recorded)
  }
  throw lost(dataDir, recorded)
}

/**
 * Opens a place for a new cluster: beside its final name in the data directory, or, when the database's user cannot
 * get there (a data directory below a 0700 home), under the system's directory for such clusters. The data directory
 * then holds a link to it, so that whoever looks for the data finds them.
 */
export async function openStaging(
  dataDir: string,
  user: DatabaseUser | undefined,
  places: SystemPlaces,
  log: Log,
): Promise<Staging> {
  const entry = join(dataDir, 'postgres')
  const inside = await tryStaging(dataDir, user)
  if (inside) return { directory: inside, settle: () => move(inside, entry) }

  const home = makeHome(dataDir, places.clusters, log)
  await clearStagings(home)
  const outside = await tryStaging(home, user)
  if (!outside) {
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and its user ${user?.uid} can enter neither ${dataDir} nor ${home}.`,
      `Set SHANJU_DATA to a directory whose parents all let others enter (mode 755 or 711), ${useOwnPostgres}.`,
    )
  }
  const settle = () => {
    // The link goes first: were it last, a crash in between would leave a cluster that nothing points to.
    symlinkSync(join(home, 'postgres'), entry)
    return move(outside, join(home, 'postgres'))
  }
  return { directory: outside, settle }
}

/** Removes what starts that were cut off have left; only under the lock, for a living start has such a directory too. */
export async function clearStagings(directory: string): Promise<void> {
  for (const name of readdirSync(directory)) {
    if (!name.startsWith(stagingPrefix)) continue
    // An initdb that outlived its killed parent may still be writing. What it holds on to goes at the start after.
    for (let attempt = 0; attempt < 20 && existsSync(join(directory, name)); attempt += 1) {
      if (attempt > 0) await sleep(50)
      try {
        rmSync(join(directory, name), { recursive: true, force: true })
      } catch {
        // Not empty again between listing and removing.
      }
    }
  }
}

async function tryStaging(parent: string, user: DatabaseUser | undefined): Promise<string | undefined> {
  const directory = mkdtempSync(join(parent, stagingPrefix))
  if (user) giveTree(directory, user)
  if (await canEnter(user, directory)) return directory
  rmdirSync(directory)
  return undefined
}

function move(from: string, to: string): string {
  renameSync(from, to)
  return realpathSync(to)
}

/** @throws EmbeddedPostgresError when the cluster is somebody else's, for then its files cannot even be seen. */
function holdsCluster(directory: string): boolean {
  const owner = statSync(directory, { throwIfNoEntry: false })?.uid
  if (owner !== undefined && !weAreRoot() && owner !== (process.getuid?.() ?? owner)) {
    throw new EmbeddedPostgresError(
      `The database in ${directory} belongs to user ${owner}; it was made when the server was started as root.`,
      `Start the server as root again, or give the data to this user: chown -R ${process.getuid?.()} ${directory}.`,
    )
  }
  return existsSync(join(directory, 'PG_VERSION'))
}

function lost(dataDir: string, cluster: string): EmbeddedPostgresError {
  const record = join(dataDir, 'postgres.json')
  return new EmbeddedPostgresError(
    `The database of ${dataDir} should lie in ${cluster}, but there is none.`,
    `Bring ${basename(dirname(cluster))}/${basename(cluster)} back to that place. Only if its data may be forgotten: ` +
      `delete ${record} and ${join(dataDir, 'postgres')}, and an empty database is made.`,
  )
}
