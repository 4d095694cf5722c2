import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { draftOf, post, SYSTEM_MAKER } from '#modules/ledger/index.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addHost, SETUP } from '#test/support/house.ts'
import { getFund } from '../queries/get-fund.ts'
import { importFunds } from './import-funds.ts'
import { markGiven } from './mark-given.ts'
import { undoImport } from './undo-import.ts'

let fresh: FreshDatabase
let hosts = 0
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
const HEAD = ['基金名称', '区划代码', '用途', '领域', '设立日期', '服务社区', '投诉电话', '公布处', '公布日期']
const row = (name: string, more: Record<number, string> = {}) =>
  [
    name,
    '150602001',
    '帮助困难居民',
    '困难帮扶',
    '2025-06-01',
    '150602001001',
    '0477-0000124',
    '旗报',
    '2025-06-02',
  ].map((cell, at) => more[at] ?? cell)
const load = (hostId: string, rows: string[][], trial = false) =>
  act((tx) => importFunds(tx, SETUP, { hostId, fileName: '基金.xlsx', trial }, [HEAD, ...rows], 'zh'))
const undo = (id: string) => act((tx) => undoImport(tx, SETUP, id))
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )
const namesOf = async (host: string): Promise<string[]> =>
  (await fresh.owner.query('select name from funds.pub_funds where host_id = $1 order by name', [host])).rows.map(
    ({ name }) => name,
  )

test('F13: a trial judges and writes nothing; the load opens every fund with what its row says', async () => {
  const host = await addHost(fresh, ++hosts)
  const rows = [row('甲基金'), row('乙基金', { 5: '' })]
  const trial = await load(host, rows, true)
  assert.deepEqual([trial.rowCount, trial.problems, trial.import], [2, [], null])
  assert.ok(trial.warnings.some(({ message }) => message.startsWith('F02')))
  assert.deepEqual(await namesOf(host), [])
  const done = await load(host, rows)
  assert.deepEqual([done.import?.fundCount, done.import?.state], [2, 'loaded'])
  assert.deepEqual(await namesOf(host), ['乙基金', '甲基金'])
  const { rows: ids } = await fresh.owner.query('select id from funds.funds where host_id = $1 order by name', [host])
  const [second, first] = await act(async (tx) => [await getFund(tx, ids[0].id), await getFund(tx, ids[1].id)])
  assert.deepEqual(
    [first?.state, first?.opensOn, first?.serves.map(({ code }) => code), first?.complaintLine?.publishedIn],
    ['open', '2025-06-01', ['150602001001'], '旗报'],
  )
  assert.deepEqual(
    second?.serves.map(({ code }) => code),
    ['150602001'],
  )
})

test('F13: one bad row and nothing is written; every fault of every row is told, in its order', async () => {
  const host = await addHost(fresh, ++hosts)
  await load(host, [row('在册基金')])
  const done = await load(host, [
    row('好基金'),
    row('在册基金'),
    row('好基金'),
    row('远基金', { 1: '150699001' }),
    row('旗基金', { 1: '150602' }),
    row('将来基金', { 4: '2099-01-01' }),
    row('外地基金', { 5: '150603001' }),
    row('无此社区', { 5: '150602001999' }),
    row('早公布', { 8: '2099-01-01' }),
    row('手机基金', { 2: '联系13800138000' }),
    row('', { 4: '昨天' }),
  ])
  assert.equal(done.import, null)
  const told = done.problems.map(({ row: at, message }) => `${at} ${message}`)
  const expected = [
    /^3 .*同名/,
    /^4 .*同名/,
    /^5 .*150699001/,
    /^6 .*苏木/,
    /^7 .*晚于今天/,
    /^8 .*150603001/,
    /^9 .*999/,
    /^10 .*公布日期/,
    /^11 X13/,
    /^12 /,
    /^12 /,
  ]
  assert.equal(told.length, expected.length, told.join('\n'))
  for (const [at, pattern] of expected.entries()) assert.match(told[at] ?? '', pattern)
  assert.deepEqual(await namesOf(host), ['在册基金'])
})

test('F13: the same file twice is told, an empty one and one without its columns refused', async () => {
  const host = await addHost(fresh, ++hosts)
  await load(host, [row('甲基金')])
  const again = await load(host, [row('甲基金')])
  assert.deepEqual([again.import, again.problems.length], [null, 1])
  assert.equal(await codeOf(load(host, [])), 'funds.import_empty')
  assert.equal(
    await codeOf(act((tx) => importFunds(tx, SETUP, { hostId: host, fileName: 'x', trial: true }, [['备注']], 'zh'))),
    'funds.import_column_missing',
  )
  const nobody = '0193a000-0000-7000-8000-0000000000ff'
  assert.equal(await codeOf(load(nobody, [row('甲基金')])), 'funds.host_unknown')
})

test('F13: a load is undone as a whole, once, and its names are free again', async () => {
  const host = await addHost(fresh, ++hosts)
  const id = (await load(host, [row('甲基金'), row('乙基金')])).import?.id ?? ''
  const { rows } = await fresh.owner.query('select id from funds.funds where import_id = $1', [id])
  assert.equal((await undo(id)).state, 'undone')
  assert.deepEqual(await namesOf(host), [])
  assert.equal(await codeOf(act((tx) => getFund(tx, rows[0].id))), 'funds.not_found')
  assert.equal(await codeOf(undo(id)), 'funds.import_undone')
  assert.equal((await load(host, [row('甲基金')])).import?.fundCount, 1)
})

test('F13: what has a gift, of history too, or an entry is not undone', async () => {
  const host = await addHost(fresh, ++hosts)
  const fundsOf = async (id: string) =>
    (await fresh.owner.query('select id, restriction_id from funds.funds where import_id = $1', [id])).rows
  const given = (await load(host, [row('甲基金'), row('乙基金')])).import?.id ?? ''
  const [first] = await fundsOf(given)
  await act((tx) => markGiven(tx, [first.id]))
  assert.equal(await codeOf(undo(given)), 'funds.import_in_use')
  const booked = (await load(host, [row('丙基金')])).import?.id ?? ''
  const [fund] = await fundsOf(booked)
  const place = { restriction: 'R', restrictionId: fund.restriction_id, fund: fund.id }
  const head = {
    ...{ book: host, documentOn: '2026-11-20', postedOn: '2026-11-20', summary: '捐赠', papers: [] },
    ...{ maker: SYSTEM_MAKER, checker: null, reason: null, channel: null },
  }
  const draft = draftOf('E01.post', { cash: '1002', amount: 100n, place }, head, {})
  await act((tx) => post(tx, [{ key: 'one gift', draft }]))
  assert.equal(await codeOf(undo(booked)), 'funds.import_in_use')
  assert.equal((await namesOf(host)).length, 3)
})
