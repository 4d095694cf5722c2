import assert from 'node:assert/strict'
import { test } from 'node:test'
import { told } from './check.ts'
import { sqlNames } from './sql.ts'
import { treeOf } from './tree.ts'

const base = {
  'server/src/modules/order.ts': `export const order = ['divisions', 'ledger', 'giving', 'coverage']`,
  'server/migrations/0001_platform.sql': 'create schema outbox; create schema trail;',
}
const found = (source: string, path = 'server/src/modules/giving/queries/a.ts') =>
  told(sqlNames.find(treeOf({ ...base, [path]: source }))).map((line) => line.replace(/.*names ([\w.]+).*/, '$1'))

test('a module reads and writes its own tables, published views of earlier modules, functions of the platform', () => {
  assert.deepEqual(
    found(`const a = sql\`select g.id, gifts.sum from giving.gifts g join ledger.pub_books b on b.id = g.book_id
      where platform.may(g.id) -- not ledger.entries
      and x <> 'ledger.entries'\`
      await sql<A>\`select outbox.add_job(\${b})\`.execute(db)
      db.selectFrom('giving.gifts as g').innerJoin('ledger.pub_books', 'a', 'b')
      on('ledger.entry_posted', f); throw refuse('ledger.closed'); const route = { name: 'coverage.show' }`),
    [],
  )
})

test('private tables of another module are found in templates, statements and Kysely calls', () => {
  assert.deepEqual(found('sql`select * from ledger.entries`'), ['ledger.entries'])
  assert.deepEqual(found('sql.raw(`x`); client.query("update ledger.entries set a = 1")'), ['ledger.entries'])
  assert.deepEqual(found(`db.selectFrom('ledger.entries')`), ['ledger.entries'])
  assert.deepEqual(found(`db.selectFrom(['giving.gifts as g', 'ledger.entries as e'])`), ['ledger.entries'])
  assert.deepEqual(found(`db.selectFrom('giving.gifts')\n  .leftJoin('ledger.entries as e', 'a', 'b')`), [
    'ledger.entries',
  ])
  assert.deepEqual(found(`db.insertInto('ledger.entries').values(a)`), ['ledger.entries'])
})

test('later modules are out of reach, published or not', () => {
  assert.deepEqual(found('sql`select * from coverage.pub_counts`'), ['coverage.pub_counts'])
})

test('tables of the platform are out of reach, its functions are not', () => {
  assert.deepEqual(found('sql`insert into trail.records (id) values (1)`'), ['trail.records'])
  assert.deepEqual(found('sql`select count(*) from trail.records`'), ['trail.records'])
  assert.deepEqual(found('sql`select * from trail.last_records(1)`'), [])
})

test('the platform names no module', () => {
  assert.deepEqual(found('sql`select 1 from trail.records, giving.gifts`', 'server/src/platform/trail/a.ts'), [
    'giving.gifts',
  ])
})

test('tests may look everywhere', () => {
  assert.deepEqual(found('sql`select * from ledger.entries`', 'server/src/modules/giving/actions/a.db.test.ts'), [])
})
