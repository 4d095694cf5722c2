import { setFlagsFromString } from 'node:v8'
import { readConfig } from './config.ts'
import { refuseDemonstration } from './demo/declare.ts'
import { explain } from './explain.ts'
import { type Running, start } from './start.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** One line of the log, as JSON for whoever collects it. */
export const logLine = (line: string, facts?: object): void =>
  void process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), line, ...facts })}\n`)

/**
 * Collect when the heap has grown by a fifth, not when it has doubled: a file of 100,000 gifts then costs the server half
 * the memory and a tenth more time (npm run bench -- import).
 */
setFlagsFromString('--heap-growing-percent=20')

/** `npm start` and `shanju serve`: runs until SIGTERM or Ctrl-C. A second one, later, ends at once. */
export async function serveUntilStopped(env: NodeJS.ProcessEnv): Promise<void> {
  const running = await start({
    config: readConfig(env),
    logLevel: 'info',
    before: ({ database }) => database.transact('start', refuseDemonstration),
    log: logLine,
  })
  // In one piece: whoever waits for the first line then has the link too.
  say(
    [
      `善聚 Shanju  ${running.url}  ·  工作台 console  ${running.url}/console/`,
      ...(running.firstLink
        ? [
            '第一位管理员请在 24 小时内打开此链接设置密码（只能使用一次）：',
            'The first administrator sets a password here within 24 hours (the link works once):',
            running.firstLink,
          ]
        : []),
    ].join('\n'),
  )
  stopOnSignal(running)
}

/** A service manager signals the whole group and npm passes its own on: the same wish, heard twice. */
const SAME_WISH_MS = 3000

/** The first signal ends in order. One that comes later is somebody who will not wait: it ends at once. */
export function stopOnSignal(running: Running): void {
  let askedAt: number | undefined
  const stop = (signal: NodeJS.Signals): void => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > SAME_WISH_MS) process.exit(signal === 'SIGINT' ? 130 : 143)
      return
    }
    askedAt = performance.now()
    say('正在结束：先完成进行中的请求… Stopping: requests under way end first …')
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

export function fail(error: unknown): never {
  const { text, exitCode } = explain(error)
  process.stderr.write(`${text}\n`)
  process.exit(exitCode)
}

if (import.meta.main) serveUntilStopped(process.env).catch(fail)
