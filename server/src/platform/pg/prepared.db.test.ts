import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import type { Tx } from './db.ts'
import { Texts } from './prepared.ts'

let fresh: FreshDatabase

before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const doubled = async (tx: Tx, n: number): Promise<number> => {
  const { rows } = await sql<{ twice: number }>`select ${n}::int * 2 as twice`.execute(tx.db)
  return rows[0]?.twice ?? Number.NaN
}

const kept = async (tx: Tx): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_prepared_statements where statement like 'select $1::int * 2%'`.execute(tx.db)
  return rows[0]?.n ?? Number.NaN
}

test('a statement is kept from its third coming on, and answers each time for its own values', async () => {
  await fresh.database.transact('test', async (tx) => {
    assert.deepEqual([await doubled(tx, 1), await doubled(tx, 2), await kept(tx)], [2, 4, 0])
    assert.deepEqual([await doubled(tx, 3), await doubled(tx, 40), await kept(tx)], [6, 80, 1])
  })
})

test('a statement that came four times as often is planned anew, and the former plan is let go', async () => {
  const named = async (tx: Tx): Promise<string[]> => {
    const { rows } = await sql<{ name: string }>`
      select name from pg_prepared_statements where statement like 'select $1::int - 1%'`.execute(tx.db)
    return rows.map(({ name }) => name)
  }
  await fresh.database.transact('test', async (tx) => {
    const names = new Set<string>()
    for (let n = 1; n <= 40; n++) {
      const { rows } = await sql<{ less: number }>`select ${n}::int - 1 as less`.execute(tx.db)
      assert.equal(rows[0]?.less, n - 1)
      const kept = await named(tx)
      assert.equal(kept.length, n < 3 ? 0 : 1)
      for (const name of kept) names.add(name)
    }
    // From its third coming on, and after 4 and 16 uses of that name.
    assert.equal(names.size, 3)
  })
})

test('a kept statement that failed, and the transaction with it, serves the next transaction', async () => {
  const divide = (tx: Tx, by: number) => sql<{ n: number }>`select 10 / ${by}::int as n`.execute(tx.db)
  for (const by of [1, 2, 5]) await fresh.database.transact('test', (tx) => divide(tx, by))
  await assert.rejects(
    fresh.database.transact('test', (tx) => divide(tx, 0)),
    { code: '22012' },
  )
  const { rows } = await fresh.database.transact('test', (tx) => divide(tx, 2))
  assert.deepEqual(rows, [{ n: 5 }])
})

test('a connection keeps only so many; the others are asked without a name', async () => {
  await fresh.database.transact('test', async (tx) => {
    for (let n = 0; n < 300; n++) {
      for (let time = 0; time < 3; time++) {
        const { rows } = await sql<{ n: number }>`select ${n}::int + ${sql.raw(String(n))} as n`.execute(tx.db)
        assert.equal(rows[0]?.n, n * 2)
      }
    }
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_prepared_statements`.execute(tx.db)
    assert.equal(rows[0]?.n, 250)
  })
})

test('a text of more rows than anybody repeats gets no name', () => {
  const [texts, long] = [new Texts(), `select ${'1, '.repeat(10_000)} 1`]
  assert.deepEqual(
    [1, 2, 3, 4].map(() => texts.nameOf(long)),
    [undefined, undefined, undefined, undefined],
  )
  assert.match([1, 2, 3].map(() => texts.nameOf('select $1')).at(-1) ?? '', /^[\w-]{43}$/)
})
