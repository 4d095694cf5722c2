import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DEEPEST_ROW } from '@shanju/contract/kit/page.ts'
import { sql } from 'kysely'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { page } from './paging.ts'

let fresh: FreshDatabase

before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const pageOf = (rows: number, query: { page: number; pageSize: number }) =>
  fresh.database.transact('test', (tx) =>
    page(tx, query, sql<{ n: number }>`select n from generate_series(1, ${rows}::int) as t(n) order by n`),
  )

test('pages put together are the whole list, in order, each row once', async () => {
  for (const rows of [0, 1, 6, 7, 8, 20]) {
    const all: number[] = []
    for (let number = 1; number <= 4; number++) {
      const { items, total, more } = await pageOf(rows, { page: number, pageSize: 7 })
      assert.deepEqual([total, more], [rows, false])
      all.push(...items.map((item) => item.n))
    }
    assert.deepEqual(
      all,
      Array.from({ length: rows }, (_, index) => index + 1),
    )
  }
})

test('the deepest row is the last that can be reached, and what lies beyond is said to be there', async () => {
  const last = await pageOf(DEEPEST_ROW + 50, { page: DEEPEST_ROW / 200, pageSize: 200 })
  assert.deepEqual(
    [last.items.length, last.items.at(-1)?.n, last.total, last.more],
    [200, DEEPEST_ROW, DEEPEST_ROW, true],
  )
  const beyond = await pageOf(DEEPEST_ROW + 50, { page: DEEPEST_ROW / 200 + 1, pageSize: 200 })
  assert.deepEqual([beyond.items, beyond.total, beyond.more], [[], DEEPEST_ROW, true])
  const crossing = await pageOf(DEEPEST_ROW + 50, { page: Math.ceil(DEEPEST_ROW / 199), pageSize: 199 })
  assert.equal(crossing.items.at(-1)?.n, DEEPEST_ROW)
})

test('exactly as many rows as can be reached are all of them', async () => {
  const { total, more } = await pageOf(DEEPEST_ROW, { page: 1, pageSize: 1 })
  assert.deepEqual([total, more], [DEEPEST_ROW, false])
})
