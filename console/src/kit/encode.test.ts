import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { recordGift } from '@shanju/contract/giving/shapes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { bodyOf, Unfit, urlOf } from './encode.ts'

const ID = '01a20658-febe-7034-bdef-4197e1fd2fe3'

test('ids get their prefix in the path, and what is left out of the query stays out', () => {
  assert.equal(urlOf(funds.get, { params: { id: ID } }), '/api/v1/funds/funds/fund_01a20658febe7034bdef4197e1fd2fe3')
  assert.equal(
    urlOf(funds.list, { query: { q: undefined, state: 'open', page: 2 } }),
    '/api/v1/funds/funds?state=open&page=2',
  )
  assert.equal(urlOf(funds.list, {}), '/api/v1/funds/funds')
})

test('text in the query is escaped and empty text is no filter', () => {
  assert.equal(urlOf(funds.mine, { query: { q: '暖心 & 100%' } }), '/api/v1/funds/mine?q=%E6%9A%96%E5%BF%83+%26+100%25')
  assert.equal(urlOf(funds.mine, { query: { q: '' } }), '/api/v1/funds/mine')
})

test('a value that cannot be what the route asks for is found before anything is sent', () => {
  assert.throws(() => urlOf(funds.get, { params: { id: 'nonsense' } }), Unfit)
  assert.throws(() => urlOf(funds.list, { query: { state: 'elsewhere' } }), Unfit)
})

test('money goes over the wire as whole fen in text, and every fault of a body is named by its field', () => {
  const blank = recordGift.parse({ fundId: showId('fund', ID), amountFen: '1', givenOn: '2026-11-23', channel: 'bank' })
  const gift = { ...blank, fundId: ID, amountFen: 123450n }
  assert.equal(JSON.parse(bodyOf(giving.record, { body: gift }) ?? '').amountFen, '123450')
  assert.throws(
    () => bodyOf(giving.record, { body: { ...gift, amountFen: 0n, givenOn: '2026-13-01' } }),
    (error) => {
      assert.ok(error instanceof Unfit)
      assert.deepEqual(error.fields.map(({ path, issue }) => [path, issue.key]).sort(), [
        ['amountFen', 'sum_not_above'],
        ['givenOn', 'date'],
      ])
      return true
    },
  )
})

test('a route without a body sends none', () => {
  assert.equal(bodyOf(funds.get, {}), undefined)
})
