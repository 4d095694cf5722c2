import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { signedFen } from '../entry.ts'
import { applyRecipe } from '../recipes/index.ts'
import { DEFAULT_POLICIES } from '../recipes/policy.ts'
import { reversalOf } from '../reversal.ts'
import { posted } from '../testkit/facts.ts'
import { GENERAL, R1, R2, REACHED } from '../testkit/inputs.ts'
import { arbitraryJournal } from '../testkit/journal.ts'
import { ALL_PAPERS, HEAD } from '../testkit/recipes.ts'
import { traceOfSource } from './answers.ts'
import { NO_ORIGINS, type Origins, poolOf, traceEventsOf } from './events.ts'
import { trace } from './trace.ts'

test('T1: on any journal, reversals included, the trace holds in every pool what the books hold', () => {
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const { allocations, state } = trace(entries.flatMap((entry) => traceEventsOf(entry)))
      const books = new Map<string, bigint>()
      for (const line of entries.flatMap((entry) => entry.lines)) {
        if (line.restriction === null) continue
        books.set(poolOf(line), (books.get(poolOf(line)) ?? 0n) - signedFen(line))
      }
      for (const [pool, balance] of books) {
        const left = state.lots.reduce((sum, lot) => (lot.pool === pool ? sum + lot.leftFen : sum), 0n)
        const uncovered = state.uses.reduce((sum, use) => (use.pool === pool ? sum + use.uncoveredFen : sum), 0n)
        const missing = state.uses.reduce((sum, use) => (use.to === pool ? sum + use.uncoveredFen : sum), 0n)
        assert.equal(left - uncovered + missing, balance, pool)
      }
      for (const root of new Set(allocations.map((row) => row.root))) {
        const one = traceOfSource(root, allocations, state)
        assert.equal(
          one.arrivedFen,
          one.spent.reduce((sum, part) => sum + part.amountFen, 0n) + one.voidedFen + one.leftFen,
        )
      }
    }),
    { numRuns: 200 },
  )
})

let seq = 0
const book = (recipe: string, input: Record<string, unknown>, tags: Record<string, string> = {}) => {
  seq += 1
  const applied = applyRecipe(recipe, input, { ...HEAD, papers: ALL_PAPERS }, DEFAULT_POLICIES, tags)
  assert.ok(!applied.refused, JSON.stringify(applied.refused))
  return posted(applied.draft, seq)
}
const gift = (amount: bigint, id: string) => book('E01.post', { cash: '1002', amount, place: R1 }, { gift: id })
const help = (amount: bigint, grant = 'grant') =>
  book('E32.post', { cash: '1002', amount, place: R1, reach: REACHED }, { grant })

test('a gift’s line is a source, help is its use, and a transfer carries it to the other fund', () => {
  const [one, two, moved] = [gift(100n, 'g1'), help(60n), book('E68.post', { amount: 40n, from: R1, to: R2 })]
  const later = book('E32.post', { cash: '1002', amount: 25n, place: R2, reach: REACHED })
  const { allocations, state } = trace([one, two, moved, later].flatMap((entry) => traceEventsOf(entry)))
  const trail = traceOfSource(`${one.id}/2`, allocations, state)
  assert.deepEqual(trail.spent, [
    { use: `${two.id}/1`, amountFen: 60n },
    { use: `${later.id}/1`, amountFen: 25n },
  ])
  assert.equal(trail.leftFen, 15n)
})

test('a refund that names its gift takes it from that gift, not from the oldest', () => {
  const [old, young] = [gift(100n, 'old'), gift(50n, 'young')]
  const refund = book('E72.outside_cause', { income: '4101', amount: 50n, place: R1 }, { gift: 'young' })
  const origins: Origins = { ...NO_ORIGINS, sourceOfGift: (id) => (id === 'young' ? `${young.id}/2` : undefined) }
  const { allocations, state } = trace([old, young, refund].flatMap((entry) => traceEventsOf(entry, origins)))
  assert.equal(traceOfSource(`${young.id}/2`, allocations, state).voidedFen, 50n)
  assert.equal(traceOfSource(`${old.id}/2`, allocations, state).leftFen, 100n)
})

test('a grant given back returns to the gifts that had paid for it', () => {
  const [one, grant] = [gift(100n, 'g1'), help(80n, 'grant-7')]
  const back = book('E37.money', { cash: '1002', amount: 30n, place: R1, reach: REACHED }, { grant: 'grant-7' })
  const origins: Origins = { ...NO_ORIGINS, useOfGrant: (id) => (id === 'grant-7' ? `${grant.id}/1` : undefined) }
  const { allocations, state } = trace([one, grant, back].flatMap((entry) => traceEventsOf(entry, origins)))
  const trail = traceOfSource(`${one.id}/2`, allocations, state)
  assert.deepEqual([trail.spent[0]?.amountFen, trail.leftFen], [50n, 50n])
})

test('a reversed payment leaves the gift as if it had never paid', () => {
  const [one, paid] = [gift(100n, 'g1'), help(80n)]
  const undo = reversalOf(paid, { ...HEAD, reason: 'wrong payee' })
  assert.ok(!undo.refused)
  const back = posted(undo.draft, 99)
  const { allocations, state } = trace([one, paid, back].flatMap((entry) => traceEventsOf(entry)))
  assert.deepEqual(traceOfSource(`${one.id}/2`, allocations, state), {
    arrivedFen: 100n,
    spent: [],
    voidedFen: 0n,
    leftFen: 100n,
  })
})

test('a service gift pays for itself, and a limit lifted in the same period moves the gift to free money', () => {
  const one = gift(100n, 'g1')
  const service = book('E23.post', { amount: 30n, use: 'office', place: R1 })
  const lifted = book('E64.post', { income: '4101', amount: 100n, place: R1 })
  const office = book('E55.paid', { cash: '1002', amount: 10n, kind: 'm5', place: { ...GENERAL, fund: 'F1' } })
  const { allocations, state } = trace([one, service, lifted, office].flatMap((entry) => traceEventsOf(entry)))
  const trail = traceOfSource(`${one.id}/2`, allocations, state)
  assert.deepEqual(trail.spent, [{ use: `${office.id}/1`, amountFen: 10n }])
  assert.equal(trail.leftFen, 90n)
})

test('closing is no event of the trace', () => {
  const entry = { ...gift(100n, 'g1'), type: 'close' as const }
  assert.deepEqual(traceEventsOf(entry), [])
})
