import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { rowSet } from './row-set.ts'

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
  await fresh.owner.query(`create schema play; create table play.things (n bigint, words text, day date, at timestamptz,
    bytes bytea, yes boolean, many text[], ids uuid[], facts jsonb); grant usage on schema play to public;
    grant select, insert on play.things to public`)
})
after(() => fresh.close())

const COLUMNS = {
  ...({ n: 'bigint', words: 'text', day: 'date', at: 'timestamptz', bytes: 'bytea', yes: 'boolean' } as const),
  ...({ many: 'text[]', ids: 'uuid[]', facts: 'jsonb' } as const),
}
const HOSTILE = [
  ...[
    '',
    ' ',
    'null',
    'NULL',
    'Nulls',
    '{',
    '}',
    ',',
    '"',
    '\\',
    '\\"',
    "'",
    "'); drop table play.things; --",
    'a,b',
    '{a}',
  ],
  ...['\\x41', '\n', '\t', '善聚', '👨‍👩‍👧', '-1', '1e3', '$1', '%s', 'a'.repeat(3000)],
]
const row = (n: number) => {
  const words = HOSTILE[n % HOSTILE.length] ?? ''
  return {
    n: BigInt(n),
    words: n % 7 === 3 ? null : words,
    day: '2026-11-25',
    at: new Date(Date.UTC(2026, 10, 25, 1, 2, 3, n % 1000)),
    bytes: n % 5 === 4 ? null : Buffer.from(words),
    yes: n % 2 === 0,
    many: HOSTILE.slice(0, n % HOSTILE.length),
    ids: n % 3 === 0 ? [] : ['0193a000-0000-7000-8000-0000000000aa'],
    facts: JSON.stringify({ n, words }),
  }
}

for (const count of [1, 2, 200]) {
  test(`${count} rows arrive as they were sent, whatever stands in them`, async () => {
    const rows = Array.from({ length: count }, (_each, n) => row(count === 1 ? 8 : n))
    const { names, select } = rowSet(COLUMNS, rows)
    const came = await fresh.database.transact('test', async (tx) => {
      await sql`insert into play.things ${names} ${select}`.execute(tx.db)
      return (await sql<ReturnType<typeof row>>`select * from play.things order by n`.execute(tx.db)).rows
    })
    assert.deepEqual(
      came.map((each) => ({ ...each, facts: JSON.stringify(each.facts) })),
      rows.map((each) => ({ ...each, facts: JSON.stringify(JSON.parse(each.facts)) })),
    )
    await fresh.owner.query('truncate play.things')
  })
}

test('a set of no rows is no statement', () => {
  assert.throws(() => rowSet(COLUMNS, [] as ReturnType<typeof row>[]), RangeError)
})
