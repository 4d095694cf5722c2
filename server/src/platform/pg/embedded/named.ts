import { readFileSync } from 'node:fs'
import { EmbeddedPostgresError, useOwnPostgres } from './errors.ts'
import { runTool, type ToolResult } from './tool.ts'
import type { DatabaseUser } from './user.ts'

/**
 * Runs a program that insists on its user having a name, as initdb and the single-user mode do (the server itself does
 * not). A user whom /etc/passwd does not list, as containers often have, gets one lent: in a user name space of its
 * own the program sees a number that is listed; its files belong to the real user all the same.
 *
 * @throws EmbeddedPostgresError when the user has no name and the system allows no such name space.
 */
export async function runNamed(
  program: string,
  args: readonly string[],
  options: { user: DatabaseUser | undefined; input?: string },
): Promise<ToolResult> {
  const { user, ...rest } = options
  const how = user ? { ...rest, user } : rest
  const run = await runTool(program, args, how)
  if (run.ok || !isNameless(run)) return run
  const lent = await runTool('unshare', ['--user', `--map-user=${listedNumber()}`, program, ...args], how)
  if (lent.ok || !/unshare|ENOENT/.test(lent.output)) return lent
  const uid = user?.uid ?? process.getuid?.()
  throw new EmbeddedPostgresError(
    `The user number ${uid} has no name on this machine, and PostgreSQL makes no database for a user without one.`,
    `Add a line to /etc/passwd (shanju:x:${uid}:${uid}::/:/bin/sh), run as a user who has one, ${useOwnPostgres}.`,
  )
}

function isNameless(run: ToolResult): boolean {
  return run.output.includes('could not look up effective user ID')
}

/** The number of some user other than root that /etc/passwd names. */
function listedNumber(): number {
  const numbers = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => Number(line.split(':')[2]))
  return numbers.findLast((number) => number > 0) ?? 65_534
}
