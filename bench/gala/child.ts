import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withoutSettings } from '../../server/test/support/child-server.ts'
import { type Used, used } from './processor.ts'
import type { Ready, Wanted } from './server.ts'
import type { Stage } from './stage.ts'

export const SECRET = 'a secret for benchmarks and nothing else, 32+'

export interface Server {
  readonly url: string
  readonly stage: Stage | undefined
  used(): Used
  /** Seconds for so many bare inserts. */
  singleInserts(count: number): Promise<number>
  end(): Promise<void>
}

export async function startServer(dataDir: string, wanted: Wanted): Promise<Server> {
  const script = fileURLToPath(new URL('server.ts', import.meta.url))
  const child = fork(script, [JSON.stringify(wanted)], {
    env: { ...withoutSettings(), SHANJU_DATA: dataDir, SHANJU_SECRET: SECRET, PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  })
  const exited = once(child, 'exit')
  const [ready] = (await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error('the server did not come up'))),
  ])) as [Ready]
  const postmaster = Number(
    readFileSync(`${realpathSync(`${dataDir}/postgres`)}/postmaster.pid`, 'utf8').split('\n')[0],
  )
  return {
    ...ready,
    used: () => used({ server: child.pid ?? 0, postmaster }),
    async singleInserts(count) {
      child.send({ inserts: count })
      const [{ seconds }] = (await once(child, 'message')) as [{ seconds: number }]
      return seconds
    },
    async end() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
