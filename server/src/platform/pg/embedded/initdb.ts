import { readFileSync } from 'node:fs'
import { EmbeddedPostgresError, useOwnPostgres } from './errors.ts'
import { programIn } from './locate.ts'
import { runTool } from './tool.ts'
import type { DatabaseUser } from './user.ts'

/**
 * Runs initdb on an empty directory. Character classes come from C.UTF-8 and not from C, under which pg_trgm finds
 * no Chinese letter at all; sorting by pinyin is asked for where it is wanted, with "zh-Hans-x-icu".
 *
 * @throws EmbeddedPostgresError with initdb's last words.
 */
export async function initdb(
  native: string,
  user: DatabaseUser | undefined,
  directory: string,
  sync: boolean,
): Promise<void> {
  const program = programIn(native, 'initdb')
  const args = [
    `--pgdata=${directory}`,
    '--username=postgres',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--lc-ctype=C.UTF-8',
    // Passwords only, from the first start on. Sockets are never opened; their line says so too.
    '--auth-host=scram-sha-256',
    '--auth-local=reject',
    '--no-instructions',
    ...(sync ? [] : ['--no-sync']),
  ]
  const asked = user ? { user } : {}
  let run = await runTool(program, args, asked)
  if (!run.ok && run.output.includes('could not look up effective user ID')) {
    // Only initdb insists on a name for its user. In a user name space of its own it sees a number that has one;
    // its files belong to the real user all the same.
    const mapped = numberWithName()
    run = await runTool('unshare', ['--user', `--map-user=${mapped}`, program, ...args], asked)
    if (!run.ok) throw nameless(user?.uid ?? process.getuid?.())
  }
  if (run.ok) return
  throw new EmbeddedPostgresError(
    `The database could not be created in ${directory}: ${lastWords(run.output)}.`,
    `Check that the disk has 200 MB free and is not read-only, then start again, ${useOwnPostgres}.`,
  )
}

function lastWords(output: string): string {
  const lines = output.trim().split('\n')
  // initdb ends by saying what it removed; the reason stands before that.
  return (lines.find((line) => /error:|FATAL:|could not/.test(line)) ?? lines.at(-1) ?? '').replace(/\.$/, '')
}

function nameless(uid: number | undefined): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The user number ${uid} has no name on this machine, and PostgreSQL makes no database for a user without one.`,
    `Add a line to /etc/passwd (shanju:x:${uid}:${uid}::/:/bin/sh), run as a user who has one, ${useOwnPostgres}.`,
  )
}

/** The number of some user other than root that /etc/passwd names. */
function numberWithName(): number {
  const numbers = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => Number(line.split(':')[2]))
  return numbers.findLast((number) => number > 0) ?? 65_534
}
