/**
 * The server of a benchmark, in a process of its own: the platform as `npm start` starts it, with its private PostgreSQL
 * and fsync on, and people and funds to record gifts with. Talks to its parent by messages.
 */
import { setFlagsFromString } from 'node:v8'
import pg from 'pg'
import { readConfig } from '../../server/src/config.ts'
import { limitLots } from '../../server/src/platform/http/shared.ts'
import { attachEmbedded } from '../../server/src/platform/pg/embedded/index.ts'
import { start } from '../../server/src/start.ts'
import { type Stage, setStage } from './stage.ts'

/** What the parent asks for. */
export interface Wanted {
  /** People and funds to make, or none where an earlier server made them. */
  readonly stage?: { readonly funds: number; readonly people: number }
  /** One transaction for each gift, as many at once as there are connections: how it was before lots. */
  readonly alone?: boolean
}

export interface Ready {
  readonly url: string
  readonly stage: Stage | undefined
}

setFlagsFromString('--heap-growing-percent=20')
const config = readConfig(process.env)
const wanted: Wanted = JSON.parse(process.argv[2] ?? '{}')
let stage: Stage | undefined
const running = await start({
  config,
  logLevel: 'info',
  before: async (house) => {
    if (wanted.alone) limitLots(house.database, { most: 1, lanes: 20 })
    if (wanted.stage) stage = await setStage(house, wanted.stage)
  },
  log: () => {},
})
process.on('message', (message: { inserts?: number }) => {
  if (message.inserts !== undefined) void singleInserts(message.inserts).then((seconds) => process.send?.({ seconds }))
})
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)))
process.send?.({ url: running.url, stage } satisfies Ready)

/** Nothing but `insert` and commit, one row each, over as many connections as the server has. */
async function singleInserts(count: number): Promise<number> {
  const urls = await attachEmbedded({ dataDir: config.dataDir })
  const pool = new pg.Pool({ connectionString: urls?.ownerUrl ?? '', max: 20 })
  try {
    await pool.query(
      'create table if not exists public.bare (id bigint generated always as identity primary key, fen bigint)',
    )
    const begun = performance.now()
    let left = count
    const lane = async () => {
      while (left-- > 0) await pool.query('insert into public.bare (fen) values ($1)', [12_500])
    }
    await Promise.all(Array.from({ length: 20 }, lane))
    return (performance.now() - begun) / 1000
  } finally {
    await pool.end()
  }
}
