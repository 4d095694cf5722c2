import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome, Task } from './outcome.ts'

/** Seconds that no file takes, the first more than those of any group of files together. */
const A_YEAR = 365 * 24 * 3600
const AN_HOUR = 3600
const LONG = /\/journeys\/|permissions\.test|browser\.test/

/**
 * The slowest first, by the last run's times: otherwise one long file begun at the end keeps a core idle for its whole
 * length. A file without a time comes before the known ones, the longest kinds before the rest: in a fresh clone nothing is known.
 * The order changes nothing but the duration.
 */
export function slowestFirst(root: string, tasks: readonly Task[]): Task[] {
  const known = read(root)
  const unknown = (title: string) => (LONG.test(title) ? A_YEAR : AN_HOUR)
  const seconds = ({ title, parts = [title] }: Task) =>
    parts.reduce((sum, part) => sum + (known[part] ?? unknown(part)), 0)
  return tasks.toSorted((a, b) => (seconds(a) === seconds(b) ? 0 : seconds(b) - seconds(a)))
}

export function rememberDurations(root: string, outcomes: readonly Outcome[]): void {
  const times = read(root)
  for (const { title, seconds } of outcomes) times[title] = Math.round(seconds * 100) / 100
  try {
    mkdirSync(join(root, 'var'), { recursive: true })
    writeFileSync(file(root), JSON.stringify(times, undefined, 1))
  } catch {
    // A checkout we may not write to: the next run only starts without an order.
  }
}

function read(root: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file(root), 'utf8'))
  } catch {
    return {}
  }
}

function file(root: string): string {
  return join(root, 'var', 'test-durations.json')
}
