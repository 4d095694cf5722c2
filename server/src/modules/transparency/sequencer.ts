import { setTimeout as wait } from 'node:timers/promises'
import { quietError } from '#platform/kit/quiet-error.ts'
import type { Database } from '#platform/pg/db.ts'
import { type PublishedHead, publishHead } from './actions/publish-head.ts'
import { MOST_LEAVES, sequence } from './actions/sequence.ts'
import { workWaits } from './queries/staged.ts'

const REST_MS = 250
const AFTER_FAILURE_MS = 1_000
const MOST_WAIT_MS = 15_000

export interface SequencerOptions {
  readonly database: Database
  /** Told of each head this process signed, after it was committed. */
  readonly published: (head: PublishedHead) => void
  /** Told of each round that placed leaves: how many, and how long it took until they were signed for. */
  readonly worked?: (leaves: number, seconds: number) => void
  log(line: string, facts: object): void
}

/**
 * Gives staged leaves their places again and again, and signs each head. Every process of the platform runs one; whoever comes
 * second finds the log taken and tries later. What a killed process had sequenced is signed by the next round, through the
 * same code. A database that is away is waited for. Returns how to stop: a running step ends first.
 */
export function startSequencer({ database, published, worked, log }: SequencerOptions): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const loop = run()
  return {
    async stop() {
      stopping.abort()
      await loop
    },
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!stopping.signal.aborted) {
      const rest = await round().then(
        (placed) => {
          failures = 0
          // A head costs the same for one leaf as for a thousand: only a full step is followed by another at once.
          return placed >= MOST_LEAVES ? 0 : REST_MS
        },
        (error: unknown) => {
          log('the log was not continued', { failures, error: quietError(error).message })
          return Math.min(MOST_WAIT_MS, AFTER_FAILURE_MS * 2 ** failures++)
        },
      )
      if (rest > 0) await wait(rest, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
  }

  async function round(): Promise<number> {
    if (!(await database.transact('sequencer', workWaits))) return 0
    const begun = performance.now()
    const placed = await database.transact('sequencer', sequence)
    const head = await database.transact('sequencer', publishHead)
    if (head) published(head)
    if (placed) worked?.(placed, (performance.now() - begun) / 1000)
    return placed ?? 0
  }
}
