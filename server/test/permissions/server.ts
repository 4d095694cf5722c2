import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { buildServer, mount } from '#platform/http/index.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { served } from '#src/wiring.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import type { Case } from './cases/case.ts'
import type { Asker } from './people.ts'
import type { Side } from './world.ts'

export interface Answered {
  readonly status: number
  /** Refusal or problem code; empty when it was answered. */
  readonly code: string
  readonly text: string
}

/** Asks a route about a side, as somebody. */
type Ask = (asker: Asker, route: AnyRoute, wanted: Case, side: Side) => Promise<Answered>

/**
 * Everything that is served, behind a real server that believes who the test says is asking. Each transaction is taken
 * back at its end, so that every request meets the same world and all of them may be asked at once.
 */
export function openServer(fresh: FreshDatabase): { ask: Ask; close(): Promise<void> } {
  const database = forgetful(fresh.database)
  const app = buildServer({
    database,
    logLevel: 'silent',
    trustProxy: false,
    identify: async (request) => JSON.parse(String(request.headers['x-test-caller'])),
  })
  mount(app, database, served)
  const ask: Ask = async ({ actor, sessionId, cookie }, route, wanted, side) => {
    const { params = {}, query = {}, body } = wanted.ask?.(side) ?? {}
    const answer = await app.inject({
      method: route.method,
      url: route.path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? '')),
      query: { ...query },
      headers: {
        'x-test-caller': JSON.stringify({ actor, sessionId }),
        ...(cookie ? { cookie } : {}),
        ...(route.accepts ? { 'content-type': route.accepts } : {}),
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    const text = answer.payload
    return { status: answer.statusCode, code: answer.statusCode < 300 ? '' : String(JSON.parse(text).code), text }
  }
  return { ask, close: () => app.close() }
}

function forgetful(database: Database): Database {
  return {
    ...database,
    async transact<T>(requestId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
      const done: { answer?: T } = {}
      const taken = new Error('taken back')
      try {
        await database.transact(requestId, async (tx) => {
          done.answer = await work(tx)
          throw taken
        })
      } catch (error) {
        if (error !== taken) throw error
      }
      return done.answer as T
    },
  }
}
