import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { post } from '../server/src/modules/ledger/actions/post.ts'
import { traceBooks } from '../server/src/modules/ledger/actions/trace-books.ts'
import { credit, debit } from '../server/src/modules/ledger/logic/index.ts'
import { faultOfTrace } from '../server/src/modules/ledger/queries/verify/trace.ts'
import { addHost, giftDraft } from '../server/src/modules/ledger/testkit.ts'
import type { Tx } from '../server/src/platform/pg/db.ts'
import { freshDatabase } from '../server/test/support/clone.ts'
import type { Row } from './log-pure.ts'

const AT_ONCE = 2000

/** So many gifts to one fund, then one spending of all of them, then a second small one: what the trace costs. */
export async function benchTrace(size = 100_000): Promise<Row[]> {
  const fresh = await freshDatabase()
  try {
    const host = await addHost(fresh, 1)
    const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('bench', work)
    const spend = (key: string, fen: bigint) => {
      const place = { restriction: 'R', restrictionId: host.restriction, fund: host.fund } as const
      const lines = [debit('5101', fen, { ...place, kind: 'c1', reach: 'unpaid' }), credit('2209', fen)]
      return act((tx) => post(tx, [{ key, draft: giftDraft(host, fen, { recipe: null, lines }) }]))
    }
    const posting = await seconds(async () => {
      for (let at = 0; at < size; at += AT_ONCE) {
        const drafts = Array.from({ length: Math.min(AT_ONCE, size - at) }, (_, n) => ({
          key: `g ${at + n}`,
          draft: giftDraft(host, 100n),
        }))
        await act((tx) => post(tx, drafts))
      }
    })
    await fresh.owner.query('analyze')
    await spend('all', BigInt(size) * 100n - 100n)
    const tracing = await seconds(() => traceBooks({ transact: act }, host.id))
    await spend('more', 50n)
    const again = await seconds(() => traceBooks({ transact: act }, host.id))
    const fault = await act((tx) => faultOfTrace(tx, host.id))
    if (fault) throw new Error(`the trace is wrong: ${fault.row} ${fault.what}`)
    const { rows } = await act((tx) => sql<{ n: bigint }>`select count(*) as n from ledger.allocations`.execute(tx.db))
    const row = (what: string, value: string, bar = ''): Row => ({ what, value, bar })
    return [
      row(`post ${size} gifts (nothing is traced)`, `${posting.toFixed(1)} s`),
      row(`trace them and one spending of all`, `${tracing.toFixed(1)} s`, 'after the commit, in the background'),
      row('gifts a second, traced', `${Math.round(size / tracing)}`),
      row('allocations', `${rows[0]?.n}`),
      row('trace one more spending', `${(again * 1000).toFixed(0)} ms`, 'flat'),
    ]
  } finally {
    await fresh.close()
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}
