import { setTimeout as sleep } from 'node:timers/promises'
import { wordsOf } from './errors.ts'
import { isAlive } from './process.ts'
import type { Running } from './server.ts'

const LOOK_MS = 500
/** A server that ends this often within {@link WINDOW_MS} has a cause that another start does not mend. */
const MOST = 5
const WINDOW_MS = 600_000

interface Watched {
  readonly running: Running
  /** Starts it again. @throws when it does not come up */
  readonly again: () => Promise<Running>
  readonly log: (line: string, data?: object) => void
}

/**
 * Starts the server again when it ends without us: killed for want of memory, or by hand. Whoever waits for a connection is
 * served once it is back; what was not committed is gone, as after any crash.
 * @returns stops watching, and answers once a start that was under way has ended
 */
export function watch({ running, again, log }: Watched): () => Promise<void> {
  const over = new AbortController()
  const nextLook = (): Promise<boolean> => sleep(LOOK_MS, true, { ref: false, signal: over.signal }).catch(() => false)
  const watching = look()
  return async () => {
    over.abort()
    await watching
  }

  async function look(): Promise<void> {
    let { pid } = running
    const ends: number[] = []
    while (await nextLook()) {
      if (isAlive(pid)) continue
      const now = Date.now()
      ends.push(now)
      if (ends.filter((at) => at > now - WINDOW_MS).length > MOST)
        return log('The database server ends again and again and is left as it is. Its log says why.')
      try {
        log('The database server ended and is started again.', { pid })
        pid = (await again()).pid
        log('The database server is back.', { pid })
      } catch (error) {
        log(`The database server does not start: ${wordsOf(error)}`)
      }
    }
  }
}
