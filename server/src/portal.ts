import { readFileSync } from 'node:fs'
import { readerLanguage } from '@shanju/contract/kit/language.ts'
import type { AnyRoute, Output } from '@shanju/contract/kit/route.ts'
import {
  type Call,
  PORTAL_FORMS,
  PORTAL_PATHS,
  type Portal,
  type PortalAnswer,
  type PortalRequest,
  portalPages,
  tilesFrom,
} from '@shanju/portal/index.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dispatch, errorAnswer, type Served } from '#platform/http/index.ts'
import type { Clock } from '#platform/kit/clock.ts'
import type { Database } from '#platform/pg/db.ts'

const TILES = new URL('../../data/banner-tiles.geojson', import.meta.url)
const STRANGER = { actor: { kind: 'stranger' }, language: 'zh' } as const

/**
 * The public pages. They get one function, the public API asked as a stranger, and nothing else: what a page could
 * show too much, the API would have to give away first.
 */
export function mountPortal(app: FastifyInstance, database: Database, clock: Clock, served: readonly Served[]): Portal {
  const portal = portalPages(callAsStranger(database, served), {
    tiles: tilesFrom(JSON.parse(readFileSync(TILES, 'utf8'))),
  })
  for (const asset of portal.assets) {
    app.get(asset.path, (_request, reply) =>
      reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable').send(asset.body),
    )
  }
  const page = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const asked = askedBy(request, clock)
    return sendPage(portal, request, reply, asked, async () => (await portal.handle(asked)) ?? portal.missing(asked))
  }
  for (const path of PORTAL_PATHS) app.get(path, page)
  // Forms come as browsers send them without any script; only here, so that the API stays JSON alone.
  app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(text)))),
    )
    for (const path of PORTAL_FORMS) {
      scope.post(path, (request, reply) => {
        const asked = askedBy(request, clock)
        const fields = (request.body ?? {}) as Record<string, string>
        return sendPage(portal, request, reply, asked, () => portal.send(asked, fields))
      })
    }
  })
  return portal
}

/** Sends a page, or the page that says what went wrong. */
async function sendPage(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: PortalRequest,
  make: () => Promise<PortalAnswer>,
): Promise<FastifyReply> {
  const answer = await make().catch((error: unknown) => {
    const { status, body } = errorAnswer(error, request)
    return portal.failed(asked, { status, ...(body.id ? { id: body.id } : {}) })
  })
  return reply.code(answer.status).headers(answer.headers).send(answer.html)
}

function callAsStranger(database: Database, served: readonly Served[]): Call {
  const byName = new Map(served.map((each) => [each.route.name, each]))
  return async <R extends AnyRoute>(route: R, input: object): Promise<Output<R>> => {
    const found = byName.get(route.name)
    if (!found) throw new Error(`no route ${route.name}`)
    const wire = await dispatch(database, found, { caller: STRANGER, raw: input, requestId: 'portal' })
    return route.output.decode(wire) as Output<R>
  }
}

export const askedBy = (request: FastifyRequest, clock: Clock): PortalRequest => ({
  path: request.url.split('?')[0] ?? '/',
  query: request.query as Record<string, string | undefined>,
  language: readerLanguage(request.headers['accept-language']),
  cookies: cookiesOf(request.headers.cookie),
  now: clock.now(),
})

function cookiesOf(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {}
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0) cookies[part.slice(0, at).trim()] = part.slice(at + 1).trim()
  }
  return cookies
}
