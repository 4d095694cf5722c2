import { setTimeout } from 'node:timers/promises'
import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Clock } from '#platform/kit/clock.ts'
import type { Secrets } from '#platform/kit/secret.ts'
import { retryable } from './errors.ts'
import { openPool } from './pool.ts'
import { prepared } from './prepared.ts'
import type { DB } from './schema.gen.ts'

const INT8 = 20
const DATE = 1082
const NUMERIC_ARRAY_OF_INT8 = 1016

/** bigint for int8 (money never passes through a float), plain text for dates (a day has no time zone). */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return (text: string) => BigInt(text)
    if (oid === DATE) return (text: string) => text
    if (oid === NUMERIC_ARRAY_OF_INT8) {
      return (text: string) => text.slice(1, -1).split(',').filter(Boolean).map(BigInt)
    }
    return pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}

/**
 * What an action works in: one transaction, one "now" for all its rows. `today` is the Shanghai day of `now`.
 * Actions take it as their first argument and never open another.
 */
export interface Tx {
  readonly db: Transaction<DB>
  readonly now: Date
  readonly today: string
  readonly requestId: string
  readonly secrets: Secrets
}

export interface Database {
  readonly kysely: Kysely<DB>
  readonly pool: pg.Pool
  /** Runs one unit of work; retried when PostgreSQL says that only chance was against it (deadlock, serialization). */
  transact<T>(requestId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const ATTEMPTS = 5

export function openDatabase(appUrl: string, clock: Clock, secrets: Secrets, poolSize = 20): Database {
  const pool = openPool({ connectionString: appUrl, max: poolSize, types, connectionTimeoutMillis: 10_000 })
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool: prepared(pool) }) })
  return {
    kysely,
    pool,
    async transact(requestId, work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await kysely.transaction().execute((db) => {
            const now = clock.now()
            return work({ db, now, today: shanghaiDate(now), requestId, secrets })
          })
        } catch (error) {
          if (attempt === ATTEMPTS || !retryable(error)) throw error
          // Two that met once would meet again if both came back at once.
          await setTimeout(Math.random() * 20 * 2 ** attempt)
        }
      }
    },
    close: () => kysely.destroy(),
  }
}
