import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FileRow } from './file-rows.ts'
import { type Kept, type LoadFacts, planLoad } from './plan-load.ts'

const row = (code: string, more: Partial<FileRow> = {}): FileRow => ({
  code,
  name: `名${code}`,
  officialName: `名${code}`,
  level: 'town',
  kind: 'town',
  parentCode: '150602',
  nameEn: null,
  pinyin: null,
  ...more,
})
const keptOf = (rows: readonly FileRow[]): Map<string, Kept> =>
  new Map(rows.map((each) => [each.code, { ...each, ended: false }]))
const facts = (before: readonly FileRow[] | undefined, kept = keptOf(before ?? [])): LoadFacts => ({
  today: '2026-11-23',
  before,
  kept,
  source: 'data/divisions.csv',
})
const A = row('150602100')
const B = row('150602101')

test('D2: the first load is no history', () => {
  const plan = planLoad([A, B], facts(undefined))
  assert.equal(plan.fresh.length, 2)
  assert.deepEqual(plan.changes, [])
  assert.deepEqual(
    plan.fresh.map((each) => each.validFrom),
    [null, null],
  )
})

test('D2: each difference between two files is a change of its kind on the day of loading', () => {
  const next = [
    row(A.code, { name: '新名', officialName: '新名', kind: 'township', parentCode: '150603' }),
    row('150602102'),
  ]
  const { fresh, edits, changes } = planLoad(next, facts([A, B]))
  assert.deepEqual(
    changes.map((change) => [change.kind, change.oldCodes[0] ?? null, change.newCodes[0] ?? null, change.effectiveOn]),
    [
      ['rename', A.code, A.code, '2026-11-23'],
      ['transfer', A.code, A.code, '2026-11-23'],
      ['reclassification', A.code, A.code, '2026-11-23'],
      ['creation', null, '150602102', '2026-11-23'],
      ['abolition', B.code, null, '2026-11-23'],
    ],
  )
  assert.deepEqual(
    fresh.map((each) => each.validFrom),
    ['2026-11-23'],
  )
  assert.deepEqual(edits.find((edit) => edit.code === B.code)?.endsOn, '2026-11-23')
})

test('D2: what staff recorded stays when a file knows nothing of it', () => {
  const renamedByStaff = keptOf([A, { ...B, name: '人改的名' }])
  const plan = planLoad([row(A.code, { nameEn: 'A' }), B], facts([A, B], renamedByStaff))
  assert.deepEqual(plan.changes, [])
  assert.deepEqual(plan.edits, [{ code: A.code, nameEn: 'A' }])
})

test('D2: what staff recorded before the file did is no second change', () => {
  const renamed = row(A.code, { name: '新名', officialName: '新名' })
  const kept = keptOf([renamed, B])
  kept.set(B.code, { ...B, ended: true })
  assert.deepEqual(planLoad([renamed], facts([A, B], kept)), { fresh: [], edits: [], changes: [] })
})

test('D2: loading the same file again changes nothing, whatever it says', () => {
  const rows = fc.uniqueArray(
    fc.record({ code: fc.integer({ min: 150602100, max: 150602199 }).map(String), name: fc.string() }),
    { selector: ({ code }) => code },
  )
  fc.assert(
    fc.property(rows, (some) => {
      const file = some.map(({ code, name }) => row(code, { name }))
      assert.deepEqual(planLoad(file, facts(file)), { fresh: [], edits: [], changes: [] })
    }),
  )
})

test('a corrected reading respells the name without a change on record', () => {
  const plan = planLoad([row(A.code, { pinyin: 'shi' }), B], facts([A, B]))
  assert.deepEqual(plan.edits, [{ code: A.code, name: { name: A.name, officialName: A.officialName, pinyin: 'shi' } }])
  assert.deepEqual(plan.changes, [])
})
