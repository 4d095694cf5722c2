import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { type Check, told } from './check.ts'
import { migrationHashes, migrationSchemas, tableComments } from './migrations.ts'
import { treeOf } from './tree.ts'

const base = {
  'server/src/modules/order.ts': `export const order = ['divisions', 'ledger', 'giving']`,
  'server/migrations/0001_platform.sql': 'create schema trail;',
}
const found = (check: Check, sql: string, name = '0004_giving.sql') =>
  told(check.find(treeOf({ ...base, [`server/migrations/${name}`]: sql })))

test('a migration of a module may point to keys of earlier modules and read what they publish', () => {
  assert.deepEqual(
    found(
      migrationSchemas,
      `create schema giving;
       create table giving.gifts (id uuid primary key, book_id uuid not null references ledger.books, area text references divisions.areas (code));
       create index gifts_area on giving.gifts (area);
       create view giving.pub_gifts as select g.id from giving.gifts g join ledger.pub_books b on b.id = g.book_id;
       create function giving.guard() returns trigger language plpgsql as $$ begin insert into giving.log values (1); return new; end $$;
       create trigger gifts_guard before update on giving.gifts for each row execute function trail.refuse_change();
       create temp table scratch (id int);
       comment on table giving.gifts is 'not ledger.entries'; -- nor ledger.entries`,
    ),
    [],
  )
})

test('a migration touches no other schema, not even in the body of a function', () => {
  for (const [sql, fault] of [
    ['create table ledger.extra (id int)', /touches giving only/],
    ['alter table ledger.entries add column a int', /touches giving only/],
    ['create or replace view divisions.pub_areas as select 1', /touches giving only/],
    ['create table gifts (id int)', /write giving\.gifts/],
    ['create schema other', /one schema/],
    ['create index a on ledger.entries (id)', /only pub_/],
    ['create view giving.v as select * from ledger.entries', /only pub_/],
    ['create function giving.f() returns void language sql as $$ delete from ledger.entries $$', /only pub_/],
    ['create view giving.v as select * from trail.records', /behind its functions/],
  ] as const)
    assert.match(found(migrationSchemas, sql).join('\n'), fault, sql)
})

test('a key of a later module cannot be pointed to', () => {
  const sql = 'create table divisions.a (gift_id uuid references giving.gifts)'
  assert.match(found(migrationSchemas, sql, '0003_divisions.sql').join(), /comes after divisions/)
})

test('the platform’s migrations know no module', () => {
  const sql = 'create function trail.f() returns void language sql as $$ select * from giving.gifts $$'
  assert.match(found(migrationSchemas, sql, '0002_platform.sql').join(), /knows no module/)
})

test('a migration is named after a module and has a number of its own', () => {
  assert.match(found(migrationSchemas, '', '0004_misc.sql').join(), /named after no module/)
  assert.match(found(migrationSchemas, '', '0004-giving.sql').join(), /named after no module/)
  assert.match(found(migrationSchemas, '', '0001_giving.sql').join(), /shares number 0001/)
  assert.deepEqual(found(migrationSchemas, '', '0004_giving_receipts.sql'), [])
})

test('a table without a comment is found; partitions and temporary tables need none', () => {
  assert.match(found(tableComments, 'create table giving.gifts (id int)').join(), /giving\.gifts has no comment/)
  assert.deepEqual(
    found(
      tableComments,
      `create table giving.gifts (id int) partition by hash (id); comment on table giving.gifts is 'gifts';
       create table giving.gifts_0 partition of giving.gifts for values with (modulus 2, remainder 0);
       create temp table a (id int)`,
    ),
    [],
  )
})

test('a merged migration that changed or vanished is found', () => {
  const hash = createHash('sha256').update('select 1').digest('hex')
  const hashes = JSON.stringify({ '0004_giving.sql': hash })
  const tree = (sql: Record<string, string>) => treeOf({ 'server/migrations/hashes.json': hashes, ...sql })
  const file = 'server/migrations/0004_giving.sql'
  assert.deepEqual(migrationHashes.find(tree({ [file]: 'select 1', 'server/migrations/0005_giving.sql': 'new' })), [])
  assert.match(told(migrationHashes.find(tree({ [file]: 'select 2' }))).join(), /write a new migration/)
  assert.match(told(migrationHashes.find(tree({}))).join(), /is gone/)
})
