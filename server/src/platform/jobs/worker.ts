import { Logger, parseCronItems, type Runner, run } from 'graphile-worker'
import pg from 'pg'
import type { Clock } from '#platform/kit/clock.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { addJob, DELIVER, type Event } from './outbox.ts'

export interface JobContext {
  readonly database: Database
  readonly clock: Clock
  readonly jobId: string
  /** One unit of work under the role app; a job may use several and must bear being run again from the start. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export interface Job<P = unknown> {
  readonly name: string
  run(context: JobContext, payload: P): Promise<void>
}

/** Which jobs hear which events: filled in wiring.ts, the only place that knows all modules. */
export type Listeners = Readonly<Record<string, readonly string[]>>

export interface WorkerOptions {
  readonly ownerUrl: string
  readonly database: Database
  readonly clock: Clock
  readonly jobs: readonly Job<never>[]
  readonly listeners: Listeners
  /** What runs by the clock: `match` is "minute hour day month weekday" in UTC. */
  readonly schedule: readonly { readonly task: string; readonly match: string }[]
  readonly concurrency?: number
  log(line: string, facts: object): void
}

/**
 * Runs jobs. Its own pool is the owner's, because graphile-worker's tables answer nobody else; each job's work is done
 * under the role app. Returns how to stop: running jobs end first.
 */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: options.ownerUrl, max: 4 })
  // A connection lost while idle or in use is replaced; without listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  const jobs: Job<never>[] = [...options.jobs, deliverJob(options.listeners) as Job<never>]
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: options.concurrency ?? 2,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') options.log('job trouble', { level, message })
    }),
    parsedCronItems: parseCronItems([...options.schedule]),
    taskList: Object.fromEntries(
      jobs.map((job) => [
        job.name,
        async (payload: unknown, helpers) => {
          const jobId = `job_${helpers.job.id}`
          await job.run(
            {
              database: options.database,
              clock: options.clock,
              jobId,
              transact: (work) => options.database.transact(jobId, work),
            },
            payload as never,
          )
        },
      ]),
    ),
  })
  return {
    async stop() {
      await runner.stop()
      await pool.end()
    },
  }
}

/** Hands an event to each listener as a job of its own, so that one that fails is repeated alone. */
const deliverJob = (listeners: Listeners): Job<Event> => ({
  name: DELIVER,
  run: (context, event) =>
    context.transact(async (tx) => {
      for (const listener of listeners[event.type] ?? []) await addJob(tx, listener, event)
    }),
})
