import { sql } from 'kysely'
import type { Job } from '#platform/jobs/worker.ts'
import { refreshReach } from './actions/refresh-reach.ts'
import { FORGET_AFTER_MS } from './logic/lock-out.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const DEVICE_MS = 180 * DAY_MS

/** Removes what has run out: it opens nothing any more, and what is not kept cannot leak. */
const purge: Job = {
  name: 'identity.purge',
  run: (context) =>
    context.transact(async (tx) => {
      const before = (milliseconds: number) => new Date(tx.now.getTime() - milliseconds)
      await sql`delete from identity.sessions where expires_at < now()`.execute(tx.db)
      await sql`delete from identity.challenges where expires_at < now()`.execute(tx.db)
      await sql`delete from identity.spent_codes where spent_at < ${before(DAY_MS)}`.execute(tx.db)
      await sql`delete from identity.lock_outs where failed_at < ${before(FORGET_AFTER_MS)}`.execute(tx.db)
      await sql`delete from identity.known_devices where seen_at < ${before(DEVICE_MS)}`.execute(tx.db)
    }),
}

/** Hears `divisions.changed`, and runs with the purge, because an organisation's seat may move as well. */
const refresh: Job = {
  name: 'identity.refresh_reach',
  run: (context) => context.transact(refreshReach),
}

export const jobs = [purge, refresh] as const
/** Every night at 03:20 in Shanghai; times of a schedule are UTC. */
export const schedule = [
  { task: purge.name, match: '20 19 * * *' },
  { task: refresh.name, match: '25 19 * * *' },
] as const
