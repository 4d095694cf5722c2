import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { copyBinaries, isFaithfulCopy } from './binaries-copy.ts'
import { EmbeddedPostgresError, useOwnPostgres, wordsOf } from './errors.ts'
import { programIn, type SystemPlaces } from './locate.ts'
import { runTool } from './tool.ts'
import { type DatabaseUser, weAreRoot } from './user.ts'

type Log = (line: string, data?: object) => void

/**
 * A directory whose bin/ the database's user can really run: the npm package itself, or a copy when the package lies
 * where that user may not enter (a clone in root's home) or lacks its library links (npm blocked its install script).
 *
 * @throws EmbeddedPostgresError with the system's words when neither runs.
 */
export async function usableBinaries(
  places: SystemPlaces,
  user: DatabaseUser | undefined,
  dataDir: string,
  log: Log,
): Promise<string> {
  const original = places.native.directory
  const failures = [await failureOf(original, user)]
  if (failures[0] === undefined) return original

  const shelves = weAreRoot() ? places.binaries : [dataDir]
  for (const shelf of shelves) {
    const copy = join(shelf, copyName(places))
    try {
      if (!existsSync(shelf)) mkdirSync(shelf, { recursive: true, mode: 0o755 })
      if (!isFaithfulCopy(original, copy)) {
        copyBinaries(original, copy)
        log(`Copied the PostgreSQL programs to ${copy}, where the database's user can run them.`)
      }
      const failure = await failureOf(copy, user)
      if (failure === undefined) return copy
      failures.push(failure)
    } catch (error) {
      failures.push(`${copy}: ${wordsOf(error)}`)
    }
  }
  throw new EmbeddedPostgresError(
    `The PostgreSQL programs in ${original} do not run here: ${failures.join('; ')}.`,
    `They need glibc 2.28 or newer and a directory that may hold programs (no "noexec"): ` +
      `run "npm ci" again, make ${shelves[0]} such a directory, ${useOwnPostgres}.`,
  )
}

/** Starting both programs finds everything: the way in, the mode bits, the system's libraries, ours and their links. */
async function failureOf(directory: string, user: DatabaseUser | undefined): Promise<string | undefined> {
  for (const name of ['initdb', 'postgres'] as const) {
    const run = await runTool(programIn(directory, name), ['--version'], user ? { user } : {})
    if (!run.ok) return run.output.trim().split('\n').at(-1) ?? `${name} cannot be started`
  }
  return undefined
}

/** One copy per release and place of origin: two clones of different releases must not replace each other's files. */
function copyName({ native }: SystemPlaces): string {
  const origin = createHash('sha256').update(native.directory).digest('hex').slice(0, 12)
  return `shanju-postgres-${native.version}-${process.platform}-${process.arch}-${origin}`
}
