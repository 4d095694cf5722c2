import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedPostgresError, useOwnPostgres } from './errors.ts'
import { programIn } from './locate.ts'
import { choosePort } from './port.ts'
import { readPostmaster } from './postmaster.ts'
import { isAlive } from './process.ts'
import { serverArguments, type Tuning } from './settings.ts'
import { asUser, runTool } from './tool.ts'
import { chooseUser } from './user.ts'

/** A cluster with the programs that serve it. `logFile` lies in the data directory and is opened by us, not by them. */
export type Server = { native: string; cluster: string; logFile: string; tuning: Tuning }

export type Running = { pid: number; port: number }

/** Replaying the log after a power cut takes time; two gigabytes of it take a slow disk a few minutes. */
const startLimitMs = 300_000
const logLimitBytes = 20 * 1024 * 1024

/**
 * Starts the server and waits until it takes connections. A port that was taken since it was chosen is replaced;
 * backends of a server that was killed are waited for, a few seconds at most.
 *
 * @throws EmbeddedPostgresError with the end of the server's log.
 */
export async function startServer(server: Server, rememberedPort: number | undefined): Promise<Running> {
  turnLog(server.logFile)
  let port = await choosePort(rememberedPort)
  let said = ''
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const begun = await launch(server, port)
    if (begun.pid !== undefined) return { pid: begun.pid, port }
    said = begun.said
    if (/Address already in use|could not bind/.test(said)) port = await choosePort(undefined)
    else if (/shared memory block .* still in use|lock file .* already exists/.test(said)) await sleep(250)
    else break
  }
  throw new EmbeddedPostgresError(
    `The database in ${server.cluster} does not start: ${lastLine(said)}`,
    `Look at ${server.logFile}, remove the cause it names and start again, ${useOwnPostgres}.`,
  )
}

/**
 * Stops the server of a cluster, ours or an adopted one: sessions are ended, everything is written. Does nothing when
 * none runs.
 */
export async function stopServer(native: string, cluster: string, log: (line: string) => void): Promise<void> {
  const running = readPostmaster(cluster)
  if (!running || !isAlive(running.pid)) return
  const user = chooseUser(cluster)
  const stop = (mode: string, seconds: number) =>
    runTool(programIn(native, 'pg_ctl'), ['stop', '-D', cluster, '-m', mode, '-w', '-t', String(seconds)], {
      ...(user ? { user } : {}),
      timeoutMs: (seconds + 10) * 1000,
    })
  if (!(await stop('fast', 90)).ok && isAlive(running.pid)) {
    log('The database did not stop within 90 seconds and is stopped at once; it repairs itself at the next start.')
    await stop('immediate', 30)
  }
  // pg_ctl is content when the pid file is gone; the process itself ends a moment later.
  for (let waited = 0; waited < 5_000 && isAlive(running.pid); waited += 10) await sleep(10)
}

/** Starts one process; answers its number once it is ready, or else what it wrote into the log before it ended. */
async function launch(server: Server, port: number): Promise<{ pid: number } | { pid?: undefined; said: string }> {
  const logged = openSync(server.logFile, 'a', 0o600)
  const from = statSync(server.logFile).size
  const child = spawn(
    programIn(server.native, 'postgres'),
    ['-D', server.cluster, ...serverArguments(server.tuning, port)],
    // Detached, a process group of its own: Ctrl-C in the terminal is for us, who then stop it in good order.
    { ...asUser(chooseUser(server.cluster)), detached: true, stdio: ['ignore', logged, logged] },
  )
  closeSync(logged)
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended ??= `ended with ${signal ?? `code ${code}`}`
  })
  child.unref()

  for (let waited = 0; waited < startLimitMs; waited += 10) {
    if (ended !== undefined) return { said: `${readFileSync(server.logFile, 'utf8').slice(from)}\n${ended}` }
    const found = readPostmaster(server.cluster)
    if (child.pid !== undefined && found?.pid === child.pid && found.status === 'ready') return { pid: child.pid }
    await sleep(10)
  }
  throw new EmbeddedPostgresError(
    `The database in ${server.cluster} is still repairing itself after ${startLimitMs / 60_000} minutes.`,
    `Leave it running and start again later; ${server.logFile} shows how far it is.`,
  )
}

/** Keeps the log of the server before, and no more: two files of 20 MB are the most it takes. */
function turnLog(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > logLimitBytes) renameSync(file, `${file}.1`)
}

function lastLine(said: string): string {
  const lines = said.trim().split('\n')
  return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? 'it gave no reason.'
}
