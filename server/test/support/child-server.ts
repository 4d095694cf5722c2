import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The platform in a process of its own, as `npm start` starts it. */
export interface ChildServer {
  readonly url: string
  readonly pid: number
  /** The one-time link of the first administrator, while there is none. */
  readonly firstLink: string | undefined
  /** All that it printed so far, both streams. */
  output(): string
  end(signal: NodeJS.Signals): Promise<Ended>
  readonly ended: Promise<Ended>
}

const READY = /console\s+(http:\S+)\/console\//
const LINK = /^http:\S+#\S+$/m
const PATIENCE_MS = 60_000

/** Starts the platform, or another `main` of it, on a free port with data of its own. @throws Error with what it printed when it does not come up */
export async function startServer(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
  main = 'server/src/main.ts',
): Promise<ChildServer> {
  const child = spawn(process.execPath, [main], {
    cwd: root,
    env: { ...withoutSettings(), SHANJU_DATA: dataDir, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      printed += text
    })
  }
  const ended = once(child, 'exit').then(([code, signal]): Ended => ({ code, signal }))
  const url = await ready(child, ended, () => printed)
  return {
    url,
    pid: child.pid ?? 0,
    get firstLink() {
      return LINK.exec(printed)?.[0]
    },
    output: () => printed,
    async end(signal) {
      child.kill(signal)
      return ended
    },
    ended,
  }
}

async function ready(child: ChildProcess, ended: Promise<Ended>, printed: () => string): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS
  let over = false
  void ended.then(() => {
    over = true
  })
  for (;;) {
    const url = READY.exec(printed())?.[1]
    if (url) return url
    if (over || Date.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`the server did not come up:\n${printed()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** What the caller's own environment sets for a server must not reach the one under test. */
export function withoutSettings(): NodeJS.ProcessEnv {
  const ours = /^(PORT|HOST|DATABASE_URL|DATABASE_APP_URL|TRUST_PROXY|SHANJU_.*|NODE_TEST_CONTEXT|NODE_OPTIONS)$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
}
