import { randomUUID } from 'node:crypto'
import { readerLanguage } from '@shanju/contract/kit/language.ts'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Database } from '#platform/pg/db.ts'
import { addCallers, type Identify } from './callers.ts'
import { addClosing } from './closing.ts'
import { type Answer, answerFor } from './errors.ts'
import { addSecurityHeaders, answerBroken, withSecurityHeaders } from './headers.ts'
import { addLog, type LogOptions, loggerOf } from './log.ts'
import { type Metrics, serveMetrics, startMetrics } from './metrics.ts'
import { addProbes } from './probes.ts'
import type { Caller } from './serve.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    name?: string
    /** Answered without asking who asks, so that it works when the database does not. */
    probe?: true
    /** A form for people without an account: strangers may send it only now and then. */
    sparing?: true
  }
  interface FastifyRequest {
    caller: Caller
  }
}

export interface ServerOptions extends LogOptions {
  readonly database: Database
  readonly identify: Identify
  /** Addresses of proxies whose X-Forwarded-For is believed; none unless set. */
  readonly trustProxy: string | false
  readonly metrics?: Metrics
  /** How long a request may take to arrive in full: an upload of 20 MB at 2 Mbit/s, and no open end for slow senders. */
  readonly arriveMs?: number
  /** How long requests under way have once the server closes. */
  readonly graceMs?: number
}

const ARRIVE_MS = 120_000
const GRACE_MS = 25_000
const MEGABYTE = 1024 * 1024

/** The HTTP server without any route of the domain: ids, log, headers, limits, callers, errors, health. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const arriveMs = options.arriveMs ?? ARRIVE_MS
  const app = Fastify({
    logger: loggerOf(options),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: MEGABYTE,
    requestIdHeader: false,
    genReqId: () => `req_${randomUUID().replaceAll('-', '')}`,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    requestTimeout: arriveMs,
    http: { headersTimeout: Math.min(30_000, arriveMs), connectionsCheckingInterval: Math.min(10_000, arriveMs / 2) },
    return503OnClosing: false,
    clientErrorHandler: answerBroken,
    frameworkErrors: (error, request, reply) => sendError(error, request, withSecurityHeaders(reply)),
  })
  // Bodies are JSON or, for uploads, streams; text would only reach a shape that refuses it.
  app.removeContentTypeParser('text/plain')
  addSecurityHeaders(app)
  addClosing(app, options.graceMs ?? GRACE_MS)
  addCallers(app, options.identify)
  addLog(app)
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply))
  serveMetrics(app, options.metrics ?? startMetrics(options.database.pool))
  addProbes(app, options.database.pool)
  return app
}

/** What a reader is told about whatever was thrown; a defect goes to the log with its number. */
export function errorAnswer(error: unknown, request: FastifyRequest): Answer {
  const language = request.caller?.language ?? readerLanguage(request.headers['accept-language'])
  const answer = answerFor(error, language, request.id)
  if (answer.defect) request.log.error({ err: error }, 'defect')
  return answer
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = errorAnswer(error, request)
  return reply
    .code(answer.status)
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(answer.body)
}
