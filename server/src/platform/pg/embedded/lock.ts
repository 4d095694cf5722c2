import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf, EmbeddedPostgresError, useOwnPostgres } from './errors.ts'
import { beganAt, isAlive, processSpace } from './process.ts'

export type Lock = { release(): void }

type Holder = { pid: number; began: string | undefined; space: string; token: string }

const beatMs = 5_000
/** A holder in another container or machine can only be judged by its beat; three missed beats and it is gone. */
const silentAfterMs = 17_000
/** A file that cannot be understood may be one that is being written this moment. */
const tornMs = 2_000

/**
 * Takes the lock that keeps two servers from one data directory, for as long as this process lives or until
 * `release`. A lock whose process has ended is taken over; a live one is waited for.
 *
 * @throws EmbeddedPostgresError when another process still holds it after `waitMs` milliseconds.
 */
export async function takeLock(file: string, waitMs: number, log: (line: string) => void): Promise<Lock> {
  const mine: Holder = { pid: process.pid, began: beganAt(process.pid), space: processSpace(), token: randomUUID() }
  let deadline = Date.now() + waitMs
  let told = false
  while (!create(file, mine)) {
    const found = look(file)
    if (found.state === 'gone') continue
    if (found.state === 'stale') {
      remove(file, found.text)
      continue
    }
    if (found.state === 'elsewhere' && !told) {
      // After a container was killed the lock stays fresh for a moment: long enough to have to wait for certainty.
      deadline = Math.max(deadline, Date.now() + silentAfterMs + 1_000)
    }
    if (!told) log(`The data directory is in use by ${found.who}; waiting for it to be released.`)
    told = true
    if (Date.now() >= deadline) throw inUse(file, found.who)
    await sleep(Math.min(100, Math.max(10, waitMs / 10)))
  }
  const beat = setInterval(() => touch(file, mine.token), beatMs)
  beat.unref()
  return {
    release() {
      clearInterval(beat)
      if (tokenIn(file) === mine.token) rmSync(file, { force: true })
    },
  }
}

type Found = { state: 'gone' } | { state: 'stale'; text: string } | { state: 'held' | 'elsewhere'; who: string }

function look(file: string): Found {
  try {
    const text = readFileSync(file, 'utf8')
    const age = Date.now() - statSync(file).mtimeMs
    const holder = parse(text)
    if (!holder) return age < tornMs ? { state: 'held', who: 'another process' } : { state: 'stale', text }
    if (holder.space === processSpace()) {
      const lives = isAlive(holder.pid) && beganAt(holder.pid) === holder.began
      return lives ? { state: 'held', who: `process ${holder.pid}` } : { state: 'stale', text }
    }
    if (age > silentAfterMs) return { state: 'stale', text }
    return { state: 'elsewhere', who: `process ${holder.pid} of another container or machine` }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { state: 'gone' }
    throw notAllowed(file, error)
  }
}

function create(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw notAllowed(file, error)
  }
}

/**
 * Removes a stale lock, and only that one: between looking and removing, another process may have put its own in
 * place. So it is moved aside first, and put back if it turns out to be a different one.
 */
function remove(file: string, text: string): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== text) linkSync(aside, file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw notAllowed(file, error)
  } finally {
    rmSync(aside, { force: true })
  }
}

function touch(file: string, token: string): void {
  try {
    if (tokenIn(file) === token) utimesSync(file, new Date(), new Date())
  } catch {
    // The data directory may be away for a moment (a network disk); the next beat tries again.
  }
}

function tokenIn(file: string): string | undefined {
  try {
    return parse(readFileSync(file, 'utf8'))?.token
  } catch {
    return undefined
  }
}

function parse(text: string): Holder | undefined {
  try {
    const value: Partial<Holder> | null = JSON.parse(text)
    if (typeof value?.pid !== 'number' || typeof value.space !== 'string' || typeof value.token !== 'string') return
    return { pid: value.pid, began: value.began, space: value.space, token: value.token }
  } catch {
    return undefined
  }
}

function inUse(file: string, who: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The data directory is in use by ${who}, which holds ${file}.`,
    `Stop that server first, or start this one with another SHANJU_DATA; commands may run beside a server.`,
  )
}

function notAllowed(file: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The lock file ${file} can be neither read nor written.`,
    `Run as the user who owns the data directory, set SHANJU_DATA to a directory of your own, ${useOwnPostgres}.`,
    { cause },
  )
}
