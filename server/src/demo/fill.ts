import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import type { DemonstrationSignIn } from '@shanju/contract/platform/shapes.ts'
import { sql } from 'kysely'
import type { Served } from '#platform/http/index.ts'
import { findInstance, keepProgress, keepSignIns, lockFilling } from '#platform/instance/index.ts'
import { type Clock, setClock } from '#platform/kit/clock.ts'
import type { Secrets } from '#platform/kit/secret.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { lastDay, planCity } from './plan/city.ts'
import { ADMIN, enterAdministrator } from './play/administrator.ts'
import { Cast } from './play/cast.ts'
import { inOneTransaction } from './play/one-transaction.ts'
import { play } from './play/play.ts'
import { Stage } from './play/stage.ts'
import { readScenario } from './scenario.ts'

export interface Filling {
  readonly database: Database
  /** The true one: the year is played on a clock of its own. */
  readonly clock: Clock
  readonly secrets: Secrets
  readonly served: readonly Served[]
  readonly seed: number
  progress?(done: number, total: number): void
}

/** The city everybody gets who does not ask for another. */
export const USUAL_SEED = 2026
/** When the first administrator sits down, the year before the books begin. */
const BEGINS = '2025-01-06T08:00:00+08:00'
const REQUEST = 'demonstration'

/**
 * Fills a declared demonstration with its city, in one transaction: killed at any point, the next call begins anew. One
 * that is filled already is left alone.
 * @returns names and passwords of its people, those worth trying first
 */
export async function fillDemonstration(filling: Filling): Promise<readonly DemonstrationSignIn[]> {
  const { database, secrets, served } = filling
  const names = await database.transact(REQUEST, divisionNames)
  const scenario = readScenario()
  const nameOf = (at: string): string =>
    names.get(at) ?? scenario.organisations.organisations.find(({ key }) => key === at)?.name ?? at
  const codes = [...names.keys()].sort()
  const places = {
    nameOf,
    below: (town: string) => codes.filter((code) => code.length === 12 && code.startsWith(town)),
  }
  const now = filling.clock.now()
  const plan = planCity({ scenario, seed: filling.seed, until: lastDay(shanghaiDate(now)), places })
  const clock = setClock(BEGINS)
  return inOneTransaction(database, clock, secrets, async (inside) => {
    await inside.transact(REQUEST, lockFilling)
    const before = await inside.transact(REQUEST, findInstance)
    if (before?.filledAt) return before.signIns
    const [stage, cast] = [new Stage(inside, clock, served), new Cast()]
    await enterAdministrator(stage, cast, scenario)
    await play(plan, stage, cast, {
      ...{ clock, nameOf },
      async progress(done, total) {
        filling.progress?.(done, total)
        await database.transact(REQUEST, (tx) => keepProgress(tx, done, total))
      },
    })
    await stage.settle()
    const rank = ({ userName }: DemonstrationSignIn): number =>
      userName === ADMIN ? 0 : plan.showcase.has(userName) ? 1 : 2
    const signIns = cast.signIns.toSorted((a, b) => rank(a) - rank(b))
    clock.set(now)
    await inside.transact(REQUEST, (tx) => keepSignIns(tx, signIns))
    return signIns
  })
}

async function divisionNames(tx: Tx): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`select code, name from divisions.pub_divisions`.execute(
    tx.db,
  )
  return new Map(rows.map(({ code, name }) => [code, name]))
}
