import { randomUUID } from 'node:crypto'
import { readerLanguage } from '@shanju/contract/kit/language.ts'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Clock } from '#platform/kit/clock.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Database } from '#platform/pg/db.ts'
import { type Answer, answerFor } from './errors.ts'
import { addSecurityHeaders } from './headers.ts'
import { Buckets, PERSON, STRANGER } from './limits.ts'
import { type Metrics, serveMetrics, startMetrics } from './metrics.ts'
import type { Caller } from './serve.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    name?: string
  }
  interface FastifyRequest {
    caller: Caller
  }
}

export interface ServerOptions {
  readonly database: Database
  readonly clock: Clock
  /** Finds the person behind a request; identity hands this in. */
  identify(request: FastifyRequest): Promise<Omit<Caller, 'language'>>
  /** 'silent' for tests. */
  readonly logLevel: 'info' | 'warn' | 'silent'
  /** Addresses of proxies whose X-Forwarded-For is believed; none unless set. */
  readonly trustProxy: string | false
  readonly metrics?: Metrics
}

const STRANGER_CALLER = { actor: { kind: 'stranger' } } as const
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The HTTP server without any route of the domain: ids, log, headers, limits, callers, errors, health. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const app = Fastify({
    logger: options.logLevel === 'silent' ? false : { level: options.logLevel, serializers: { req: quietRequest } },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: 1024 * 1024,
    requestIdHeader: false,
    genReqId: () => `req_${randomUUID().replaceAll('-', '')}`,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
    connectionTimeout: 0,
    keepAliveTimeout: 30_000,
    return503OnClosing: false,
  })
  addSecurityHeaders(app)
  app.decorateRequest('caller')
  addCallers(app, options)
  addLog(app)
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply))
  const metrics = options.metrics ?? startMetrics(options.database.pool)
  serveMetrics(app, metrics)
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await options.database.pool.query('select 1')
      return { ok: true }
    } catch {
      return reply.code(503).send({ ok: false })
    }
  })
  return app
}

function addCallers(app: FastifyInstance, options: ServerOptions): void {
  const people = new Buckets(PERSON)
  const strangers = new Buckets(STRANGER)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    const language = readerLanguage(request.headers['accept-language'])
    request.caller = { ...STRANGER_CALLER, language }
    if (/^\/(healthz|readyz|metrics)$/.test(request.url)) return
    refuseForeignOrigin(request)
    request.caller = { ...(await options.identify(request)), language }
    const { actor } = request.caller
    const wait =
      actor.kind === 'person'
        ? people.take(actor.personId, options.clock.now().getTime())
        : strangers.take(request.ip, options.clock.now().getTime())
    if (wait > 0) {
      reply.header('retry-after', wait)
      throw refuse('platform.too_many_requests', { seconds: wait })
    }
  })
}

/**
 * A write that carries our cookie must come from our own page. Browsers always send Origin with cross-site writes;
 * programs without cookies do not need it.
 */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin } = request.headers
  if (SAFE.has(request.method) || origin === undefined) return
  if (origin === 'null' || new URL(origin).host !== request.host) throw refuse('platform.foreign_origin')
}

/** One line a request: route, never the address with its ids and search words. */
function addLog(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        route: request.routeOptions.config.name ?? request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        person: request.caller.actor.kind === 'person' ? request.caller.actor.personId : undefined,
      },
      'answered',
    )
  })
}

const quietRequest = (request: FastifyRequest) => ({ method: request.method })

/** What a reader is told about whatever was thrown; a defect goes to the log with its number. */
export function errorAnswer(error: unknown, request: FastifyRequest): Answer {
  const answer = answerFor(error, request.caller?.language ?? 'zh', request.id)
  if (answer.defect) request.log.error({ err: withoutValues(error) }, 'defect')
  return answer
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = errorAnswer(error, request)
  return reply.code(answer.status).type('application/json; charset=utf-8').send(answer.body)
}

/** PostgreSQL puts the offending row into `detail`; that may be personal, so only the kind and the place are kept. */
function withoutValues(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  const { code, constraint, table } = error as Error & { code?: string; constraint?: string; table?: string }
  const message = code ? `database error ${code}` : error.message
  return { message, code, constraint, table, stack: error.stack?.split('\n').slice(1).join('\n') }
}
