import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { EmbeddedPostgresError, useOwnPostgres, wordsOf } from './errors.ts'

/**
 * Makes the directory outside the data directory that a new cluster moves into: `<clusters>/<hash of dataDir>`, with
 * a file `origin` that names the data directory. One that already holds a cluster is never used again: nothing points
 * to it any more, but its data may be somebody's last copy.
 *
 * @throws EmbeddedPostgresError when it cannot be made.
 */
export function makeHome(dataDir: string, clusters: string, log: (line: string) => void): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  let home = join(clusters, hash)
  for (let number = 2; existsSync(join(home, 'postgres')); number += 1) {
    log(`${home} holds an earlier database of ${dataDir} that nothing points to any more. It is left as it is.`)
    home = join(clusters, `${hash}-${number}`)
  }
  try {
    for (const directory of [clusters, home]) {
      if (existsSync(directory)) continue
      mkdirSync(directory, { recursive: true })
      chmodSync(directory, 0o755)
    }
    writeFileSync(originFile(home), `${dataDir}\n`, { mode: 0o644 })
    return home
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, its user cannot enter ${dataDir}, and ${home} cannot be made: ${wordsOf(cause)}.`,
      `Set SHANJU_DATA to a directory whose parents all let others enter (mode 755 or 711), ${useOwnPostgres}.`,
      { cause },
    )
  }
}

/**
 * Keeps two data directories from one cluster: `cp -a var var2` copies the link, not the data behind it. A data
 * directory that was moved becomes the new origin.
 *
 * @throws EmbeddedPostgresError when another data directory, still there, points to the same cluster.
 */
export function checkHome(cluster: string, dataDir: string): void {
  const home = dirname(cluster)
  if (!existsSync(originFile(home))) return
  const origin = readFileSync(originFile(home), 'utf8').trim()
  if (origin === dataDir) return
  if (pointsTo(origin, cluster)) {
    throw new EmbeddedPostgresError(
      `${dataDir} and ${origin} both point to the database in ${cluster}; the link was copied, the data were not.`,
      `Keep one of the two. For a second, separate database delete ${join(dataDir, 'postgres')} and ` +
        `${join(dataDir, 'postgres.json')}, then restore a backup into it.`,
    )
  }
  writeFileSync(originFile(home), `${dataDir}\n`)
}

function pointsTo(dataDir: string, cluster: string): boolean {
  try {
    return resolve(dataDir, readlinkSync(join(dataDir, 'postgres'))) === resolve(cluster)
  } catch {
    return false
  }
}

function originFile(home: string): string {
  return join(home, 'origin')
}
