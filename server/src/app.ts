import { allRoutes } from '@shanju/contract/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import { identifier } from '#modules/identity/index.ts'
import { buildServer, type Metrics, mount, openapi } from '#platform/http/index.ts'
import type { Clock } from '#platform/kit/clock.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Secrets } from '#platform/kit/secret.ts'
import type { Database } from '#platform/pg/db.ts'
import { mountConsole } from './console.ts'
import { DOCS_CSS, docsPage } from './docs.ts'
import { mountLog } from './log.ts'
import { mountPortal } from './portal.ts'
import { VERSION } from './version.ts'
import { served } from './wiring.ts'

export interface AppOptions {
  readonly database: Database
  readonly clock: Clock
  readonly secrets: Secrets
  readonly logLevel: 'info' | 'warn' | 'silent'
  readonly trustProxy: string | false
  /** Figures that others than the app move too; else its own. */
  readonly metrics?: Metrics
}

/** The whole server, ready to listen: API, its description, public pages, staff console. */
export function buildApp(options: AppOptions): FastifyInstance {
  const app = buildServer({ ...options, identify: identifier(options.database, options.clock, options.secrets) })
  const { database } = options
  mount(app, database, served)
  const description = JSON.stringify(openapi(allRoutes(), VERSION))
  app.get('/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(description))
  app.get('/docs', (request, reply) =>
    reply.type('text/html; charset=utf-8').send(docsPage(allRoutes(), request.caller.language)),
  )
  app.get('/docs.css', (_request, reply) => reply.type('text/css').send(DOCS_CSS))
  mountConsole(app)
  mountLog(app, database)
  const portal = mountPortal(app, options.database, options.clock, served)
  app.setNotFoundHandler(async (request, reply) => {
    if (request.url.startsWith('/api/')) throw refuse('platform.not_found')
    const answer = await portal.missing(request)
    return reply.code(answer.status).headers(answer.headers).send(answer.html)
  })
  return app
}
