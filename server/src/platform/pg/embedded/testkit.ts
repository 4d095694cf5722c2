/** What the tests of this folder share. Nothing else imports it. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { type SystemPlaces, systemPlaces } from './locate.ts'
import { canEnter, chooseUser } from './user.ts'

type Lines = { log: (line: string) => void; text: () => string }

export function collect(): Lines {
  const lines: string[] = []
  return { log: (line) => void lines.push(line), text: () => lines.join('\n') }
}

/** Killed at the end, so that a test that fails half-way does not wait for them for ever. */
const children: ChildProcess[] = []

/** A directory that other users can enter, even where TMPDIR is private; in memory where that can be had as files. `remove` stops what still runs in it. */
export async function makeRoom(): Promise<{ path: string; places: SystemPlaces; remove(): Promise<void> }> {
  const bases = ['/dev/shm', tmpdir(), '/var/tmp', '/tmp'].filter((base) => existsSync(base))
  for (const base of bases) {
    const path = mkdtempSync(join(base, 'shanju-embedded-'))
    chmodSync(path, 0o755)
    if (!(await canEnter(chooseUser(undefined), path)) && base !== bases.at(-1)) {
      rmSync(path, { recursive: true })
      continue
    }
    const places = { ...systemPlaces(), clusters: join(path, 'lib') }
    const remove = async () => {
      for (const child of children) child.kill('SIGKILL')
      rmSync(path, { recursive: true, force: true, maxRetries: 5 })
    }
    return { path, places, remove }
  }
  throw new Error('no temporary directory')
}

export async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  // A server that is killed under a query rejects the query as well; the event alone would end the test process.
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' })
    return rows.map((row) => row[0])
  } finally {
    await client.end()
  }
}

export function privateDirectory(path: string): string {
  mkdirSync(path, { recursive: true })
  chmodSync(path, 0o700)
  return path
}

/**
 * A process of its own that starts the database and then waits to be killed. `as` makes it an ordinary user, after it
 * has loaded its modules, for these may lie where that user cannot read.
 */
export function spawnStart(
  dataDir: string,
  places: SystemPlaces,
  as?: number,
): ChildProcessByStdio<null, Readable, null> {
  const script = `
    import { start } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'run.ts')).href)}
    const [dataDir, places, as] = JSON.parse(process.argv.at(-1))
    if (as) { process.setgroups([]); process.setgid(as); process.setuid(as) }
    const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n')
    try {
      const { stop, ...database } = await start({ dataDir, tuning: 'test', waitMs: 800, log() {} }, places)
      say(database)
      process.once('SIGTERM', () => stop().then(() => process.exit()))
      setInterval(() => {}, 1000)
    } catch (error) { say({ error: error.message, remedy: error.remedy }) }
  `
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', script, JSON.stringify([dataDir, places, as ?? 0])],
    { detached: true, stdio: ['ignore', 'pipe', 'inherit'], cwd: import.meta.dirname },
  )
  children.push(child)
  return child
}

/** The same, once it has said how its start went: the fields of the running database, or `error` and `remedy`. */
export async function startInChild(
  dataDir: string,
  places: SystemPlaces,
  as?: number,
): Promise<{ child: ChildProcess; said: Record<string, unknown> }> {
  const child = spawnStart(dataDir, places, as)
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8')))
    child.once('close', (code) => reject(new Error(`the child ended with ${code} before it said anything`)))
  })
  return { child, said: JSON.parse(line) }
}

export function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once('exit', () => resolve()))
}
