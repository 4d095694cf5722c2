import type { Actor, Reach, Role } from '@shanju/contract/access.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { buildServer, mount, type Served } from '#platform/http/index.ts'
import { startMetrics } from '#platform/http/metrics.ts'
import type { FreshDatabase } from './clone.ts'

interface Asked {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly key?: string
  readonly language?: Language
}

interface Answered {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire; each test says what it expects of it
  readonly body: any
}

interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly content: Buffer
}

export interface TestApi {
  ask(actor: Actor, route: AnyRoute, asked?: Asked): Promise<Answered>
  /** The same for routes that answer a file. */
  askFile(actor: Actor, route: AnyRoute, asked?: Asked): Promise<Sent>
  close(): Promise<void>
}

export const STRANGER: Actor = { kind: 'stranger' }

/** Somebody with one role; the person behind it need not exist for a module's own routes. */
export const holding = (role: Role, reach: Reach): Actor => ({
  kind: 'person',
  personId: '0193a000-0000-7000-8000-000000000001',
  assignments: [{ role, reach }],
})

/** The served routes of one module behind a real server, asked as whoever the test says. */
export function testApi(fresh: FreshDatabase, served: readonly Served[]): TestApi {
  const app = buildServer({
    database: fresh.database,
    logLevel: 'silent',
    trustProxy: false,
    metrics: startMetrics(fresh.database.pool),
    identify: async (request) => ({ actor: JSON.parse(String(request.headers['x-test-actor'])) }),
  })
  mount(app, fresh.database, served)
  const send = (actor: Actor, route: AnyRoute, { params = {}, query = {}, body, key, language = 'zh' }: Asked) =>
    app.inject({
      method: route.method,
      url: route.path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? '')),
      query: { ...query },
      headers: {
        'x-test-actor': JSON.stringify(actor),
        'accept-language': language,
        ...(body instanceof Uint8Array ? { 'content-type': 'application/octet-stream' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body === undefined ? {} : { payload: body as object }),
    })
  return {
    async ask(actor, route, asked = {}) {
      const answer = await send(actor, route, asked)
      return { status: answer.statusCode, body: answer.json() }
    },
    async askFile(actor, route, asked = {}) {
      const answer = await send(actor, route, asked)
      return {
        status: answer.statusCode,
        headers: answer.headers as Record<string, string>,
        content: answer.rawPayload,
      }
    },
    close: () => app.close(),
  }
}
