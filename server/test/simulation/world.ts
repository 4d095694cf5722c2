import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { dispatch } from '#platform/http/index.ts'
import { served } from '#src/wiring.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund } from '#test/support/house.ts'
import { makeBreakable } from './faults.ts'
import type { Random } from './random.ts'

export interface SimFund {
  readonly id: string
  readonly restriction: string
}

export interface SimHost {
  readonly id: string
  readonly funds: readonly SimFund[]
}

export interface World {
  readonly fresh: FreshDatabase
  readonly hosts: readonly SimHost[]
  /** Asks a route as the system, through the same door as a request over HTTP. */
  ask(route: AnyRoute, raw: { params?: object; body?: object }, key: string): Promise<unknown>
}

const HOSTS = 3
const FUNDS = 3
const FIRST_MORNING = '2026-01-02T01:00:00Z'
const CALLER = { actor: { kind: 'system', name: 'simulation' }, language: 'zh' } as const

/** Three hosts with three funds each, on a clone of its own, on the second day of the books. */
export async function makeWorld(random: Random): Promise<World> {
  const fresh = await freshDatabase()
  makeBreakable(fresh.database)
  fresh.clock.set(FIRST_MORNING)
  const ask: World['ask'] = (route, raw, key) => {
    const one = served.find((each) => each.route === route)
    if (!one) throw new Error(`${route.name} is not served`)
    return dispatch(fresh.database, one, { caller: CALLER, raw, requestId: 'simulation', key })
  }
  const hosts: SimHost[] = []
  for (let n = 0; n < HOSTS; n++) hosts.push(await makeHost(fresh, random, n))
  return { fresh, hosts, ask }
}

async function makeHost(fresh: FreshDatabase, random: Random, n: number): Promise<SimHost> {
  const id = random.uuid()
  await fresh.owner.query(
    `insert into organisations.organisations
       (id, name, credit_code, kind, charity, registered_in, demonstration, created_at, updated_at)
     values ($1, $2, $3, 'charity_federation', true, '150602', true, now(), now())`,
    [id, `第${n}慈善会(演示)`, `SIM${n}`],
  )
  for (let fund = 0; fund < FUNDS; fund++) await addFund(fresh, id, { name: `第${fund}基金` })
  const { rows } = await fresh.owner.query<SimFund>(
    'select id, restriction_id as restriction from funds.funds where host_id = $1 order by name',
    [id],
  )
  return { id, funds: rows }
}
