import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Ended, runNode } from './command.ts'
import type { Failure, Task } from './outcome.ts'
import type { Line } from './reporter.ts'

const reporter = fileURLToPath(new URL('./reporter.ts', import.meta.url))

/** How test files are run. */
export type Files = {
  root: string
  /** Added to the title when the file runs more than once. */
  note?: string
  env: NodeJS.ProcessEnv
  timeoutMs: number
}

/** A test file in a process of its own. Fails for a skipped test, for no test at all, and for anything printed. */
export function testFile({ path, ...options }: Files & { readonly path: string }): Task {
  const { root, note, timeoutMs } = options
  const title = note === undefined ? path : `${path} (${note})`
  return {
    title,
    async run(signal) {
      const { lines, ended } = await readEvents([path], options, signal)
      const failures = [...testFailures(lines, root, ended.stderr), ...fileFailures(ended, lines, timeoutMs)]
      return {
        title,
        passed: lines.filter((line) => line.is === 'passed').length,
        failures: failures.map((failure) => ({ ...failure, title: `${title}: ${failure.title}` })),
        seconds: ended.seconds,
      }
    },
  }
}

/** Runs a script of tests and reads what its reporter told. */
export async function readEvents(
  script: readonly string[],
  { root, env, timeoutMs }: Files,
  signal: AbortSignal,
): Promise<{ lines: Line[]; ended: Ended }> {
  const folder = await mkdtemp(join(tmpdir(), 'shanju-test-'))
  try {
    const log = join(folder, 'events')
    const told = [`--test-reporter=${reporter}`, `--test-reporter-destination=${log}`]
    const ended = await runNode([...told, ...script], { cwd: root, env, timeoutMs, signal })
    return { lines: await readLines(log), ended }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The last line may be torn when the process was killed while writing it. */
async function readLines(log: string): Promise<Line[]> {
  const text = await readFile(log, 'utf8').catch(() => '')
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line))
}

/** What went to stderr may say why, so it stands under the first failure. */
function testFailures(lines: readonly Line[], root: string, stderr: string): Failure[] {
  const failures = lines.flatMap((line) => {
    if (line.is !== 'failed' && line.is !== 'skipped') return []
    const why = line.is === 'failed' ? line.detail : 'Skipped or todo: a test runs or is deleted.'
    return [{ title: line.name, detail: `${relative(root, line.where)}\n${why}` }]
  })
  return failures.map((failure, index) =>
    index === 0 && stderr.trim() !== '' ? { ...failure, detail: `${failure.detail}\n${stderr.trim()}` } : failure,
  )
}

/** What is wrong with the file as a whole, beyond its single tests; one thing at most, the one that explains most. */
function fileFailures(ended: Ended, lines: readonly Line[], timeoutMs: number): Failure[] {
  const output = `${ended.stdout}${ended.stderr}`.trim()
  if (ended.timedOut) return [{ title: `did not finish in ${timeoutMs / 1000} s`, detail: unfinished(lines, output) }]
  const counted = lines.filter((line) => line.is === 'passed' || line.is === 'failed' || line.is === 'skipped')
  const reasoned = lines.some((line) => line.is === 'failed' || line.is === 'skipped')
  if (ended.code !== 0 && !reasoned) {
    const how = ended.signal === undefined ? `exit code ${ended.code}` : `signal ${ended.signal}`
    return [{ title: `ended with ${how} without a failed test`, detail: output || 'It printed nothing.' }]
  }
  if (counted.length === 0) return [{ title: 'has no test', detail: 'Write one, or delete the file.' }]
  if (ended.stdout.trim() !== '')
    return [{ title: 'prints', detail: `Tests print nothing but results; remove what printed this:\n${ended.stdout}` }]
  return []
}

function unfinished(lines: readonly Line[], output: string): string {
  const open = new Map<string, number>()
  for (const line of lines) {
    if (line.is === 'began') open.set(line.name, (open.get(line.name) ?? 0) + 1)
    if (line.is === 'completed') open.set(line.name, (open.get(line.name) ?? 0) - 1)
  }
  const running = [...open].filter(([, count]) => count > 0).map(([name]) => `  ${name}`)
  const what =
    running.length === 0
      ? 'No test was running: a server, pool, timer or browser is left open. Close it in `after`.'
      : `Still running:\n${running.join('\n')}`
  return output === '' ? what : `${what}\n${output}`
}
