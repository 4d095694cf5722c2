import pg from 'pg'

/** First half of the advisory lock's key; the second is the hash of a worker's id. */
const LEASE = 720_509

/**
 * A worker that is killed leaves its jobs locked in the table, and graphile-worker frees them only after four hours. So
 * each worker holds an advisory lock in its own name for as long as it lives. PostgreSQL gives it back when the process
 * or the machine dies, and from then on others may take over what the worker had.
 * @param lost called when the connection broke: the worker can no longer show that it lives
 */
export async function holdLease(ownerUrl: string, workerId: string, lost: () => void): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: ownerUrl, keepAlive: true })
  client.on('error', lost)
  await client.connect()
  await client.query('select pg_advisory_lock($1, hashtext($2))', [LEASE, workerId])
  return () => client.end()
}

/** Frees what dead workers had locked. A worker has its lease before its first job, so a lock without one is theirs. */
export async function unlockDead(pool: pg.Pool): Promise<void> {
  await pool.query(
    `with held as (
      select locked_by from graphile_worker._private_jobs where locked_by is not null
      union select locked_by from graphile_worker._private_job_queues where locked_by is not null
    ), dead as materialized (select locked_by from held where pg_try_advisory_xact_lock($1, hashtext(locked_by)))
    select graphile_worker.force_unlock_workers(array(select locked_by from dead))`,
    [LEASE],
  )
}
