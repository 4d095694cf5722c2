import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '@shanju/contract/kit/dates.ts'
import { possibleSeverities } from '@shanju/contract/regulations/vocab.ts'
import fc from 'fast-check'
import { DEFINITIONS, definitionOf } from './book.ts'
import { asShipped, type Change, fenOf, settingsOn, shippedValue, termOf, wordsOf } from './settings.ts'

const TODAY = '2026-11-23'
const change = (regulationId: string, fromOn: string, more: Partial<Change> = {}): Change => ({
  regulationId,
  fromOn,
  severity: null,
  enabled: null,
  values: {},
  ...more,
})
const of = (id: string, day: string, changes: readonly Change[]) => {
  const found = settingsOn(day, changes).get(id)
  assert.ok(found)
  return found
}

const anyDay = fc.integer({ min: -30, max: 30 }).map((n) => addDays(TODAY, n))
const anyChange: fc.Arbitrary<Change> = fc.constantFrom(...DEFINITIONS).chain((definition) =>
  fc.record({
    regulationId: fc.constant(definition.id),
    fromOn: anyDay,
    severity: fc.option(fc.constantFrom(...possibleSeverities(definition.asks))),
    enabled: fc.option(fc.boolean()),
    values: fc.constant({}),
  }),
)

describe('R3: settings of a day', () => {
  test('without changes everything stands as it ships', () => {
    for (const [id, setting] of settingsOn(TODAY, [])) {
      assert.deepEqual(setting, asShipped(definitionOf(id), TODAY))
      assert.equal(setting.changed, false)
    }
  })

  test('a change holds from its first day on, not the day before', () => {
    const raised = [change('F02', '2026-12-01', { severity: 'block' })]
    assert.equal(of('F02', '2026-11-30', raised).severity, 'warn')
    assert.equal(of('F02', '2026-12-01', raised).severity, 'block')
    assert.equal(of('F02', '2027-12-01', raised).changed, true)
  })

  test('a change touches only what it names, and only its own regulation', () => {
    const both = [
      change('D02', '2026-12-01', { values: { days: 5 } }),
      change('D02', '2026-12-02', { severity: 'warn' }),
      change('D02', '2026-12-03', { enabled: false }),
    ]
    const then = of('D02', '2026-12-03', both)
    assert.deepEqual([then.severity, then.enabled, then.values], ['warn', false, { days: 5 }])
    assert.deepEqual(of('F08', '2026-12-03', both), asShipped(definitionOf('F08'), '2026-12-03'))
  })

  test('of changes of one day the later recorded stands; a later day stands over an earlier, in whatever order they came', () => {
    const same = [change('F02', '2026-12-01', { severity: 'block' }), change('F02', '2026-12-01', { severity: 'warn' })]
    assert.equal(of('F02', '2026-12-01', same).severity, 'warn')
    const crossed = [
      change('F02', '2026-12-10', { severity: 'block' }),
      change('F02', '2026-12-01', { severity: 'warn' }),
    ]
    assert.equal(of('F02', '2026-12-05', crossed).severity, 'warn')
    assert.equal(of('F02', '2026-12-10', crossed).severity, 'block')
  })

  test('what was recorded later, for a later day, never changes an earlier day', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 6 }), anyChange, anyDay, (before, next, day) => {
        fc.pre(next.fromOn > day)
        assert.deepEqual(settingsOn(day, [...before, next]), settingsOn(day, before))
      }),
    )
  })

  test('the same changes give the same settings, however often they are asked for', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 8 }), anyDay, (changes, day) =>
        assert.deepEqual(settingsOn(day, changes), settingsOn(day, [...changes])),
      ),
    )
  })
})

test('a regulation is in force from its first day to its last, both counted', () => {
  const short = { ...definitionOf('F01'), effectiveFrom: '2026-01-01', effectiveTo: '2026-06-30' }
  const inForce = (day: string) => asShipped(short, day).inForce
  assert.deepEqual(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map(inForce), [false, true, true, false])
})

test('a shipped value holds from its day; before the first day of all, the first value', () => {
  const [days] = definitionOf('D02').parameters
  assert.ok(days)
  const source = { zh: '某令', en: 'some order' }
  const two = { ...days, values: [...days.values, { from: '2027-01-01', value: 7, evidence: 'Q' as const, source }] }
  const on = (day: string) => shippedValue(two, day).value
  assert.deepEqual(['2020-01-01', '2026-12-31', '2027-01-01'].map(on), [10, 10, 7])
})

test('values are read by their type, and asking for what is not there is a defect', () => {
  const d02 = asShipped(definitionOf('D02'), TODAY)
  const f03 = asShipped(definitionOf('F03'), TODAY)
  assert.deepEqual(termOf(d02, 'days'), { days: 10, unit: 'days' })
  assert.deepEqual(wordsOf(f03, 'forbidden_words'), ['中国', '中华', '全国', '国际'])
  assert.equal(fenOf(asShipped(definitionOf('F07'), TODAY), 'least_opening_sum'), 1_000_000n)
  assert.throws(() => fenOf(d02, 'days'), /no sum/)
  assert.throws(() => wordsOf(d02, 'days'), /no words/)
  assert.throws(() => termOf(f03, 'forbidden_words'), /no days/)
})
