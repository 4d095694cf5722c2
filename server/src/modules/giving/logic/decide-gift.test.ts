import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FUND_STATES } from '@shanju/contract/funds/vocab.ts'
import { type DecidedGift, decideGift, type GiftFacts } from './decide-gift.ts'

const fund = { state: 'open', opensOn: '2025-06-01', fields: ['hardship'] } as const
const today = '2026-11-23'
const nothing = { blocks: [], warnings: [], tasks: [] }
const on = (givenOn: string) => ({ givenOn })
const decide = (gift: DecidedGift, facts: Pick<GiftFacts, 'fund' | 'today'> & Partial<GiftFacts>) =>
  decideGift(gift, { judged: () => nothing, wordsOf: ({ regulation }) => ({ rule: regulation }), ...facts })

test('refusals come in their order: state, future, before the fund', () => {
  assert.deepEqual(decide(on('2030-01-01'), { fund: { ...fund, state: 'frozen' }, today }), {
    refused: { code: 'fund_takes_no_gifts', params: { state: 'frozen' } },
  })
  assert.deepEqual(decide(on('2026-11-24'), { fund: { ...fund, opensOn: '2027-01-01' }, today }), {
    refused: { code: 'given_in_future', params: { day: '2026-11-24' } },
  })
  assert.deepEqual(decide(on('2025-05-31'), { fund, today }), {
    refused: { code: 'given_before_fund', params: { day: '2025-05-31', opens: '2025-06-01' } },
  })
})

test('only an open fund takes gifts', () => {
  const taking = FUND_STATES.filter((state) => !decide(on(today), { fund: { ...fund, state }, today }).refused)
  assert.deepEqual(taking, ['open'])
})

test('G1: the first day of the books divides entries from history', () => {
  assert.deepEqual(decide(on('2025-12-31'), { fund, today }), { history: true, judgement: nothing })
  assert.deepEqual(decide(on('2026-01-01'), { fund, today }), { history: false, judgement: nothing })
  assert.deepEqual(decide(on(today), { fund, today }), { history: false, judgement: nothing })
  assert.deepEqual(decide(on('2025-06-01'), { fund, today }), { history: true, judgement: nothing })
})

test('a purpose is one of the fund’s own; what the rule book blocks is refused with its source, after all else', () => {
  const given = { ...on(today), purposeField: 'care' } as const
  assert.deepEqual(decide(given, { fund, today }), {
    refused: { code: 'purpose_outside_fund', params: { field: 'care' } },
  })
  const block = {
    regulation: 'D15',
    severity: 'block',
    title: { zh: '捐赠人同意后才公开姓名', en: 'A donor is named only as they chose' },
    citation: { zh: '慈善法第82条', en: 'Charity Law, art. 82' },
    reason: 'no_choice',
  } as const
  const judged = () => ({ ...nothing, blocks: [block] })
  assert.equal(decide(given, { fund, today, judged }).refused?.code, 'purpose_outside_fund')
  assert.deepEqual(decide({ ...given, purposeField: 'hardship' }, { fund, today, judged }), {
    refused: { code: 'rule_blocks', params: { rule: 'D15' } },
  })
})
