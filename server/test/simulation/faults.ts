import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database } from '#platform/pg/db.ts'

/**
 * What happens to the connection of one transaction. `failed`: it breaks before the given statement (or before the commit,
 * when there are fewer), so nothing was written. `failed_but_persisted`: the commit succeeds and its answer is lost, so the
 * caller cannot know.
 */
export type Fault =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly beforeStatement: number }
  | { readonly kind: 'failed_but_persisted' }

interface Plan {
  readonly fault: Fault
  statements: number
  fired: boolean
}

/** The parts of a PostgreSQL client that a fault reaches into. */
interface Wire {
  query(...args: unknown[]): Promise<unknown>
  readonly connection: { readonly stream: { destroy(): void } }
  once(event: 'end', then: () => void): void
}

const plans = new AsyncLocalStorage<Plan>()

/** Makes every later connection of the database breakable by `withFault`. */
export function makeBreakable(database: Database): void {
  database.pool.on('connect', (client) => {
    const wire = client as unknown as Wire
    const query = wire.query.bind(client)
    wire.query = (...args) => {
      const plan = plans.getStore()
      return plan ? guarded(plan, wire, String(args[0]), () => query(...args)) : query(...args)
    }
  })
}

async function guarded(plan: Plan, wire: Wire, text: string, query: () => Promise<unknown>): Promise<unknown> {
  const commit = text === 'commit'
  plan.statements += 1
  if (plan.fault.kind === 'failed' && !plan.fired && (commit || plan.statements >= plan.fault.beforeStatement)) {
    plan.fired = true
    throw await broken(wire)
  }
  const answer = await query()
  if (plan.fault.kind === 'failed_but_persisted' && commit) {
    plan.fired = true
    throw await broken(wire)
  }
  return answer
}

/** Runs work under a fault. @returns whether the fault struck, beside the answer or what was thrown */
export async function withFault<T>(
  fault: Fault,
  work: () => Promise<T>,
): Promise<{ struck: boolean; answer?: T; error?: unknown }> {
  const plan: Plan = { fault, statements: 0, fired: false }
  try {
    const answer = await plans.run(plan, work)
    return { struck: plan.fired, answer }
  } catch (error) {
    return { struck: plan.fired, error }
  }
}

/** As the network would break it; the client learns of it before its user does. */
async function broken(wire: Wire): Promise<Error> {
  const ended = new Promise<void>((resolve) => wire.once('end', resolve))
  wire.connection.stream.destroy()
  await ended
  return new Error('Connection terminated unexpectedly')
}
