import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOMS = ['contract', 'verifier', 'server', 'portal', 'console', 'tools', 'bench']
const NOT_OURS = new Set(['node_modules', 'dist', 'var'])

/** Every test file below the rooms, as paths from `root` with forward slashes, in order; all when no pattern is given. */
export function testFiles(root: string, patterns: readonly string[] = []): string[] {
  return ROOMS.flatMap((room) => walk(root, room))
    .filter((path) => path.endsWith('.test.ts') || path.endsWith('.test.tsx'))
    .filter((path) => patterns.length === 0 || patterns.some((pattern) => path.includes(pattern)))
    .sort()
}

/**
 * Tests whose result could depend on the machine's time zone: they run a second time in St John's (UTC−3:30), where a
 * business date taken by mistake from the local clock differs from Shanghai's for half of the day.
 */
export function isDateSensitive(root: string, path: string): boolean {
  if (path.startsWith('contract/src/kit/') || path.endsWith('.tz.test.ts')) return true
  return /^\s*\/\/ \[tz\]/m.test(readFileSync(join(root, path), 'utf8'))
}

function walk(root: string, folder: string): string[] {
  let entries: ReturnType<typeof list>
  try {
    entries = list(join(root, folder))
  } catch {
    return [] // a room that is not built yet
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : walk(root, path)
    return [path]
  })
}

function list(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
}
