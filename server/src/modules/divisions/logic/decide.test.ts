import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MergeInput, NewDivision, SplitInput } from '@shanju/contract/divisions/shapes.ts'
import { commonPath } from './common-path.ts'
import { decideMerge, type MergeFacts } from './decide-merge.ts'
import { decideRename } from './decide-rename.ts'
import { decideSplit, type SplitFacts } from './decide-split.ts'
import { decideUrban } from './decide-urban.ts'
import type { Standing } from './plan.ts'

const TODAY = '2026-11-23'
const ground = { effectiveOn: '2026-11-01', source: '内政字〔2026〕1号' }
const town = (code: string, more: Partial<Standing> = {}): Standing => ({
  code,
  name: `${code}镇`,
  officialName: `${code}镇`,
  level: 'town',
  kind: 'town',
  parentCode: '150602',
  validTo: null,
  changedOn: null,
  ...more,
})
const A = town('150602100')
const B = town('150602101')
const fresh: NewDivision = { code: '150602199', name: '新镇', officialName: '新镇', kind: 'town' }

const merge = (input: Partial<MergeInput>, facts: Partial<MergeFacts> = {}) =>
  decideMerge(
    { codes: [A.code, B.code], into: A.code, ...ground, ...input },
    { today: TODAY, involved: [A, B], children: new Map(), used: new Set(), ...facts },
  )
const split = (parts: SplitInput['parts'], facts: Partial<SplitFacts> = {}, input: Partial<SplitInput> = {}) =>
  decideSplit(
    { parts, ...ground, ...input },
    { today: TODAY, division: A, children: ['150602100001', '150602100002'], used: new Set(), ...facts },
  )
const two: SplitInput['parts'] = [
  { part: A.code, children: [] },
  { part: fresh, children: ['150602100002'] },
]

const table: readonly (readonly [code: string, title: string, decision: { refused?: { code: string } | undefined }])[] =
  [
    ['ended', 'a division that is no more', merge({}, { involved: [A, town(B.code, { validTo: '2020-01-01' })] })],
    ['effective_in_future', 'a day to come', merge({ effectiveOn: '2026-11-24' })],
    [
      'effective_before_earlier_change',
      'a day before a change on record',
      merge({}, { involved: [A, town(B.code, { changedOn: '2026-11-02' })] }),
    ],
    ['city_stays', 'merging the city', merge({}, { involved: [town('150600', { level: 'city' })] })],
    ['city_stays', 'splitting the city', split(two, { division: town('150600', { level: 'city' }) })],
    ['different_levels', 'a town and a community', merge({}, { involved: [A, town(B.code, { level: 'community' })] })],
    ['kind_of_other_level', 'towns into a village', merge({ into: { ...fresh, kind: 'village' } })],
    ['code_of_other_level', 'a town with the code of a community', merge({ into: { ...fresh, code: '150602100001' } })],
    ['exists_with_same_code', 'a new one under an old code', merge({ into: fresh }, { used: new Set([fresh.code]) })],
    ['nothing_to_merge', 'a division into itself', merge({ codes: [A.code] }, { involved: [A] })],
    ['part_named_twice', 'one part twice', split([...two, { part: fresh, children: [] }])],
    ['part_is_another', 'a part that exists elsewhere', split([...two, { part: B.code, children: [] }])],
    [
      'child_of_another',
      'a child from elsewhere',
      split([...two, { part: { ...fresh, code: '150602198' }, children: ['150602101001'] }]),
    ],
    [
      'child_named_twice',
      'a child for two parts',
      split([...two, { part: { ...fresh, code: '150602198' }, children: ['150602100002'] }]),
    ],
    [
      'children_left_over',
      'a division that ends and leaves a child behind',
      split([
        { part: fresh, children: ['150602100001'] },
        { part: { ...fresh, code: '150602198' }, children: [] },
      ]),
    ],
    [
      'name_unchanged',
      'the name it has',
      decideRename(A, { name: A.name, officialName: A.officialName, ...ground }, TODAY),
    ],
    ['urban_only_for_communities', 'a town as an urban community', { refused: decideUrban(A, TODAY, TODAY) }],
  ]
for (const [code, title, decision] of table) {
  test(`refuses ${title}: ${code}`, () => assert.equal(decision.refused?.code, code))
}

test('D3: a merger ends all but the one that stays, leads to it and hands over what lay below', () => {
  const children = new Map([
    ['150602100001', A.code],
    ['150602101001', B.code],
  ])
  const { plan } = merge({}, { children })
  assert.deepEqual(plan?.edits, [
    { code: '150602101001', parentCode: A.code },
    { code: B.code, endsOn: ground.effectiveOn },
  ])
  assert.deepEqual(plan?.changes[0]?.ended, [B.code])
  assert.deepEqual(plan?.changes[0]?.newCodes, [A.code])
})

test('D3: a merger into a new division ends all that are named', () => {
  const { plan } = merge({ into: fresh })
  assert.deepEqual(plan?.changes[0]?.ended, [A.code, B.code])
  assert.deepEqual(
    plan?.fresh.map((each) => [each.code, each.parentCode, each.validFrom]),
    [[fresh.code, '150602', ground.effectiveOn]],
  )
})

test('D3: what stays when it is divided does not end, keeps the children not named, and no code leads away from it', () => {
  const { plan } = split(two)
  assert.deepEqual(plan?.edits, [{ code: '150602100002', parentCode: fresh.code }])
  assert.deepEqual(plan?.changes[0]?.ended, [])
})

test('a fact about urban communities may be older than the last renaming: documents come late', () => {
  const village = town('150602100001', { level: 'community', changedOn: '2026-10-01' })
  assert.equal(decideUrban(village, '2020-01-01', TODAY), undefined)
  assert.equal(decideUrban(village, '2026-11-24', TODAY)?.code, 'effective_in_future')
})

test('whoever changes several divisions has to reach what stands above all of them', () => {
  assert.deepEqual(
    commonPath([
      ['150600', '150602', '150602100'],
      ['150600', '150602', '150602101'],
    ]),
    ['150600', '150602'],
  )
  assert.deepEqual(
    commonPath([
      ['150600', '150602'],
      ['150600', '150603'],
    ]),
    ['150600'],
  )
  assert.deepEqual(commonPath([]), [])
})
