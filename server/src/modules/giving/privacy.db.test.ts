import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { routes } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { quietError } from '#platform/kit/quiet-error.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost } from '#test/support/house.ts'
import { served } from './index.ts'
import { csvFile, csvRow, importer } from './testkit.ts'

let fresh: FreshDatabase
let api: TestApi
let host: string
let fund: string
let worker: Actor
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  host = await addHost(fresh, 1)
  fund = await addFund(fresh, host)
  worker = holding('charity_accountant', { kind: 'organisation', id: host })
})
after(async () => {
  await api.close()
  await fresh.close()
})

const record = (more: object) =>
  api.ask(worker, routes.record, {
    body: {
      fundId: showId('fund', fund),
      amountFen: '5000',
      givenOn: '2026-11-20',
      channel: 'bank',
      again: true,
      ...more,
    },
    key: `key-${Math.random()}`,
  })

interface Place {
  readonly schema: string
  readonly table: string
  readonly column: string
  readonly binary: boolean
}

/** Every column of the whole database that can hold a text, the worker's and the platform's included. */
async function textColumns(): Promise<Place[]> {
  const { rows } = await fresh.owner.query<Place>(`
    select n.nspname as schema, c.relname as "table", a.attname as "column", t.typname = 'bytea' as binary
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_type t on t.oid = a.atttypid
     where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and n.nspname not in ('pg_catalog', 'information_schema')
       and (t.typname in ('text', 'varchar', 'bpchar', 'name', 'citext', 'json', 'jsonb', 'bytea') or t.typcategory = 'A')`)
  return rows
}

/** Where a word stands in plain: as text, or as its bytes inside a file. */
async function placesOf(word: string): Promise<string[]> {
  const found: string[] = []
  for (const { schema, table, column, binary } of await textColumns()) {
    const where = binary
      ? `position(convert_to($1, 'UTF8') in "${column}") > 0`
      : `position($1 in "${column}"::text) > 0`
    const { rows } = await fresh.owner.query(`select 1 from ${schema}."${table}" where ${where} limit 1`, [word])
    if (rows.length > 0) found.push(`${schema}.${table}.${column}`)
  }
  return found
}

test('the search for names finds one that stands in plain, in a text and in a file', async () => {
  await fresh.owner.query(`insert into notify.messages (id, template, params, state, created_at, state_at)
    values (gen_random_uuid(), '探针甲在此', convert_to('……探针甲在此……', 'UTF8'), 'waiting', now(), now())`)
  assert.deepEqual((await placesOf('探针甲在此')).sort(), ['notify.messages.params', 'notify.messages.template'])
})

test('G5: after gifts, voids, searches, files good and bad, no donor’s name stands in plain anywhere in the database', async () => {
  const imports = importer(fresh, host)
  const made = await record({ donorName: '白音吉日嘎拉', note: '白音吉日嘎拉的侄子代交', shown: 'masked' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  await record({ donorName: '苏和巴特尔', shown: 'anonymous' })
  await api.ask(worker, routes.void, { params: { id: made.body.id }, body: { reason: '白音吉日嘎拉说多付了' } })
  await api.ask(worker, routes.list, { query: { q: '白音吉日嘎拉' } })
  // Rows with the columns shifted: the name stands where a fund, a channel or a sum should.
  const shifted = ['fund', 'division', 'amount', 'day', 'channel', 'shown'] as const
  const file = csvFile(
    csvRow('P1', { donor: '白音吉日嘎拉', note: '苏和巴特尔' }),
    ...shifted.map((column, n) => csvRow(`P2${n}`, { [column]: '苏和巴特尔' })),
  )
  const done = await imports.all(file, true)
  assert.deepEqual([done.goodCount, done.badCount], [1, shifted.length])
  assert.ok(
    (await imports.errors(done.id)).some(({ message }) => message.includes('苏和巴特尔')),
    'a clerk sees the value',
  )
  for (const name of ['白音吉日嘎拉', '苏和巴特尔']) assert.deepEqual(await placesOf(name), [], name)
})

test('G5: a defect on the way tells neither the log nor the caller a name', async () => {
  const failing = await fresh.database
    .transact('test', async (tx) => {
      await tx.db.executeQuery(
        (await import('kysely'))
          .sql`insert into giving.gifts (id, shown_name) values (gen_random_uuid(), '白音吉日嘎拉')`.compile(tx.db),
      )
    })
    .catch((error: unknown) => error)
  assert.ok(!JSON.stringify(quietError(failing)).includes('白音吉日嘎拉'))
  const refused = await record({ donorName: '白音吉日嘎拉', amountFen: '0' })
  assert.ok(!JSON.stringify(refused.body).includes('白音吉日嘎拉'))
})

test('G6: a stranger sees of a name what the donor chose, in the list, on the gift’s page and nowhere more', async () => {
  const cases: [shown: string, seen: string | null][] = [
    ['full', '阿拉坦其木格'],
    ['masked', '阿拉**'],
    ['anonymous', null],
  ]
  for (const [shown, seen] of cases) {
    const made = await record({ donorName: '阿拉坦其木格', shown, note: '住在三号楼' })
    assert.equal(made.body.donorName, '阿拉坦其木格')
    const page = await api.ask(STRANGER, routes.getPublic, { params: { publicId: made.body.publicId } })
    assert.equal(page.body.shownName, seen)
    const list = await api.ask(STRANGER, routes.listPublic, { query: { fundId: showId('fund', fund), pageSize: '1' } })
    assert.equal(list.body.items[0].shownName, seen)
    for (const { body } of [page, list]) {
      const told = JSON.stringify(body)
      assert.ok(seen === '阿拉坦其木格' || !told.includes('阿拉坦'))
      for (const hidden of ['三号楼', 'donorName', 'note', 'recordedBy', 'shown"', 'importId']) {
        assert.ok(!told.includes(hidden), hidden)
      }
    }
  }
})

test('G6: no name, no choice: whoever gave none is anonymous', async () => {
  const made = await record({ donorName: '  ', shown: 'full' })
  assert.deepEqual([made.body.shown, made.body.shownName, made.body.donorName], ['anonymous', null, null])
})

test('G6: strangers cannot search by name, and staff find a whole name however it is typed, but no part of one', async () => {
  await record({ donorName: '其其格 Wang', shown: 'anonymous' })
  const found = async (q: string) => (await api.ask(worker, routes.list, { query: { q } })).body.total
  assert.equal(await found('其其格wang'), 1)
  assert.equal(await found(' 其其格　ＷＡＮＧ '), 1)
  assert.equal(await found('其其格'), 0)
  assert.equal(await found('%'), 0)
  const refused = await api.ask(STRANGER, routes.listPublic, { query: { q: '其其格wang' } })
  assert.ok(refused.status === 422 || !JSON.stringify(refused.body).includes('其其格'))
  assert.equal(
    (await api.ask(STRANGER, routes.list, { query: { q: '其其格wang' } })).body.code,
    'platform.not_signed_in',
  )
})

test('G8: looking at names leaves a trail row with who, which gifts and whose fund, and no name', async () => {
  const made = await record({ donorName: '敖特根', shown: 'masked' })
  const rows = async () =>
    (
      await fresh.owner.query(
        `select person_id, subject_kind, subject_id, divisions, organisation_ids::text[] as bodies, details
           from trail.records where action = 'giving.see_names' order by at, id`,
      )
    ).rows
  const before = (await rows()).length
  const id: string = made.body.id
  await api.ask(worker, routes.get, { params: { id } })
  const one = (await rows()).slice(before)
  assert.equal(one.length, 1)
  assert.deepEqual([one[0].subject_kind, showId('gift', one[0].subject_id), one[0].bodies], ['gift', id, [host]])
  assert.ok(one[0].divisions.includes('150602') && one[0].person_id)
  const other = await addFund(fresh, host, { name: '另一基金(演示)' })
  await record({ donorName: '敖特根', fundId: showId('fund', other) })
  const middle = (await rows()).length
  const list = await api.ask(worker, routes.list, { query: { pageSize: '200' } })
  const page = (await rows()).slice(middle)
  assert.equal(page.length, 2, 'one row for each fund on the page')
  const told = page.flatMap((row) => row.details.gifts).length
  const named = list.body.items.filter((gift: { donorName: unknown; note: string; voidReason: unknown }) =>
    Boolean(gift.donorName ?? gift.voidReason),
  ).length
  assert.equal(told, named)
  assert.ok(!JSON.stringify(await rows()).includes('敖特根'))
})

test('G8: a page without names leaves none', async () => {
  const empty = await addFund(fresh, host, { name: '无名基金(演示)' })
  await record({ donorName: '', fundId: showId('fund', empty) })
  const count = async () =>
    (await fresh.owner.query(`select count(*)::int as n from trail.records where action = 'giving.see_names'`)).rows[0]
      .n
  const before = await count()
  const list = await api.ask(worker, routes.list, { query: { fundId: showId('fund', empty) } })
  assert.equal(list.body.total, 1)
  assert.equal(await count(), before)
})
