import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '#platform/kit/clock.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { openPool } from '#platform/pg/pool.ts'
import { unlockDead } from './leases.ts'
import { addJob, DELIVER, type Event } from './outbox.ts'
import { type Running, startRunner } from './runner.ts'

export interface JobContext {
  readonly database: Database
  readonly clock: Clock
  readonly jobId: string
  /** 1 at first; a job that fails is run again. */
  readonly attempt: number
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

const LOOK_FOR_DEAD_MS = 10_000
const MOST_WAIT_MS = 30_000

/**
 * Runs jobs. Its own pool is the owner's, because graphile-worker's tables answer nobody else; each job's work is done
 * under the role app. When the database goes away, running jobs fail and the worker comes back by itself, as often as
 * needed. Returns how to stop: running jobs end first.
 * @throws Error when a schedule or a listener names a job that does not exist, or the first start fails
 */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const jobs: Job<never>[] = [...options.jobs, deliverJob(options.listeners) as Job<never>]
  refuseUnknown(jobs, options)
  const pool = openPool({ connectionString: options.ownerUrl, max: 3 + (options.concurrency ?? 2) })
  const start = async (): Promise<Running> => {
    await unlockDead(pool)
    return startRunner(options, jobs, pool)
  }
  const stopping = new AbortController()
  let current = await start().catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  const kept = keepRunning()
  const looking = setInterval(() => void unlockDead(pool).catch(() => {}), LOOK_FOR_DEAD_MS)
  return {
    async stop() {
      stopping.abort()
      clearInterval(looking)
      await current.stop()
      await kept
      await pool.end()
    },
  }

  async function keepRunning(): Promise<void> {
    for (let failures = 0; ; ) {
      await current.ended
      if (stopping.signal.aborted) return
      options.log('worker ended', { failures })
      const delay = Math.min(MOST_WAIT_MS, 500 * 2 ** failures)
      await wait(delay, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
      if (stopping.signal.aborted) return
      try {
        current = await start()
        failures = 0
        if (stopping.signal.aborted) await current.stop()
      } catch {
        failures++
      }
    }
  }
}

/** A name that no job has would be work that silently never happens. */
function refuseUnknown(jobs: readonly Job<never>[], { listeners, schedule }: WorkerOptions): void {
  const known = new Set(jobs.map((job) => job.name))
  for (const name of [...Object.values(listeners).flat(), ...schedule.map(({ task }) => task)]) {
    if (!known.has(name)) throw new Error(`wiring.ts names the job ${name}, which no module has`)
  }
}

/**
 * Hands an event to each listener as a job of its own, so that one that fails is repeated alone. The key makes a second
 * delivery, after a crash at the wrong moment, replace the first as long as that has not run.
 */
const deliverJob = (listeners: Listeners): Job<Event> => ({
  name: DELIVER,
  run: (context, event) =>
    context.transact(async (tx) => {
      for (const listener of listeners[event.type] ?? []) {
        await addJob(tx, listener, event, { key: `${context.jobId} ${listener}` })
      }
    }),
})
