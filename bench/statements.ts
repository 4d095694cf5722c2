import { idOf } from '@shanju/contract/kit/ids.ts'
import pg from 'pg'
import { getFund } from '../server/src/modules/funds/queries/get-fund.ts'
import { systemClock } from '../server/src/platform/kit/clock.ts'
import { secretsFrom } from '../server/src/platform/kit/secret.ts'
import { openDatabase } from '../server/src/platform/pg/db.ts'
import { attachEmbedded } from '../server/src/platform/pg/embedded/index.ts'
import { newDataDir } from '../server/test/support/data-dir.ts'
import { SECRET, startServer } from './gala/child.ts'
import { fillBooks } from './gala/lines.ts'
import type { Stage } from './gala/stage.ts'
import type { Row } from './log-pure.ts'

const MONTHS = Array.from({ length: 11 }, (_each, n) => `2026-${String(n + 1).padStart(2, '0')}`)
const PAGES = 200

/**
 * Statements over many lines: the whole product asked over the network, every form of every month, the slowest told. The
 * lines are written in bulk; what the triggers keep beside them is summed afterwards.
 * @param size lines in the books
 */
export async function benchStatements(size = 10_000_000): Promise<Row[]> {
  const data = await newDataDir('statements', { on: 'disk' })
  try {
    const server = await startServer(data.path, { stage: { funds: 400, people: 1 } })
    const { url, stage } = server
    if (!stage) throw new Error('the stage was not set')
    const urls = await attachEmbedded({ dataDir: data.path })
    const owner = new pg.Client({ connectionString: urls?.ownerUrl ?? '' })
    await owner.connect()
    const begun = performance.now()
    await fillBooks(owner, Math.ceil(size / 2))
    const filled = (performance.now() - begun) / 1000
    const one = (await owner.query<{ n: string }>('select count(*) as n from ledger.lines')).rows[0]
    await owner.end()
    const rows: Row[] = [row(`${one?.n} lines written in bulk`, `${filled.toFixed(0)} s`, '')]
    const ask = asker(url, stage)
    const database = openDatabase(urls?.appUrl ?? '', systemClock(), secretsFrom(SECRET), 1)
    const asks: Ask = async (id) => {
      const begun = performance.now()
      await database.transact('bench', (tx) => getFund(tx, idOf('fund').decode(id)))
      return performance.now() - begun
    }
    const months = (path: (month: string) => string) => MONTHS.map(path)
    const host = `hostId=${stage.hostId}`
    for (const form of ['01', '02', '03']) {
      const paths = months((month) => `/api/v1/ledger/statements/${form}?${host}&month=${month}`)
      rows.push(row(`form ${form}, the slowest month`, await slowest(ask, paths), '< 1 s'))
    }
    const trial = months((month) => `/api/v1/ledger/trial-balance?${host}&month=${month}`)
    rows.push(row('trial balance, the slowest month', await slowest(ask, trial), '< 1 s'))
    const checks = months((month) => `/api/v1/ledger/checks?${host}&month=${month}`)
    rows.push(row('cross-checks, the slowest month', await slowest(ask, checks), '< 1 s'))
    const division = months((month) => `/api/v1/ledger/statements/02?division=150600&month=${month}`)
    rows.push(row('form 02 of the whole city, the slowest month', await slowest(ask, division), '< 1 s'))
    const ledger = ['4101', '5101', '100907'].flatMap((account) =>
      months((month) => `/api/v1/ledger/account-ledger?${host}&account=${account}&from=${month}&to=${month}`),
    )
    rows.push(row('general ledger of an account, the slowest month', await slowest(ask, ledger), '< 1 s'))
    const fund = (n: number) => stage.funds[n % stage.funds.length]
    const own = months((month) => `/api/v1/funds/funds/${fund(7)}/statement?from=${month}&to=${month}`)
    rows.push(row('statement of a fund, the slowest month', await slowest(ask, own), '< 1 s'))
    const funds = Array.from({ length: PAGES }, (_each, n) => `/api/v1/funds/funds/${fund(n)}`)
    rows.push(
      row(
        `a fund's record by its queries, the middle of ${PAGES}`,
        await middle(asks, stage.funds.slice(0, PAGES)),
        '< 5 ms',
      ),
    )
    rows.push(row('  the same over the network', await middle(ask, funds), ''))
    await database.close()
    await server.end()
    return rows
  } finally {
    await data.remove()
  }
}

type Ask = (path: string) => Promise<number>

/** Milliseconds until the whole answer is there. @throws Error when it is no success */
const asker =
  (url: string, stage: Stage): Ask =>
  async (path) => {
    const begun = performance.now()
    const answer = await fetch(`${url}${path}`, { headers: { cookie: stage.reader } })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${text.slice(0, 300)}`)
    return performance.now() - begun
  }

async function slowest(ask: Ask, paths: readonly string[]): Promise<string> {
  const took: number[] = []
  for (const path of paths) took.push(await ask(path))
  return `${Math.max(...took).toFixed(0)} ms`
}

async function middle(ask: Ask, paths: readonly string[]): Promise<string> {
  const took: number[] = []
  for (const path of paths) took.push(await ask(path))
  took.sort((a, b) => a - b)
  return `${took[took.length >> 1]?.toFixed(1)} ms`
}

const row = (what: string, value: string, bar: string): Row => ({ what, value, bar })
