/**
 * `npm test`: types, lint and every test; `npm test -- giving ledger` runs the test files whose path contains one of the
 * words. The last line is always `N passed, N failed`; the exit code is 0 only when something passed and nothing failed.
 */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { staticChecks } from './runner/checks.ts'
import { sharedDatabase } from './runner/database.ts'
import { isDateSensitive, testFiles } from './runner/discover.ts'
import { rememberDurations, slowestFirst } from './runner/durations.ts'
import { testEnvironment } from './runner/environment.ts'
import type { Outcome, Task } from './runner/outcome.ts'
import { runAll } from './runner/pool.ts'
import { say, tellOutcome, tellTotals } from './runner/print.ts'
import { testFile } from './runner/test-file.ts'
import { groupsOf, testTogether } from './runner/together.ts'

const TIMEOUT_MS = 240_000
/** One more than there are cores: journeys wait for a browser to come to rest, and somebody can work meanwhile. */
const WIDTH = Math.min(4, availableParallelism() + 1)

const root = fileURLToPath(new URL('..', import.meta.url))
const patterns = process.argv.slice(2)
const begun = performance.now()
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort())

const outcomes = await runEverything()
if (interrupted.signal.aborted) say('\nInterrupted: what was running is not counted in full.')
tellTotals(outcomes, (performance.now() - begun) / 1000)
const failed = outcomes.some((outcome) => outcome.failures.length > 0)
// An explicit exit: a handle that the database's start left open must not keep the run from ending.
process.exit(interrupted.signal.aborted ? 130 : failed ? 1 : 0)

async function runEverything(): Promise<Outcome[]> {
  const files = testFiles(root, patterns)
  if (files.length === 0) return [nothingFound()]
  const checks = patterns.length === 0 ? staticChecks(root) : []
  // The checks need no database, so they run while it starts.
  const starting = startDatabase(files)
  const checked = await runAll(checks, WIDTH, interrupted.signal, tellOutcome)
  const database = await starting
  if ('failures' in database) return [...checked, database]
  try {
    // Each file is a process that reads the same sources: compiled once, they load in half the time.
    const compiled = { NODE_COMPILE_CACHE: join(root, 'var', 'compiled') }
    const env = testEnvironment(process.env, { ...compiled, ...database.env })
    const tasks = groupsOf(files).map((paths) => inGroup({ root, paths, env, timeoutMs: TIMEOUT_MS }))
    const inAnotherZone = { env: { ...env, TZ: 'America/St_Johns' }, note: "St John's time" }
    const abroad = groupsOf(files.filter((path) => isDateSensitive(root, path))).map((paths) =>
      inGroup({ root, paths, timeoutMs: TIMEOUT_MS, ...inAnotherZone }),
    )
    const tested = await runAll(slowestFirst(root, [...tasks, ...abroad]), WIDTH, interrupted.signal, tellOutcome)
    rememberDurations(root, tested)
    return [...checked, ...tested]
  } finally {
    await database.stop()
  }
}

/** A file alone keeps its own process, and with it the plainest messages. */
function inGroup({ paths, ...options }: Parameters<typeof testTogether>[0]): Task {
  const [path, ...more] = paths
  return path === undefined || more.length > 0 ? testTogether({ paths, ...options }) : testFile({ path, ...options })
}

/** The database, or the outcome to report when it does not start. Rooms that never use one do not wait for it. */
async function startDatabase(files: readonly string[]) {
  if (files.every((path) => /^(contract|verifier|tools)\//.test(path))) return { env: {}, stop: async () => {} }
  try {
    return await sharedDatabase(root)
  } catch (error) {
    const title = 'the shared PostgreSQL did not start'
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const outcome: Outcome = { title, passed: 0, failures: [{ title, detail }], seconds: 0 }
    tellOutcome(outcome)
    return outcome
  }
}

function nothingFound(): Outcome {
  const title = `no test file matches ${patterns.join(', ') || 'the rooms'}`
  return { title, passed: 0, failures: [{ title, detail: '' }], seconds: 0 }
}
