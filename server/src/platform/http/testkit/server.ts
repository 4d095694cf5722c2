import type { Actor, Assignment } from '@shanju/contract/access.ts'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { mount } from '../mount.ts'
import { buildServer, type ServerOptions } from '../server.ts'
import { type Seen, toyServed } from './routes.ts'

export interface ToyServer {
  readonly fresh: FreshDatabase
  readonly app: FastifyInstance
  readonly seen: Seen
  /** Every line of the log so far. */
  readonly lines: string[]
  /** Asks as somebody, a stranger unless said. */
  ask(options: InjectOptions, actor?: Actor): Promise<{ status: number; body: Body; headers: Headers }>
  close(): Promise<void>
}

type Headers = Readonly<Record<string, string | string[] | number | undefined>>
// biome-ignore lint/suspicious/noExplicitAny: what came over the wire; each test says what it expects of it
type Body = any

export const asPerson = (assignments: readonly Assignment[] = [], n = 1): Actor => ({
  kind: 'person',
  personId: `0193a000-0000-7000-8000-00000000000${n}`,
  assignments,
})

/** Whoever signs in by header is believed: finding people is not what is tried here. */
export const actorHeader = (actor: Actor) => ({ 'x-test-actor': JSON.stringify(actor) })

export async function toyServer(options: Partial<ServerOptions> = {}): Promise<ToyServer> {
  const fresh = await freshDatabase()
  await fresh.owner.query(`create schema play; create table play.sums (amount_fen bigint, note text, by_whom text,
      in_transaction text default pg_current_xact_id()::text);
    grant usage on schema play to public; grant select, insert on play.sums to public`)
  const lines: string[] = []
  const seen: Seen = { chunks: [], slow: [] }
  const app = buildServer({
    database: fresh.database,
    logLevel: 'info',
    logStream: { write: (line) => void lines.push(line) },
    trustProxy: false,
    identify: async ({ headers }) => ({
      actor: headers['x-test-actor'] ? JSON.parse(String(headers['x-test-actor'])) : { kind: 'stranger' },
    }),
    ...options,
  })
  mount(app, options.database ?? fresh.database, toyServed(seen))
  return {
    fresh,
    app,
    seen,
    lines,
    async ask(asked, actor) {
      const headers = { ...(actor ? actorHeader(actor) : {}), ...asked.headers }
      const answer = await app.inject({ ...asked, headers })
      const isJson = answer.body !== '' && String(answer.headers['content-type']).startsWith('application/json')
      return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, headers: answer.headers }
    },
    async close() {
      await app.close()
      await fresh.close()
    },
  }
}
