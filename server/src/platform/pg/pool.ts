import pg from 'pg'

const ignore = (): void => {}

/**
 * A pool that outlives its connections: PostgreSQL restarting or ending a session must fail the work that used it, and
 * nothing else. Both listeners are needed. The pool hears of connections that die while idle; one that dies between two
 * statements of a transaction speaks for itself, and without a listener that would end the process. The work learns of
 * it from its next statement either way.
 */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config)
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}
