import { sql } from 'kysely'
import type { Job } from './worker.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** Nobody repeats a request after so long; what its answer said is sealed, but what is not kept cannot leak. */
const KEEP_KEYS_MS = 30 * DAY_MS
/** Few enough that no transaction holds its locks for long. */
const AT_ONCE = 10_000

/** Removes the platform's own remains: answers kept for repeats of requests. */
const sweep: Job = {
  name: 'platform.sweep',
  async run({ transact }) {
    for (let removed = AT_ONCE; removed === AT_ONCE; ) {
      removed = await transact(async (tx) => {
        const before = new Date(tx.now.getTime() - KEEP_KEYS_MS)
        const done = await sql`delete from platform.idempotency_keys where ctid = any(array(
          select ctid from platform.idempotency_keys where created_at < ${before} limit ${AT_ONCE}))`.execute(tx.db)
        return Number(done.numAffectedRows ?? 0n)
      })
    }
  },
}

export const jobs = [sweep] as const
/** Every night at 03:40 in Shanghai; times of a schedule are UTC. */
export const schedule = [{ task: sweep.name, match: '40 19 * * *' }] as const
