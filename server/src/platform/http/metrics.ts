import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Figures for operators in Prometheus' form. Labels are route names, never addresses with ids in them. */
export interface Metrics {
  observe(route: string, method: string, status: number, seconds: number): void
  /** A round of the public log: so many leaves found their place, were signed for, and it took so long. */
  sequenced(leaves: number, seconds: number): void
  text(): Promise<string>
}

export function startMetrics(pool: pg.Pool): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'shanju_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'shanju_database_connections',
    help: 'Connections of the application pool',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'total' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
  const leaves = new Counter({
    name: 'shanju_log_leaves_total',
    help: 'Leaves of the public log this process gave their place and signed for',
    registers: [registry],
  })
  const working = new Counter({
    name: 'shanju_log_working_seconds_total',
    help: 'Seconds this process spent on that; the rest it waited for leaves',
    registers: [registry],
  })
  return {
    sequenced: (count, seconds) => {
      leaves.inc(count)
      working.inc(seconds)
    },
    observe: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    text: () => registry.metrics(),
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const

/** A proxy on this machine is no reason to trust whoever stands behind it. */
const isLocal = (request: FastifyRequest): boolean =>
  LOOPBACK.has(request.socket.remoteAddress ?? '') && FORWARDED.every((name) => request.headers[name] === undefined)

/** Answers only to this machine: figures are for its operator, not for the town square. */
export function serveMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.config.name ?? request.routeOptions.url ?? 'unknown'
    metrics.observe(route, request.method, reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', { config: { probe: true } }, async (request, reply) => {
    if (!isLocal(request)) return reply.code(404).send()
    return reply.type('text/plain; version=0.0.4').send(await metrics.text())
  })
}
