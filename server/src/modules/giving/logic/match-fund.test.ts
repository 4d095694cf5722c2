import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexFunds, matchFund } from './match-fund.ts'

const a = { id: '01900000-0000-7000-8000-000000000001', name: '暖心基金', placeCode: '150602001' }
const b = { id: '01900000-0000-7000-8000-000000000002', name: '暖心基金', placeCode: '150602002' }
const c = { id: '01900000-0000-7000-8000-000000000003', name: '助学基金', placeCode: '150602002' }
const index = indexFunds([a, b, c])
const match = (fund: string, division = '') => {
  const found = matchFund({ fund, division }, index)
  return 'fund' in found ? found.fund : found.problem.code
}

test('a fund is found by its id, its name, its place, or name and place together', () => {
  assert.equal(match('fund_01900000000070008000000000000002'), b)
  assert.equal(match('助学基金'), c)
  assert.equal(match('', '150602001'), a)
  assert.equal(match('暖心基金', '150602002'), b)
})

test('what could mean two funds, or none, is not guessed', () => {
  assert.equal(match('暖心基金'), 'row_fund_ambiguous')
  assert.equal(match('', '150602002'), 'row_fund_ambiguous')
  assert.equal(match('别的基金'), 'row_fund_unknown')
  assert.equal(match('助学基金', '150602001'), 'row_fund_unknown')
  assert.equal(match('', ''), 'row_fund_unknown')
  assert.equal(match('fund_01900000000070008000000000000009'), 'row_fund_unknown')
})
