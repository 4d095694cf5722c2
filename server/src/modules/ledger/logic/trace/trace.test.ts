import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lesser } from '../bigints.ts'
import { greater } from '../testkit/facts.ts'
import { traceOfSource, traceOfUse } from './answers.ts'
import { trace } from './trace.ts'
import type { Allocation, Traced, TraceEvent } from './types.ts'

const source = (id: string, amountFen: bigint, pool = 'A'): TraceEvent => ({ type: 'source', id, pool, amountFen })
const use = (id: string, amountFen: bigint, pool = 'A', first: string | null = null): TraceEvent => ({
  type: 'use',
  id,
  pool,
  amountFen,
  first,
})
const useBack = (id: string, of: string | null, amountFen: bigint, pool = 'A'): TraceEvent => ({
  type: 'use_back',
  id,
  pool,
  amountFen,
  of,
})
const sourceBack = (id: string, of: string | null, amountFen: bigint, pool = 'A'): TraceEvent => ({
  type: 'source_back',
  id,
  pool,
  amountFen,
  of,
})
const move = (id: string, amountFen: bigint, pool = 'A', to = 'B'): TraceEvent => ({
  type: 'move',
  id,
  pool,
  to,
  amountFen,
})

const gift = (traced: Traced, root: string) => {
  const { spent, voidedFen, leftFen } = traceOfSource(root, traced.allocations, traced.state)
  return [...spent.map((one) => `${one.use} ${one.amountFen}`), `void ${voidedFen}`, `left ${leftFen}`]
}

test('a donor of 100.00 sees 62.50 with project A and 37.50 not yet spent', () => {
  const traced = trace([source('g', 100_00n), use('a', 62_50n)])
  assert.deepEqual(gift(traced, 'g'), ['a 6250', 'void 0', 'left 3750'])
})

test('the oldest source pays first, and one spending may be paid by several', () => {
  const traced = trace([source('g1', 10n), source('g2', 10n), use('a', 15n), use('b', 5n)])
  assert.deepEqual(traceOfUse('a', traced.allocations, traced.state).paidBy, [
    { root: 'g1', amountFen: 10n },
    { root: 'g2', amountFen: 5n },
  ])
  assert.deepEqual(gift(traced, 'g2'), ['a 5', 'b 5', 'void 0', 'left 0'])
})

test('money of one limit never pays for another', () => {
  const traced = trace([source('g1', 10n, 'A'), source('g2', 10n, 'B'), use('b', 4n, 'B')])
  assert.deepEqual(gift(traced, 'g1'), ['void 0', 'left 10'])
})

test('a returned payment gives the latest payer its money back first, and that money pays again in its old place', () => {
  const before = [source('g1', 10n), source('g2', 10n), use('a', 15n), useBack('r', 'a', 8n)]
  const traced = trace(before)
  assert.deepEqual(gift(traced, 'g1'), ['a 7', 'void 0', 'left 3'])
  assert.deepEqual(gift(traced, 'g2'), ['void 0', 'left 10'])
  assert.deepEqual(gift(trace([...before, use('c', 4n)]), 'g1'), ['a 7', 'c 3', 'void 0', 'left 0'])
})

test('a gift entered by mistake leaves, and what it had paid for is paid by the next gift', () => {
  const traced = trace([source('g1', 10n), use('a', 6n), source('g2', 20n), sourceBack('v', 'g1', 10n)])
  assert.deepEqual(gift(traced, 'g1'), ['void 10', 'left 0'])
  assert.deepEqual(gift(traced, 'g2'), ['a 6', 'void 0', 'left 14'])
})

test('spending whose source left waits for the next money of the pool', () => {
  const events = [source('g1', 10n), use('a', 10n), sourceBack('v', 'g1', 4n)]
  const waiting = trace(events)
  assert.equal(traceOfUse('a', waiting.allocations, waiting.state).uncoveredFen, 4n)
  const covered = trace([...events, source('g2', 9n)])
  assert.deepEqual(gift(covered, 'g2'), ['a 4', 'void 0', 'left 5'])
})

test('a gift stays traceable when its money moves to another fund', () => {
  const traced = trace([source('g1', 10n), source('g2', 10n), move('m', 14n), use('b', 12n, 'B'), use('a', 6n)])
  assert.deepEqual(gift(traced, 'g1'), ['b 10', 'void 0', 'left 0'])
  assert.deepEqual(gift(traced, 'g2'), ['b 2', 'a 6', 'void 0', 'left 2'])
})

test('a move that is undone takes the money back to the same gifts', () => {
  const traced = trace([
    source('g1', 10n),
    move('m', 10n),
    use('b', 3n, 'B'),
    { type: 'move_back', id: 'x', of: 'm', amountFen: 10n },
  ])
  assert.deepEqual(gift(traced, 'g1'), ['void 0', 'left 10'])
  assert.equal(traceOfUse('b', traced.allocations, traced.state).uncoveredFen, 3n)
})

test('a gift that moved and is then paid back leaves the fund that holds it', () => {
  const traced = trace([
    source('g1', 10n),
    move('m', 10n),
    use('b', 3n, 'B'),
    source('g2', 5n, 'B'),
    sourceBack('v', 'g1', 10n, 'B'),
  ])
  assert.deepEqual(gift(traced, 'g1'), ['void 10', 'left 0'])
  assert.deepEqual(gift(traced, 'g2'), ['b 3', 'void 0', 'left 2'])
})

test('a service gift pays for itself and not the oldest giver', () => {
  const traced = trace([source('g1', 10n), source('s', 7n), use('audit', 7n, 'A', 's')])
  assert.deepEqual(
    [gift(traced, 'g1'), gift(traced, 's')],
    [
      ['void 0', 'left 10'],
      ['audit 7', 'void 0', 'left 0'],
    ],
  )
})

test('a return of spending that nobody knows is a new source, and a refund that names no gift is spending', () => {
  const traced = trace([source('g', 10n), useBack('r', null, 4n), sourceBack('v', null, 12n)])
  assert.deepEqual(gift(traced, 'g'), ['v 10', 'void 0', 'left 0'])
  assert.deepEqual(gift(traced, 'r'), ['v 2', 'void 0', 'left 2'])
})

test('the same id twice is a defect', () => {
  assert.throws(() => trace([source('g', 1n), source('g', 1n)]), /twice/)
  assert.throws(() => trace([use('u', 1n), use('u', 1n)]), /twice/)
  assert.throws(() => trace([{ type: 'move_back', id: 'x', of: 'm', amountFen: 1n }]), /no move/)
})

/** Random histories over three pools, with returns, voids and moves of what came before. */
const amount = fc.bigInt({ min: 1n, max: 1000n })
const pools = fc.constantFrom('A', 'B', 'C')
const raw = fc.array(
  fc.record({
    type: fc.constantFrom('source', 'source', 'use', 'use', 'move', 'use_back', 'source_back', 'move_back'),
    pool: pools,
    to: pools,
    pick: fc.nat(),
    amount,
  }),
  { maxLength: 40, size: 'max' },
)

function history(
  items: readonly { type: string; pool: string; to: string; pick: number; amount: bigint }[],
): TraceEvent[] {
  const events: TraceEvent[] = []
  const ofType = (type: TraceEvent['type'], pick: number) => {
    const known = events.filter((event) => event.type === type)
    return known[pick % Math.max(known.length, 1)]
  }
  items.forEach((item, index) => {
    const id = `${item.type}-${index}`
    if (item.type === 'source') events.push(source(id, item.amount, item.pool))
    if (item.type === 'use') events.push(use(id, item.amount, item.pool))
    if (item.type === 'move' && item.pool !== item.to) events.push(move(id, item.amount, item.pool, item.to))
    if (item.type === 'use_back') events.push(useBack(id, ofType('use', item.pick)?.id ?? null, item.amount, item.pool))
    if (item.type === 'source_back') {
      events.push(sourceBack(id, ofType('source', item.pick)?.id ?? null, item.amount, item.pool))
    }
    const undone = ofType('move', item.pick)
    if (item.type === 'move_back' && undone && 'amountFen' in undone) {
      events.push({ type: 'move_back', id, of: undone.id, amountFen: undone.amountFen })
    }
  })
  return onceUndone(events)
}

/** Books undo a move once only. */
function onceUndone(events: readonly TraceEvent[]): TraceEvent[] {
  const seen = new Set<string>()
  return events.filter((event) => {
    if (event.type !== 'move_back') return true
    if (seen.has(event.of)) return false
    seen.add(event.of)
    return true
  })
}

const total = (rows: readonly { amountFen: bigint }[]): bigint => rows.reduce((sum, row) => sum + row.amountFen, 0n)
const sumBy = (rows: readonly Allocation[], keyOf: (row: Allocation) => string): Map<string, bigint> => {
  const sums = new Map<string, bigint>()
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0n) + row.amountFen)
  return sums
}

/** What each pool holds by the plain arithmetic of its events, as the books see it. */
function poolBalances(events: readonly TraceEvent[]): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  const add = (pool: string, amountFen: bigint) => sums.set(pool, (sums.get(pool) ?? 0n) + amountFen)
  const moves = new Map(events.flatMap((event) => (event.type === 'move' ? [[event.id, event] as const] : [])))
  for (const event of events) {
    if (event.type === 'source' || event.type === 'use_back') add(event.pool, event.amountFen)
    if (event.type === 'use' || event.type === 'source_back') add(event.pool, -event.amountFen)
    const moved = event.type === 'move' ? event : event.type === 'move_back' ? moves.get(event.of) : undefined
    if (!moved) continue
    const sign = event.type === 'move' ? 1n : -1n
    add(moved.pool, -sign * event.amountFen)
    add(moved.to, sign * event.amountFen)
  }
  return sums
}

test('T1: sum over sources = sum over spending, in every pool, and it is what the books hold', () => {
  fc.assert(
    fc.property(raw, (items) => {
      const events = history(items)
      const { allocations, state } = trace(events)
      const paid = allocations.filter((row) => row.row === 'pay')
      const [bySource, byUse] = [sumBy(paid, (row) => row.lot), sumBy(paid, (row) => row.use ?? '')]
      const all = (sums: ReadonlyMap<string, bigint>) => [...sums.values()].reduce((a, b) => a + b, 0n)
      assert.equal(all(bySource), all(byUse))
      for (const [pool, balance] of poolBalances(events)) {
        const left = state.lots.reduce((sum, lot) => (lot.pool === pool ? sum + lot.leftFen : sum), 0n)
        const uncovered = state.uses.reduce((sum, one) => (one.pool === pool ? sum + one.uncoveredFen : sum), 0n)
        // What a move could not bring yet is missing in its target pool.
        const missing = state.uses.reduce((sum, one) => (one.to === pool ? sum + one.uncoveredFen : sum), 0n)
        assert.equal(left - uncovered + missing, balance, pool)
      }
    }),
    { numRuns: 300 },
  )
})

test('T2: of every source, what arrived is spent, went back, or is left', () => {
  fc.assert(
    fc.property(raw, (items) => {
      const { allocations, state } = trace(history(items))
      for (const root of new Set(allocations.map((row) => row.root))) {
        const one = traceOfSource(root, allocations, state)
        assert.equal(one.arrivedFen, total(one.spent) + one.voidedFen + one.leftFen, root)
        assert.ok(one.leftFen >= 0n && one.voidedFen >= 0n && one.spent.every((part) => part.amountFen > 0n))
      }
    }),
    { numRuns: 300 },
  )
})

test('T3: no lot is below zero, and a pool with uncovered spending has nothing left', () => {
  fc.assert(
    fc.property(raw, (items) => {
      const { state } = trace(history(items))
      assert.ok(state.lots.every((lot) => lot.leftFen >= 0n))
      for (const { pool } of state.uses.filter((one) => one.uncoveredFen > 0n)) {
        assert.ok(state.lots.every((lot) => lot.pool !== pool || lot.leftFen === 0n))
      }
    }),
    { numRuns: 300 },
  )
})

test('T4: pools do not touch each other, whatever the interleaving of their events', () => {
  fc.assert(
    fc.property(raw, fc.array(fc.boolean()), (items, coins) => {
      const events = history(items.filter((item) => item.pool !== 'C' && item.type.match(/^(source|use)$/)))
      const [a, b] = ['A', 'B'].map((pool) => events.filter((event) => 'pool' in event && event.pool === pool))
      const mixed: TraceEvent[] = []
      const [left, right] = [[...(a ?? [])], [...(b ?? [])]]
      for (const coin of [...coins, ...events.map(() => true)]) {
        const next = (coin ? left.shift() : right.shift()) ?? left.shift() ?? right.shift()
        if (next) mixed.push(next)
      }
      const rowsOf = (pool: string, list: readonly TraceEvent[]) =>
        // Holdings are numbered through the whole book.
        trace(list).allocations.flatMap(({ holding: _, ...row }) => (row.pool === pool ? [row] : []))
      for (const pool of ['A', 'B']) assert.deepEqual(rowsOf(pool, mixed), rowsOf(pool, events))
    }),
  )
})

test('T4: what is left of each source after plain spending does not depend on the order of the spending', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1 }), fc.array(amount), (gifts, costs) => {
      const sources = gifts.map((fen, index) => source(`g${index}`, fen))
      const uses = costs.map((fen, index) => use(`u${index}`, fen))
      const left = (order: readonly TraceEvent[]) =>
        trace([...sources, ...order]).state.lots.map((lot) => [lot.id, lot.leftFen])
      assert.deepEqual(left(uses), left(uses.toReversed()))
    }),
  )
})

test('T5: tracing in two batches, from the kept state, gives the rows of tracing at once', () => {
  fc.assert(
    fc.property(raw, fc.nat({ max: 40 }), (items, cut) => {
      const events = history(items)
      const first = trace(events.slice(0, cut))
      const second = trace(events.slice(cut), first.state)
      const once = trace(events)
      assert.deepEqual([...first.allocations, ...second.allocations], once.allocations)
      assert.deepEqual(second.state, once.state)
    }),
    { numRuns: 300 },
  )
})

test('T5: a state of some open lots pays as far as it goes, and the next lots pay on: the same rows', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), amount, fc.nat({ max: 8 }), (gifts, cost, some) => {
      const filled = trace(gifts.map((fen, i) => source(`g${i}`, fen)))
      const once = trace([use('a', cost * 3n)], filled.state)
      const part = trace([use('a', cost * 3n)], { ...filled.state, lots: filled.state.lots.slice(0, some) })
      const rest = trace([], { ...part.state, lots: [...part.state.lots, ...filled.state.lots.slice(some)] })
      const paid = [...part.allocations, ...rest.allocations].map(({ lot, amountFen }) => `${lot} ${amountFen}`)
      assert.deepEqual(
        paid,
        once.allocations.map(({ lot, amountFen }) => `${lot} ${amountFen}`),
      )
    }),
  )
})

test('plain gifts and spending: two running totals laid over each other give the same rows', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 12 }), fc.array(amount, { maxLength: 12 }), (gifts, costs) => {
      const events = [...gifts.map((fen, i) => source(`g${i}`, fen)), ...costs.map((fen, i) => use(`u${i}`, fen))]
      const traced = sumBy(
        trace(events).allocations.filter((row) => row.row === 'pay'),
        (row) => `${row.lot} ${row.use}`,
      )
      const expected = new Map<string, bigint>()
      let giftStart = 0n
      gifts.forEach((giftFen, g) => {
        let costStart = 0n
        costs.forEach((costFen, u) => {
          const from = greater(giftStart, costStart)
          const to = lesser(giftStart + giftFen, costStart + costFen)
          if (to > from) expected.set(`g${g} u${u}`, to - from)
          costStart += costFen
        })
        giftStart += giftFen
      })
      assert.deepEqual(traced, expected)
    }),
  )
})
