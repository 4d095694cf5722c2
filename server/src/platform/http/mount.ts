import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '#platform/pg/db.ts'
import { authorise, refuseEarly } from './authorise.ts'
import { decodeInput, type RawInput } from './decode.ts'
import { dispatch } from './dispatch.ts'
import { endUnread } from './linger.ts'
import type { Served, StreamContext } from './serve.ts'

/** Puts served routes on the server. */
export function mount(app: FastifyInstance, database: Database, served: readonly Served[]): void {
  for (const each of served.filter((s) => !s.handling.receive)) mountOne(app, database, each)
  const uploads = served.filter((s) => s.handling.receive)
  // Uploads take any type and hand the body on unread; in a scope of their own, so that JSON stays JSON elsewhere.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.addHook('onResponse', async (request) => endUnread(request.raw))
    for (const each of uploads) mountOne(scope, database, each)
  })
}

function mountOne(app: FastifyInstance, database: Database, served: Served): void {
  const { route, handling } = served
  app.route({
    method: route.method,
    url: route.path,
    config: { name: route.name, ...(route.sparing ? { sparing: true } : {}) },
    ...(handling.receive ? { bodyLimit: Number.MAX_SAFE_INTEGER } : {}),
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store')
      if (handling.receive) return receive(database, served, request)
      if (handling.send) return send(database, served, request, reply)
      if (handling.steps) return takeSteps(database, served, request, reply)
      const key = request.headers['idempotency-key']
      return dispatch(database, served, {
        caller: request.caller,
        raw: raw(request),
        requestId: request.id,
        ...(typeof key === 'string' && route.method !== 'GET' ? { key } : {}),
      })
    },
  })
}

const raw = (request: FastifyRequest) => ({ params: request.params, query: request.query, body: request.body })

const contextOf = (database: Database, request: FastifyRequest): StreamContext => ({
  database,
  requestId: request.id,
  caller: request.caller,
  transact: (work) => database.transact(request.id, work),
})

async function takeSteps(
  database: Database,
  served: Served,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const input = await open(database, served, request, raw(request))
  const { steps } = served.handling
  if (!steps) throw new Error('no steps here')
  const context = {
    ...contextOf(database, request),
    outer: {
      address: request.ip,
      secure: request.protocol === 'https',
      userAgent: request.headers['user-agent'] ?? '',
      cookie: request.headers.cookie ?? '',
    },
    setCookies: (lines: readonly string[]) => void reply.header('set-cookie', [...lines]),
  }
  return served.route.output.encode(await steps(context, input))
}

/** Shape and access are settled before the work begins: for a stream, before the first byte of the body is read. */
async function open(
  database: Database,
  served: Served,
  request: FastifyRequest,
  given: RawInput = { params: request.params, query: request.query },
) {
  const { actor } = request.caller
  const input = decodeInput(served.route, given)
  refuseEarly(served.route, actor)
  await database.transact(request.id, (tx) => authorise(tx, served, actor, input))
  return input
}

async function receive(database: Database, served: Served, request: FastifyRequest): Promise<unknown> {
  const input = await open(database, served, request)
  const { receive: take } = served.handling
  if (!take) throw new Error('no upload here')
  return served.route.output.encode(await take(contextOf(database, request), input, bodyOf(request)))
}

/** Nothing sent at all is an upload of nothing. */
const bodyOf = ({ body }: FastifyRequest): Readable => (body instanceof Readable ? body : Readable.from([]))

async function send(
  database: Database,
  served: Served,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const input = await open(database, served, request)
  const { send: make } = served.handling
  if (!make) throw new Error('no file here')
  const file = await make(contextOf(database, request), input)
  return reply
    .type(file.mediaType ?? [served.route.answers].flat()[0] ?? 'application/octet-stream')
    .headers(file.headers ?? {})
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
    .send(file.body)
}
