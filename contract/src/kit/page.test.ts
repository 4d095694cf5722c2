import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { fen } from './money.ts'
import { pageOf, pageQuery } from './page.ts'

test('without a wish the first page of twenty is shown', () => {
  assert.deepEqual(pageQuery.decode({}), { page: 1, pageSize: 20 })
})

test('pages are asked for in the text of an address', () => {
  assert.deepEqual(pageQuery.decode({ page: '3', pageSize: '200' }), { page: 3, pageSize: 200 })
})

test('a page that cannot be is refused', () => {
  const wrong = [{ page: '0' }, { page: '-1' }, { page: '1.5' }, { page: 'two' }, { page: '' }, { page: ['1', '2'] }]
  for (const query of [...wrong, { page: '10001' }, { pageSize: '0' }, { pageSize: '201' }, { pageSize: 'all' }])
    assert.equal(pageQuery.safeDecode(query as never).success, false, JSON.stringify(query))
})

test('a page over the wire keeps what the contract names and nothing else', () => {
  const shape = pageOf(z.object({ amountFen: fen }))
  const page = { items: [{ amountFen: 5n, donorName: '张三' }], total: 1, more: false, secret: true }
  assert.deepEqual(shape.encode(page), { items: [{ amountFen: '5' }], total: 1, more: false })
})
