import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexFunds, matchFund } from './match-fund.ts'

const a = { id: '01900000-0000-7000-8000-000000000001', name: '暖心基金', placeCodes: ['150602001', '150602900'] }
const b = { id: '01900000-0000-7000-8000-000000000002', name: '暖心基金', placeCodes: ['150602002'] }
const c = { id: '01900000-0000-7000-8000-000000000003', name: '助学基金', placeCodes: ['150602002'] }
const index = indexFunds([a, b, c], new Set(['150602001', '150602900', '150602002', '150603001']))
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

test('a code that was merged away finds the fund of what took it over', () => {
  assert.equal(match('', '150602900'), a)
  assert.equal(match('暖心基金', '150602900'), a)
})

test('what could mean two funds, or none, is not guessed', () => {
  assert.equal(match('暖心基金'), 'row_fund_ambiguous')
  assert.equal(match('', '150602002'), 'row_fund_ambiguous')
  assert.equal(match('别的基金'), 'row_fund_unknown')
  assert.equal(match('助学基金', '150602001'), 'row_fund_unknown')
  assert.equal(match('', ''), 'row_fund_unknown')
  assert.equal(match('', '150603001'), 'row_no_fund_here')
  assert.equal(match('', '150102001'), 'row_division_unknown')
  assert.equal(match('助学基金', '150102001'), 'row_division_unknown')
  assert.equal(match('fund_01900000000070008000000000000009'), 'row_fund_unknown')
})

test('a name inside a longer text is found where that is asked for; of two, one inside the other, the longer is meant', () => {
  const longer = { ...c, id: '01900000-0000-7000-8000-000000000004', name: '青年助学基金' }
  const all = indexFunds([a, c, longer], new Set())
  const said = (fund: string, fundId: string | null = null) => {
    const found = matchFund({ fund, division: '' }, all, { fundInText: true, fundId })
    return 'fund' in found ? found.fund : found.problem.code
  }
  assert.equal(said('捐给暖心基金，谢谢'), a)
  assert.equal(said('青年助学基金捐款'), longer)
  assert.equal(said('暖心基金或助学基金'), 'row_fund_ambiguous')
  assert.equal(said('捐款'), 'row_fund_unknown')
  assert.equal(said('', c.id), c)
  assert.equal(said('捐款', c.id), 'row_fund_unknown')
  assert.equal(said('', '01900000-0000-7000-8000-000000000009'), 'row_fund_unknown')
})
