import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  refuseChange,
  refuseClosing,
  refuseKeying,
  refuseLate,
  refuseMarks,
  refuseOpening,
  refusePlan,
  refuseVoting,
  stateOf,
} from './decide.ts'
import { readRoll } from './roll-rows.ts'

const NOW = new Date('2026-11-23T02:00:00Z')
const LATER = new Date('2026-11-24T02:00:00Z')

test('a state is what was done last, and the hour', () => {
  const life = { opened: true, closed: false, cancelled: false, closesAt: LATER }
  assert.equal(stateOf({ ...life, opened: false }, NOW), 'planned')
  assert.equal(stateOf(life, NOW), 'open')
  assert.equal(stateOf(life, LATER), 'ended')
  assert.equal(stateOf({ ...life, cancelled: true }, NOW), 'cancelled')
  assert.equal(stateOf({ ...life, closed: true }, LATER), 'closed')
})

test('Z11 what speaks against planning, opening, voting and closing is told in one order', () => {
  const plan = { rule: 'approval', mostMarks: 2, options: 3, closesAt: LATER } as const
  assert.equal(refusePlan(plan, NOW), undefined)
  assert.equal(refusePlan({ ...plan, mostMarks: 4, closesAt: NOW }, NOW)?.code, 'marks_unfit')
  assert.equal(refusePlan({ ...plan, rule: 'plurality' }, NOW)?.code, 'marks_unfit')
  assert.equal(refusePlan({ ...plan, closesAt: NOW }, NOW)?.code, 'closes_too_early')

  const opening = { state: 'planned', closesAt: LATER, roll: 3, budgetFen: 100n, costs: [200n, 100n] } as const
  assert.equal(refuseOpening(opening, NOW), undefined)
  assert.equal(refuseOpening({ ...opening, state: 'cancelled', closesAt: NOW }, NOW)?.code, 'cancelled')
  assert.equal(refuseOpening({ ...opening, state: 'open', closesAt: NOW }, NOW)?.code, 'already_open')
  assert.equal(refuseOpening({ ...opening, closesAt: NOW, roll: 0 }, NOW)?.code, 'closes_too_early')
  assert.equal(refuseOpening({ ...opening, roll: 0, budgetFen: 99n }, NOW)?.code, 'roll_empty')
  assert.equal(refuseOpening({ ...opening, budgetFen: 99n }, NOW)?.code, 'budget_too_small')
  assert.equal(refuseOpening({ ...opening, costs: [] }, NOW)?.code, 'budget_too_small')

  assert.deepEqual(
    (['planned', 'open', 'ended', 'closed', 'cancelled'] as const).map((state) => [
      refuseChange(state)?.code,
      refuseVoting(state)?.code,
      refuseKeying(state)?.code,
      refuseLate(state)?.code,
    ]),
    [
      [undefined, 'not_open', 'not_open', undefined],
      ['already_open', undefined, undefined, undefined],
      ['already_open', 'voting_over', undefined, undefined],
      ['already_open', 'not_open', 'not_open', 'not_open'],
      ['cancelled', 'not_open', 'not_open', 'cancelled'],
    ],
  )

  const closing = { state: 'ended', roll: 3, voted: 2, byPaper: 1, slips: [{ slip: 1, state: 'agreed' }] } as const
  assert.equal(refuseClosing(closing), undefined)
  assert.equal(refuseClosing({ ...closing, state: 'planned' })?.code, 'not_open')
  assert.equal(refuseClosing({ ...closing, state: 'open' })?.code, 'still_open')
  assert.equal(refuseClosing({ ...closing, state: 'open', voted: 3 }), undefined)
  assert.equal(refuseClosing({ ...closing, slips: [{ slip: 1, state: 'once' }] })?.code, 'slips_differ')
  assert.equal(refuseClosing({ ...closing, slips: [] })?.code, 'slips_missing')
})

test('marks are options of the ballot, each once, no more than are allowed; none is a blank vote', () => {
  assert.equal(refuseMarks([], [1, 2, 3], 2), undefined)
  assert.equal(refuseMarks([3, 1], [1, 2, 3], 2), undefined)
  for (const marks of [[1, 2, 3], [1, 1], [4]]) assert.equal(refuseMarks(marks, [1, 2, 3], 2)?.code, 'marks_wrong')
})

test('Z2 a roll is read by its headings; who stands twice is told by row', () => {
  const table = [
    ['某社区住户名册'],
    ['序号', '户主', '门牌', '社区'],
    ['1', '张三', '1号', '甲社区'],
    [],
    ['2', ' 张三 ', '１号'],
    ['3', '张三', '2号'],
  ]
  assert.deepEqual(readRoll(table), {
    entries: [
      { name: '张三', door: '1号', community: '甲社区' },
      { name: '张三', door: '2号', community: '' },
    ],
    twice: [5],
  })
  assert.deepEqual(readRoll([['a']]), { row: 1 })
  assert.deepEqual(
    readRoll([
      ['姓名', '门牌'],
      ['', '3号'],
    ]),
    { row: 2 },
  )
})
