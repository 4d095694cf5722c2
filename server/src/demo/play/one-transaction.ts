import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import type { Clock } from '#platform/kit/clock.ts'
import type { Secrets } from '#platform/kit/secret.ts'
import type { Database } from '#platform/pg/db.ts'

/**
 * Runs work that believes it opens transactions of its own in a single one: all of it stands or nothing, which is what a
 * demonstration killed half-way needs, and without a flush to disk per act. Nothing in it is tried twice, and a failure
 * ends the whole. Acts come one after another: there is one connection.
 */
export const inOneTransaction = <T>(
  database: Database,
  clock: Clock,
  secrets: Secrets,
  work: (inside: Database) => Promise<T>,
): Promise<T> =>
  database.kysely.transaction().execute((db) =>
    work({
      kysely: db,
      pool: database.pool,
      transact(requestId, act) {
        const now = clock.now()
        return act({ db, now, today: shanghaiDate(now), requestId, secrets })
      },
      close: async () => {},
    }),
  )
