import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, run, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { quietError } from '#platform/kit/quiet-error.ts'
import { holdLease } from './leases.ts'
import type { Job, JobContext, WorkerOptions } from './worker.ts'

/** One life of graphile-worker: from a start that succeeded until it is stopped or loses the database. */
export interface Running {
  /** Settles when this life is over, for whatever reason; never rejects. */
  readonly ended: Promise<void>
  /** Takes no new jobs and waits for the running ones. */
  stop(): Promise<void>
}

/** Told in batches (of one), because only then does graphile-worker handle that the database is away at that moment. */
const ACKNOWLEDGE_AT_ONCE = { completeJobBatchDelay: 0, failJobBatchDelay: 0 } as const

export async function startRunner(
  options: WorkerOptions,
  jobs: readonly Job<never>[],
  pool: pg.Pool,
): Promise<Running> {
  const events: WorkerEvents = new EventEmitter()
  const created = new Promise<string>((resolve) =>
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)),
  )
  const over = new AbortController()
  const leased = created.then((id) => holdLease(options.ownerUrl, id, () => over.abort()))
  // Handled below; until then a failure must not end the process.
  leased.catch(() => {})
  const runner = await run({
    preset: { worker: { ...ACKNOWLEDGE_AT_ONCE }, plugins: [beforeFirstJob(leased)] },
    events,
    pgPool: pool,
    concurrency: options.concurrency ?? 2,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') options.log('job trouble', { level, message })
    }),
    parsedCronItems: parseCronItems([...options.schedule]),
    taskList: Object.fromEntries(jobs.map((job) => [job.name, taskOf(job, options)])),
  })
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => {
    stopping ??= runner.stop().catch(() => {})
    return stopping
  }
  const ended = runner.promise.catch(() => {})
  const release = await leased.catch(async (error: unknown) => {
    await stop()
    throw error
  })
  // The lease may have been lost while graphile-worker was still starting.
  if (over.signal.aborted) void stop()
  else over.signal.addEventListener('abort', () => void stop())
  return { ended: ended.then(() => release().catch(() => {})), stop }
}

/** Whoever takes jobs has a lease by then. */
const beforeFirstJob = (leased: Promise<unknown>) => ({
  name: 'shanju-lease',
  version: '1.0.0',
  worker: { hooks: { startWorker: async () => void (await leased) } },
})

/** The job as graphile-worker calls it. What it fails with is written to a table and to the log, so it says no values. */
const taskOf =
  (job: Job<never>, { database, clock }: WorkerOptions) =>
  async (payload: unknown, helpers: { job: { id: string; attempts: number } }): Promise<void> => {
    const jobId = `job_${helpers.job.id}`
    try {
      const attempt = helpers.job.attempts
      const transact: JobContext['transact'] = (work) => database.transact(jobId, work)
      await job.run({ database, clock, jobId, attempt, transact }, payload as never)
    } catch (error) {
      const { type, message, constraint, stack } = quietError(error)
      const told = new Error(`${type}: ${message}${constraint ? ` (${constraint})` : ''}`)
      told.stack = stack
      throw told
    }
  }
