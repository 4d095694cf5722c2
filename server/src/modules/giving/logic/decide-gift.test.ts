import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FUND_STATES } from '@shanju/contract/funds/vocab.ts'
import { decideGift } from './decide-gift.ts'

const fund = { state: 'open', opensOn: '2025-06-01' } as const
const today = '2026-11-23'

test('refusals come in their order: state, future, before the fund', () => {
  assert.deepEqual(decideGift('2030-01-01', { fund: { ...fund, state: 'frozen' }, today }), {
    refused: { code: 'fund_takes_no_gifts', params: { state: 'frozen' } },
  })
  assert.deepEqual(decideGift('2026-11-24', { fund: { ...fund, opensOn: '2027-01-01' }, today }), {
    refused: { code: 'given_in_future', params: { day: '2026-11-24' } },
  })
  assert.deepEqual(decideGift('2025-05-31', { fund, today }), {
    refused: { code: 'given_before_fund', params: { day: '2025-05-31', opens: '2025-06-01' } },
  })
})

test('only an open fund takes gifts', () => {
  const taking = FUND_STATES.filter((state) => !decideGift(today, { fund: { ...fund, state }, today }).refused)
  assert.deepEqual(taking, ['open'])
})

test('G1: the first day of the books divides entries from history', () => {
  assert.deepEqual(decideGift('2025-12-31', { fund, today }), { history: true })
  assert.deepEqual(decideGift('2026-01-01', { fund, today }), { history: false })
  assert.deepEqual(decideGift(today, { fund, today }), { history: false })
  assert.deepEqual(decideGift('2025-06-01', { fund, today }), { history: true })
})
