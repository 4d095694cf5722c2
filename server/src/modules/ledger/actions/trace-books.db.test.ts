import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { expectFound } from '#test/support/altered.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { credit, debit, type EntryDraft, type Line, trace } from '../logic/index.ts'
import { eventsAfter } from '../queries/trace/events.ts'
import { faultOfTrace } from '../queries/verify/trace.ts'
import { addHost, giftDraft, type Host, postOne } from '../testkit.ts'
import { reverseAll } from './reverse.ts'
import { traceBooks } from './trace-books.ts'

let fresh: FreshDatabase
let hosts = 0
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
/** A limit that is overdrawn is refused by the books before anything is traced. */
const tried = <T>(work: (tx: Tx) => Promise<T>): Promise<T | undefined> =>
  act(work).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
const newHost = (): Promise<Host> => addHost(fresh, ++hosts)
const SMALL = { entries: 3, lots: 2 }

const restricted = (host: Host) => ({ restriction: 'R', restrictionId: host.restriction, fund: host.fund }) as const
const entry = (host: Host, lines: Line[], over: Partial<EntryDraft> = {}) =>
  giftDraft(host, 1n, { recipe: null, lines, ...over })
const spending = (host: Host, fen: bigint, free = false) =>
  entry(host, [
    debit('5101', fen, {
      ...(free ? { restriction: 'U', fund: host.fund } : restricted(host)),
      ...{ kind: 'c1', reach: 'unpaid' },
    }),
    credit('2209', fen),
  ])
const gift = (host: Host, fen: bigint, n: number) =>
  giftDraft(host, fen, {
    lines: [debit('1002', fen, { cashLine: 'B1' }), credit('4101', fen, { ...restricted(host), gift: giftId(n) })],
  })
const giftId = (n: number) => `0193a000-0009-7000-8000-${n.toString(16).padStart(12, '0')}`

interface Rows {
  readonly paid: string[]
  readonly left: string[]
  readonly uncovered: string[]
}

async function kept(host: Host): Promise<Rows> {
  const texts = async (sql: string) => (await fresh.owner.query(sql, [host.id])).rows.map((row) => row.text).sort()
  return {
    paid: await texts(`select format('%s/%s > %s/%s %s', l.entry_id, split_part(l.part, '#', 1), u.entry_id, u.part, sum(a.amount_fen)) as text
      from ledger.allocations a join ledger.lots l on l.book_id = a.book_id and l.seq = a.lot_seq
      join ledger.uses u on u.book_id = a.book_id and u.seq = a.use_seq where a.book_id = $1
      group by l.entry_id, split_part(l.part, '#', 1), u.entry_id, u.part having sum(a.amount_fen) <> 0`),
    left: await texts(`select format('%s/%s %s', entry_id, split_part(part, '#', 1), sum(left_fen)) as text from ledger.lots
      where book_id = $1 and left_fen > 0 group by entry_id, split_part(part, '#', 1)`),
    uncovered: await texts(`select format('%s/%s %s', entry_id, part, uncovered_fen) as text from ledger.uses
      where book_id = $1 and uncovered_fen > 0`),
  }
}

/** What the pure code says of all entries at once. Lots of one move are added up: how it was cut decides their number. */
async function expected(host: Host): Promise<Rows> {
  const entries = await act((tx) => eventsAfter(tx, host.id, 0n, 10_000))
  const { allocations, state } = trace(entries.flatMap((each) => each.events))
  const sums = (rows: readonly (readonly [string, bigint])[]) => {
    const found = new Map<string, bigint>()
    for (const [key, fen] of rows) found.set(key, (found.get(key) ?? 0n) + fen)
    return [...found].flatMap(([key, fen]) => (fen === 0n ? [] : [`${key} ${fen}`])).sort()
  }
  const plain = (id: string) => id.split('#')[0]
  return {
    paid: sums(
      allocations.flatMap((row) =>
        row.row === 'pay' ? [[`${plain(row.lot)} > ${row.use}`, row.amountFen] as const] : [],
      ),
    ),
    left: sums(state.lots.map((lot) => [`${plain(lot.id)}`, lot.leftFen] as const)),
    uncovered: sums(state.uses.map((use) => [use.id, use.uncoveredFen] as const)),
  }
}

test('L30: spending of more gifts than one transaction takes is paid by all of them, oldest first', async () => {
  const host = await newHost()
  await act(async (tx) => {
    for (let n = 1; n <= 7; n++) await postOne(tx, `g${n}`, gift(host, BigInt(n), n))
    await postOne(tx, 'a', spending(host, 20n))
    await postOne(tx, 'g8', gift(host, 100n, 8))
    await postOne(tx, 'b', spending(host, 10n))
  })
  await traceBooks({ transact: act }, host.id, SMALL)
  assert.deepEqual(await kept(host), await expected(host))
  const { left } = await kept(host)
  assert.deepEqual(
    left.map((text) => text.split(' ')[1]),
    ['98'],
  )
})

const amount = fc.bigInt({ min: 1n, max: 60n })
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('gift' as const), fen: amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('spend' as const), fen: amount, free: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('free' as const), fen: amount }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refund' as const), fen: amount, of: fc.nat({ max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), of: fc.nat({ max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('trace' as const) }) },
)

test('L30: taken in in parts, at any moment, the rows are those of the pure code, and the sums are those of the books', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 30 }), async (deeds) => {
      const host = await newHost()
      const posted: string[] = []
      let gifts = 0
      const draftOf = (one: (typeof deeds)[number]): EntryDraft | undefined => {
        if (one.kind === 'gift') return gift(host, one.fen, hosts * 1000 + ++gifts)
        if (one.kind === 'spend') return spending(host, one.fen, one.free)
        // Its limit is gone in the period of its income: money moves from the limited pool to the free one.
        if (one.kind === 'free') {
          const lines = [
            debit('4101', one.fen, restricted(host)),
            credit('4101', one.fen, { restriction: 'U', fund: host.fund }),
          ]
          return entry(host, lines, { recipe: 'E64.post', papers: [{ kind: 'limit', madeBy: 'law', ref: 'law' }] })
        }
        if (one.kind !== 'refund' || gifts === 0) return undefined
        const of = { gift: giftId(hosts * 1000 + 1 + (one.of % gifts)) }
        return entry(host, [
          debit('4101', one.fen, { ...restricted(host), ...of }),
          credit('1002', one.fen, { cashLine: 'B10' }),
        ])
      }
      for (const [index, one] of deeds.entries()) {
        if (one.kind === 'trace') await traceBooks({ transact: act }, host.id, SMALL)
        else if (one.kind === 'undo') {
          const [entryId] = posted.splice(one.of % Math.max(1, posted.length), 1)
          if (!entryId) continue
          await tried((tx) => reverseAll(tx, [{ entryId, key: `undo ${index}`, maker: 'system', reason: 'twice' }]))
        } else {
          const draft = draftOf(one)
          const id = draft && (await tried((tx) => postOne(tx, `${one.kind} ${index}`, draft)))
          if (id) posted.push(id)
        }
      }
      await traceBooks({ transact: act }, host.id, SMALL)
      assert.deepEqual(await kept(host), await expected(host))
      assert.equal(await act((tx) => faultOfTrace(tx, host.id)), undefined)
    }),
    { numRuns: 25 },
  )
})

test('L30: killed between any two of its transactions it goes on, and two at once do not pay twice', async () => {
  const host = await newHost()
  await act(async (tx) => {
    for (let n = 1; n <= 9; n++) await postOne(tx, `g${n}`, gift(host, 10n, 100_000 + n))
    await postOne(tx, 'a', spending(host, 75n))
  })
  for (let steps = 1; steps <= 4; steps++) {
    let left = steps
    const dying = {
      transact: <T>(work: (tx: Tx) => Promise<T>) => (left-- > 0 ? act(work) : Promise.reject(new Error('killed'))),
    }
    await traceBooks(dying, host.id, SMALL).catch(() => {})
  }
  await Promise.all([traceBooks({ transact: act }, host.id, SMALL), traceBooks({ transact: act }, host.id, SMALL)])
  assert.deepEqual(await kept(host), await expected(host))
})

test('L30: neither the role app nor the owner changes a row of the trace, and no lot pays more than it holds', async () => {
  const host = await newHost()
  await act(async (tx) => {
    await postOne(tx, 'g', gift(host, 10n, 200_001))
    await postOne(tx, 'a', spending(host, 4n))
  })
  await traceBooks({ transact: act }, host.id)
  for (const sql of [
    'update ledger.lots set left_fen = 99',
    'update ledger.uses set uncovered_fen = 1',
    'update ledger.allocations set amount_fen = 5',
    'delete from ledger.allocations',
    'delete from ledger.lots',
  ]) {
    await assert.rejects(fresh.owner.query(`${sql} where book_id = '${host.id}'`), /never changed or deleted/, sql)
  }
  const more = `insert into ledger.allocations (book_id, use_seq, lot_seq, holding, amount_fen)
    select u.book_id, u.seq, l.seq, 99, 7 from ledger.uses u join ledger.lots l using (book_id) where book_id = '${host.id}'`
  await assert.rejects(fresh.owner.query(more), /check constraint/)
})

test('L30: verify names the pool whose sum is not that of the books', async () => {
  const host = await newHost()
  const id = await act((tx) => postOne(tx, 'g', gift(host, 10n, 300_001)))
  await act((tx) => postOne(tx, 'a', spending(host, 4n)))
  await traceBooks({ transact: act }, host.id)
  await expectFound(fresh, async (tx) => (await faultOfTrace(tx, host.id))?.table, [
    ['ledger.lots', `set left_fen = left_fen + 1, amount_fen = amount_fen + 1 where book_id = '${host.id}'`, /lots/],
    ['ledger.uses', `set amount_fen = amount_fen + 1 where book_id = '${host.id}'`, /uses/],
    ['ledger.allocations', `set amount_fen = amount_fen + 1 where book_id = '${host.id}'`, /lots/],
    ['ledger.pools', `set restriction = 'U', restriction_id = null where book_id = '${host.id}'`, /lots/],
    ['ledger.traced', `set number = number - 1 where book_id = '${host.id}'`, /lots/],
  ])
  await fresh.owner.query('alter table ledger.lots disable trigger user')
  await fresh.owner.query('update ledger.lots set left_fen = 7, amount_fen = 11 where entry_id = $1', [id])
  await fresh.owner.query('alter table ledger.lots enable trigger user')
  const fault = await act((tx) => faultOfTrace(tx, host.id))
  assert.equal(fault?.table, 'lots')
  assert.equal(fault?.row, `${host.fund} R: 7, 6`)
})
