import { newDataDir } from '../server/test/support/data-dir.ts'
import { type Server, startServer } from './gala/child.ts'
import { type Outcome, send, type Wave } from './gala/load.ts'
import { load } from './gala/processor.ts'
import type { Stage } from './gala/stage.ts'
import type { Row } from './log-pure.ts'

const FUNDS = 400
const PEOPLE = 400
const CONNECTIONS = 1024
const WARM_UP = 5_000

/**
 * Gifts recorded over the network by a process of its own: in lots to one fund and over many, one transaction for each,
 * and beside them bare inserts; all in one run on one set of data. Then a steady thousand a second.
 * @param size gifts of each wave
 */
export async function benchGifts(size = 20_000): Promise<Row[]> {
  const data = await newDataDir('gala', { on: 'disk' })
  const rows: Row[] = []
  let stage: Stage | undefined
  try {
    const crowd = await startServer(data.path, { stage: { funds: FUNDS, people: PEOPLE } })
    stage = crowd.stage ?? raise('the stage was not set')
    const wave = (more: Partial<Wave>): Wave => ({
      ...{ url: crowd.url, stage: stage ?? raise('no stage'), gifts: size, funds: 1, connections: CONNECTIONS },
      ...more,
    })
    await send(wave({ gifts: WARM_UP, funds: FUNDS }))
    const hot = await measured(crowd, wave({}))
    const spread = await measured(crowd, wave({ funds: FUNDS }))
    const steady = await measured(crowd, wave({ gifts: Math.min(size, 20_000), funds: FUNDS, perSecond: 1_000 }))
    const inserts = await crowd.singleInserts(size)
    await crowd.end()

    const one = await startServer(data.path, { alone: true })
    const alone = (more: Partial<Wave>) => wave({ url: one.url, gifts: Math.ceil(size / 5), connections: 64, ...more })
    await send(alone({ gifts: 500, funds: FUNDS }))
    const aloneHot = await measured(one, alone({}))
    const aloneSpread = await measured(one, alone({ funds: FUNDS }))
    await one.end()

    rows.push(
      ...told('to one fund', hot, '≥ 6,000/s'),
      ...told(`over ${FUNDS} funds`, spread, '≥ 5,000/s'),
      ...told('one transaction each, to one fund', aloneHot, ''),
      ...told(`one transaction each, over ${FUNDS} funds`, aloneSpread, ''),
      row('bare inserts of one row', `${Math.round(size / inserts)}/s`, ''),
      row('lots against one transaction each, one fund', ratio(hot, aloneHot), '≥ 5 ×'),
      row(`lots against one transaction each, ${FUNDS} funds`, ratio(spread, aloneSpread), '≥ 5 ×'),
      row('  the same by processor time, one fund', `${(cost(aloneHot) / cost(hot)).toFixed(1)} ×`, ''),
      row(`  the same by processor time, ${FUNDS} funds`, `${(cost(aloneSpread) / cost(spread)).toFixed(1)} ×`, ''),
      row('a steady 1,000/s: p99', `${steady.p99.toFixed(0)} ms`, '< 50 ms'),
      row('a steady 1,000/s: p50', `${steady.p50.toFixed(0)} ms`, ''),
    )
    return rows
  } finally {
    await data.remove()
  }
}

export interface Measured extends Outcome {
  readonly gifts: number
  readonly perSecond: number
  /** Milliseconds of processor time for a thousand gifts. */
  readonly server: number
  readonly postgres: number
  readonly load: string
}

export async function measured(server: Server, wave: Wave): Promise<Measured> {
  const before = server.used()
  const outcome = await send(wave)
  const after = server.used()
  const each = (seconds: number) => (seconds / wave.gifts) * 1e6
  return {
    ...outcome,
    gifts: wave.gifts,
    perSecond: wave.gifts / outcome.seconds,
    server: each(after.server - before.server),
    postgres: each(after.postgres - before.postgres),
    load: load(),
  }
}

const told = (what: string, { perSecond, p50, p99, server, postgres, load }: Measured, bar: string): Row[] => [
  row(what, `${Math.round(perSecond)}/s`, bar),
  row('  p50, p99', `${p50.toFixed(0)} ms, ${p99.toFixed(0)} ms`, ''),
  row(
    '  processor: server, PostgreSQL, each 1,000',
    `${server.toFixed(0)} + ${postgres.toFixed(0)} ms`,
    `load ${load}`,
  ),
]
const cost = ({ server, postgres }: Measured): number => server + postgres
const ratio = (one: Measured, other: Measured): string => `${(one.perSecond / other.perSecond).toFixed(1)} ×`
const row = (what: string, value: string, bar: string): Row => ({ what, value, bar })
const raise = (message: string): never => {
  throw new Error(message)
}
