import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { closingDrafts } from './closing.ts'
import { credit, debit } from './entry.ts'
import { freeFen, overdrawsOf, potDeltas, potText } from './overdraw.ts'
import { accepted, draft } from './testkit/facts.ts'
import { arbitraryJournal, balancesOf } from './testkit/journal.ts'
import { HEAD } from './testkit/recipes.ts'

const pot = { fund: 'F1', restrictionId: 'r1' }
const r1 = { restriction: 'R', ...pot } as const
const spend = (amountFen: bigint) =>
  accepted(draft([debit('5101', amountFen, { ...r1, kind: 'c2' }), credit('1002', amountFen, { cashLine: 'B9' })]))
const gift = (amountFen: bigint) => accepted(draft([debit('1201', amountFen), credit('4101', amountFen, r1)]))

test('K05: the last fen of a limit may be spent, one more may not', () => {
  const balances = new Map([[potText(pot), 500n]])
  assert.deepEqual(overdrawsOf(spend(500n), balances), [])
  assert.deepEqual(overdrawsOf(spend(501n), balances), [{ pot, missingFen: 1n }])
})

test('K05: money of another fund or another limit does not help', () => {
  for (const other of [
    { ...pot, fund: 'F2' },
    { ...pot, restrictionId: 'r2' },
  ]) {
    assert.equal(overdrawsOf(spend(1n), new Map([[potText(other), 500n]])).length, 1)
  }
})

test('a pot below zero may still receive', () => {
  const balances = new Map([[potText(pot), -300n]])
  assert.deepEqual(overdrawsOf(gift(100n), balances), [])
  assert.equal(overdrawsOf(spend(1n), balances).length, 1)
})

test('an entry that takes and gives in the same pot is judged by its sum', () => {
  const both = accepted(draft([debit('5101', 9n, { ...r1, kind: 'c3' }), credit('4101', 9n, r1)]))
  assert.deepEqual(overdrawsOf(both, new Map()), [])
})

test('unrestricted money has no pot, and closing changes none', () => {
  const free = { restriction: 'U', fund: 'general' } as const
  const office = draft([debit('5301', 5n, { ...free, kind: 'm5' }), credit('1002', 5n, { cashLine: 'B11' })])
  assert.equal(potDeltas(accepted(office)).size, 0)
  fc.assert(
    fc.property(arbitraryJournal(), (entries) => {
      const drafts = closingDrafts(balancesOf(entries), { ...HEAD, postedOn: '2026-12-31' })
      for (const entry of drafts) assert.equal(potDeltas(accepted(entry)).size, 0)
    }),
    { numRuns: 20 },
  )
})

test('K06: open commitments reduce what may be approved, before any entry', () => {
  assert.equal(freeFen(1000n, [300n, 200n]), 500n)
  assert.equal(freeFen(100n, [300n]), -200n)
})
