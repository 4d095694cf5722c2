import { readFileSync } from 'node:fs'
import { readerLanguage } from '@shanju/contract/kit/language.ts'
import type { AnyRoute, Output } from '@shanju/contract/kit/route.ts'
import { routes as platform } from '@shanju/contract/platform/routes.ts'
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
import { dispatch, errorAnswer, formLimit, type Served } from '#platform/http/index.ts'
import type { Clock } from '#platform/kit/clock.ts'
import type { Database } from '#platform/pg/db.ts'

const TILES = new URL('../../data/banner-tiles.geojson', import.meta.url)
/** Addresses people write down a little wrong. */
const MEANT = [
  ['/log/', '/log'],
  ['/verify', '/log/verify'],
] as const
const STRANGER = { actor: { kind: 'stranger' }, language: 'zh' } as const

export interface MountedPortal {
  /** The page for an address nobody has. */
  missing(request: FastifyRequest): Promise<PortalAnswer>
}

/**
 * The public pages. They get one function, the public API asked as a stranger, and nothing else: what a page could
 * show too much, the API would have to give away first.
 */
export function mountPortal(
  app: FastifyInstance,
  database: Database,
  clock: Clock,
  served: readonly Served[],
): MountedPortal {
  const call = callAsStranger(database, served)
  const holdForm = formLimit()
  const portalNow = portals(call)
  for (const asset of portalPages(call).assets) {
    app.get(asset.path, (_request, reply) =>
      reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable').send(asset.body),
    )
  }
  const send = async (
    request: FastifyRequest,
    reply: FastifyReply,
    make: (portal: Portal, asked: PortalRequest) => Promise<PortalAnswer>,
  ): Promise<FastifyReply> => {
    const asked = askedBy(request, clock)
    const answer = await portalNow
      .current()
      .then((portal) => make(portal, asked))
      .catch((error: unknown) => {
        const { status, body } = errorAnswer(error, request)
        return portalNow.last().failed(asked, { status, ...(body.id ? { id: body.id } : {}) })
      })
    return reply.code(answer.status).headers(answer.headers).send(answer.html)
  }
  for (const path of PORTAL_PATHS) {
    app.get(path, (request, reply) =>
      send(request, reply, async (portal, asked) => (await portal.handle(asked)) ?? portal.missing(asked)),
    )
  }
  for (const [typed, meant] of MEANT) app.get(typed, (_request, reply) => reply.redirect(meant, 301))
  // Forms come as browsers send them without any script; only here, so that the API stays JSON alone.
  app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(text)))),
    )
    for (const path of PORTAL_FORMS) {
      scope.post(path, (request, reply) =>
        send(request, reply, async (portal, asked) => {
          holdForm(request, reply)
          return portal.send(asked, (request.body ?? {}) as Record<string, string>)
        }),
      )
    }
  })
  return {
    async missing(request) {
      // A page that is not there must not fail because the database does.
      const portal = await portalNow.current().catch(() => portalNow.last())
      return portal.missing(askedBy(request, clock))
    },
  }
}

/**
 * The same pages twice, with and without the mark of a demonstration. Asked for each page, because an empty platform
 * may become a demonstration while it runs; never the other way.
 */
function portals(call: Call): { current(): Promise<Portal>; last(): Portal } {
  const site = { tiles: tilesFrom(JSON.parse(readFileSync(TILES, 'utf8'))) }
  const [real, marked] = [portalPages(call, site), portalPages(call, { ...site, demonstration: true })]
  let latest = real
  return {
    last: () => latest,
    async current() {
      if (latest === real && (await call(platform.about, {})).demonstration) latest = marked
      return latest
    },
  }
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

const askedBy = (request: FastifyRequest, clock: Clock): PortalRequest => ({
  path: request.url.split('?')[0] ?? '/',
  query: request.query as Record<string, string | undefined>,
  language: readerLanguage(request.headers['accept-language']),
  cookies: cookiesOf(request.headers.cookie),
  now: clock.now(),
  origin: `${request.protocol}://${request.host}`,
})

function cookiesOf(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {}
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0) cookies[part.slice(0, at).trim()] = part.slice(at + 1).trim()
  }
  return cookies
}
