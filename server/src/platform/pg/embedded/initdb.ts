import { EmbeddedPostgresError, useOwnPostgres } from './errors.ts'
import { programIn } from './locate.ts'
import { runNamed } from './named.ts'
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
  const run = await runNamed(programIn(native, 'initdb'), args, { user })
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
