import type { FastifyInstance } from 'fastify'
import { firstAdministratorLink } from '#modules/identity/index.ts'
import { refuseBehind, startSequencer } from '#modules/transparency/index.ts'
import { startMetrics } from '#platform/http/index.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { type Clock, systemClock } from '#platform/kit/clock.ts'
import { type Secrets, secretsFrom } from '#platform/kit/secret.ts'
import { type Database, openDatabase } from '#platform/pg/db.ts'
import { startEmbedded } from '#platform/pg/embedded/index.ts'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { keepHead, keptHead } from './log-head.ts'
import { prepareDatabase } from './prepare.ts'
import { jobs, listeners, schedule } from './wiring.ts'

export interface Running {
  readonly app: FastifyInstance
  /** Where people reach it, with the port really bound. */
  readonly url: string
  /** The one-time link of the first administrator; undefined once there is one. */
  readonly firstLink: string | undefined
  /** Ends in the order in which nothing is lost: no new requests, running ones, jobs, connections, the database. */
  stop(): Promise<void>
}

/** What stands before anybody is served. */
export interface House {
  readonly database: Database
  readonly clock: Clock
  readonly secrets: Secrets
}

export interface StartOptions {
  readonly config: Config
  readonly logLevel: 'info' | 'warn' | 'silent'
  /** The last word before serving: refuses a database of the wrong kind, or fills one. */
  before(house: House): Promise<void>
  log(line: string, facts?: object): void
}

/** Starts the platform: database → migrations and facts → app → worker → listen. */
export async function start({ config, logLevel, log, before }: StartOptions): Promise<Running> {
  const embedded = config.database ? undefined : await startEmbedded({ dataDir: config.dataDir, log })
  const urls = config.database ?? embedded
  if (!urls) throw new Error('no database')
  const clock = systemClock()
  let opened: Database | undefined
  let working: { stop(): Promise<void> } | undefined
  let sequencing: { stop(): Promise<void> } | undefined
  try {
    const secrets = secretsFrom(config.secret)
    const { applied } = await prepareDatabase(urls, { clock, secrets, logName: config.logName })
    if (applied.length > 0) log('database brought up to date', { migrations: applied.length })
    const database = openDatabase(urls.appUrl, clock, secrets)
    opened = database
    const kept = keptHead(config.dataDir)
    if (kept !== undefined) await database.transact('start', (tx) => refuseBehind(tx, kept))
    await before({ database, clock, secrets })
    const metrics = startMetrics(database.pool)
    const app = buildApp({ database, clock, secrets, logLevel, trustProxy: config.trustProxy, metrics })
    const worker = await startWorker({ ownerUrl: urls.ownerUrl, database, clock, jobs, listeners, schedule, log })
    working = worker
    const published = ({ note }: { note: string }) => keepHead(config.dataDir, note)
    const sequencer = startSequencer({ database, published, worked: metrics.sequenced, log })
    sequencing = sequencer
    const url = await app.listen({ host: config.host, port: config.port })
    return {
      app,
      url,
      firstLink: await database.transact('start', (tx) => firstAdministratorLink(tx, url)),
      async stop() {
        await app.close()
        await worker.stop()
        await sequencer.stop()
        await database.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await working?.stop()
    await sequencing?.stop()
    await opened?.close()
    await embedded?.stop()
    throw error
  }
}
