import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Result } from '@shanju/contract/ballots/count/count.ts'
import type { Election } from '@shanju/contract/ballots/count/election.ts'
import type { CountRule } from '@shanju/contract/ballots/vocab.ts'
import { atMost } from '#platform/kit/at-most.ts'

/** All that a count follows from. */
export interface Counting {
  readonly election: Election
  readonly rule: CountRule
  readonly seed: string
}

/** A hundred thousand votes take a few seconds; what takes longer than this never ends. */
const PATIENCE_MS = 300_000
/** One after the other: each takes a processor for its time. */
const turn = atMost(1)

/** Counts in a thread of its own. @throws Error when the thread fails or does not end: a defect of ours */
export const countApart = (counting: Counting): Promise<Result> => turn(() => inThread(counting))

async function inThread(counting: Counting): Promise<Result> {
  // No environment: the server's secret is none of its business.
  const thread = new Worker(new URL('./count-thread.ts', import.meta.url), { workerData: counting, env: {} })
  try {
    const [result] = await once(thread, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) })
    return result
  } finally {
    await thread.terminate()
  }
}

/** Equal where and only where the same votes, options, budget, rule and seed are counted. */
export const digestOf = ({ election, rule, seed }: Counting): string =>
  createHash('sha256')
    .update(JSON.stringify([election, rule, seed], (_key, each) => (typeof each === 'bigint' ? `${each}` : each)))
    .digest('hex')
