import { fileURLToPath } from 'node:url'
import type { Outcome, Task } from './outcome.ts'
import { type Files, readEvents, testFile } from './test-file.ts'

const entry = fileURLToPath(new URL('./together-entry.ts', import.meta.url))

/** Files of these places start no server, browser or process of their own and last seconds at most. */
const QUICK =
  /^(contract|portal\/(src|test)|console\/src|server\/src\/(modules|platform\/(?!pg\/embedded)))\b.*\.test\.ts$/
const HEAVY = /browser|wire\.db|closing\.db|worker\.db|lost-database|sign-in\.http|undo-import|import\.db/
const MOST = 8

/** Puts quick files that are neighbours into groups; every other file is a group of its own. */
export function groupsOf(paths: readonly string[]): string[][] {
  const groups: string[][] = []
  let open: string[] | undefined
  for (const path of paths) {
    if (!QUICK.test(path) || HEAVY.test(path)) {
      groups.push([path])
      continue
    }
    if (!open || open.length === MOST) {
      open = []
      groups.push(open)
    }
    open.push(path)
  }
  return groups
}

/**
 * Several test files in one process: to start it and to load the same sources once takes longer than most of them do.
 * Only a spotless run counts. After any other each file runs alone, so that what is told is told of a single file; and
 * files that fail only together are a failure, because one of them leaves something behind.
 */
export function testTogether({ paths, ...options }: Files & { readonly paths: readonly string[] }): Task {
  const titled = (path: string): string => (options.note === undefined ? path : `${path} (${options.note})`)
  const parts = paths.map(titled)
  return {
    title: parts.join(', '),
    parts,
    async run(signal) {
      const { lines, ended } = await readEvents([entry, ...paths], options, signal)
      const passed = (path: string) =>
        lines.filter((line) => line.is === 'passed' && line.name.startsWith(`${path} › `)).length
      const seconds = (path: string) =>
        lines.flatMap((line) => (line.is === 'suite' && line.name === path ? [line.seconds] : []))[0] ?? 0
      const spotless =
        ended.code === 0 &&
        ended.stdout.trim() === '' &&
        lines.every(({ is }) => is !== 'failed' && is !== 'skipped') &&
        paths.every((path) => passed(path) > 0)
      if (spotless)
        return paths.map((path) => ({
          title: titled(path),
          passed: passed(path),
          failures: [],
          seconds: seconds(path),
        }))
      const seen = lines.flatMap((line) => (line.is === 'failed' ? [`${line.name}\n${line.detail}`] : []))
      return alone({ paths, ...options }, signal, seen.join('\n') || `${ended.stdout}${ended.stderr}`.trim())
    },
  }
}

/** @param seen what went wrong while they ran together */
async function alone(
  { paths, ...options }: Files & { readonly paths: readonly string[] },
  signal: AbortSignal,
  seen: string,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const path of paths) {
    if (signal.aborted) break
    outcomes.push(...[await testFile({ path, ...options }).run(signal)].flat())
  }
  if (signal.aborted || outcomes.some(({ failures }) => failures.length > 0)) return outcomes
  const title = 'files that pass alone and fail together'
  const detail = `One of them leaves something behind for the next:\n  ${paths.join('\n  ')}\n${seen}`
  return [...outcomes, { title, passed: 0, failures: [{ title, detail }], seconds: 0 }]
}
