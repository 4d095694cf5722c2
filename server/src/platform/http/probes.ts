import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'

/** A database that has not answered by then is away, as far as a load balancer is concerned. */
const PATIENCE_MS = 2000

/** `/healthz`: the process answers. `/readyz`: it can also do its work. Neither asks who is asking. */
export function addProbes(app: FastifyInstance, pool: pg.Pool): void {
  const config = { probe: true } as const
  app.get('/healthz', { config }, async () => ({ ok: true }))
  app.get('/readyz', { config }, async (_request, reply) => {
    const ok = await answers(pool)
    return reply.code(ok ? 200 : 503).send({ ok })
  })
}

async function answers(pool: pg.Pool): Promise<boolean> {
  const giveUp = new AbortController()
  const asked = pool.query('select 1').then(
    () => true,
    () => false,
  )
  const late = wait(PATIENCE_MS, false, { signal: giveUp.signal, ref: false }).catch(() => false)
  try {
    return await Promise.race([asked, late])
  } finally {
    giveUp.abort()
  }
}
