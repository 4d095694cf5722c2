import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sentence } from '@shanju/contract/catalogue.ts'
import { refusals } from '@shanju/contract/funds/refusals.ts'
import type { OpenFund } from '@shanju/contract/funds/shapes.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addHost, ELSEWHERE, fundInput, PLACES, SETUP } from '#test/support/house.ts'
import { getFund } from '../queries/get-fund.ts'
import { keptFunds } from '../queries/opening.ts'
import { changeFund, stepFund } from './change-fund.ts'
import { openFund } from './open-fund.ts'

let fresh: FreshDatabase
let host: string
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
})
after(() => fresh.close())

const open = (more: Partial<OpenFund> = {}) =>
  fresh.database.transact('test', (tx) => openFund(tx, SETUP, { ...fundInput(host), ...more }))
const get = (id: string) => fresh.database.transact('test', (tx) => getFund(tx, id))
const step = (id: string, kind: 'reopen' | 'freeze' | 'close', reason = '核对账目') =>
  fresh.database.transact('test', (tx) => stepFund(tx, SETUP, id, kind, reason))
const rename = (id: string, name: string) =>
  fresh.database.transact('test', (tx) =>
    changeFund(tx, SETUP, id, { name, purpose: '帮助社区里有困难的人', fields: ['care'] }),
  )
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => assert.fail('nothing was refused'),
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof Refusal, String(error))
  for (const language of ['zh', 'en'] as const) {
    const told = sentence(language, error.code, error.params)
    assert.ok(!told.includes('{') && told !== error.code, `${error.code} in ${language}: ${told}`)
  }
  return error.code.replace('funds.', '')
}
const NOBODY = '0193a000-0000-7000-8000-0000000000ff'

test('every refusal is thrown, in the order of the contract, each by a request whose later faults are the next ones', async () => {
  const club = await addHost(fresh, 2, { charity: false, status: 'dissolved' })
  const gone = await addHost(fresh, 3, { status: 'revoked' })
  const closed = await open({ name: '已终止的基金(演示)' })
  await fresh.owner.query(`update funds.funds set state = 'closed' where id = $1`, [closed])
  const frozen = await open({ name: '已冻结的基金(演示)' })
  await step(frozen, 'freeze')
  await fresh.owner.query(`update divisions.divisions set valid_to = '2026-06-01' where code = '150602003'`)
  const late = { opensOn: '2099-01-01' }
  const walk: [code: keyof typeof refusals, work: () => Promise<unknown>][] = [
    ['not_found', () => rename(NOBODY, '无此基金')],
    ['host_unknown', () => open({ ...late, hostId: NOBODY, placeCode: '999999' })],
    ['host_no_charity', () => open({ ...late, hostId: club, placeCode: '999999' })],
    ['host_not_active', () => open({ ...late, hostId: gone, placeCode: '999999' })],
    ['place_unknown', () => open({ ...late, placeCode: '150102001' })],
    ['place_not_below_city', () => open({ ...late, placeCode: '150602' })],
    ['opens_in_future', () => open({ ...late, name: '已冻结的基金(演示)' })],
    ['closed', () => rename(closed, '已冻结的基金(演示)')],
    ['step_not_from_here', () => step(frozen, 'freeze')],
    [
      'board_decision_missing',
      () => open({ name: '已冻结的基金(演示)二', sourceKind: 'host_money', openingSumFen: 1n }),
    ],
    ['exists_with_same_name', () => open({ name: '已冻结的基金(演示)' })],
  ]
  const told = Object.keys(refusals)
  assert.deepEqual(
    walk.map(([code]) => told.indexOf(code)),
    walk.map(([code]) => told.indexOf(code)).toSorted((one, other) => one - other),
  )
  for (const [code, work] of walk) assert.equal(await codeOf(work()), code)
})

test('F1: a code that ended is refused like one that never was', async () => {
  await fresh.owner.query(`update divisions.divisions set valid_to = '2026-06-01' where code = '150602003001'`)
  assert.equal(await codeOf(open({ placeCode: '150602003001' })), 'place_unknown')
  assert.equal(await codeOf(open({ placeCode: '150699999' })), 'place_unknown')
})

test('F1: a fund may stand at a town and at a community', async () => {
  const town = await get(await open({ name: '街道基金(演示)' }))
  assert.deepEqual([town.place.code, town.path.map((each) => each.code)], [PLACES[0], ['150600', '150602', PLACES[0]]])
  const community = await get(await open({ name: '社区基金(演示)', placeCode: '150602001001' }))
  assert.equal(community.path.length, 4)
})

test('F2: a fund has its dimension and its limit in the books of its host the moment it is opened', async () => {
  const id = await open({ name: '有账的基金(演示)', purpose: '为高龄老人送餐' })
  const { rows } = await fresh.owner.query(
    `select f.book_id, f.name, r.title, r.limits, r.fund_id = f.id as own
       from ledger.funds f join ledger.restrictions r on r.fund_id = f.id
       join funds.funds own on own.id = f.id and own.restriction_id = r.id where f.id = $1`,
    [id],
  )
  assert.deepEqual(rows, [
    { book_id: host, name: '有账的基金(演示)', title: '为高龄老人送餐', limits: 'use', own: true },
  ])
})

test('F2: a fund that was refused leaves nothing in the books', async () => {
  const count = async () =>
    (await fresh.owner.query('select (select count(*) from ledger.funds), (select count(*) from ledger.restrictions)'))
      .rows
  const before = await count()
  await open({ name: '同名(演示)', placeCode: ELSEWHERE })
  const once = await count()
  assert.notDeepEqual(once, before)
  assert.equal(await codeOf(open({ name: '同名(演示)', placeCode: ELSEWHERE })), 'exists_with_same_name')
  assert.deepEqual(await count(), once)
})

test('F3: of fifty that open one fund at once exactly one succeeds, and the same name stands elsewhere', async () => {
  const name = '五十人同开(演示)'
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => open({ name })))
  const opened = outcomes.filter((each) => each.status === 'fulfilled')
  assert.equal(opened.length, 1)
  for (const each of outcomes) {
    if (each.status === 'rejected') assert.equal(each.reason.code, 'funds.exists_with_same_name')
  }
  await open({ name, placeCode: PLACES[1] })
  await open({ name, hostId: await addHost(fresh, 4) })
})

test('F3: a fund cannot take the name of its neighbour later either', async () => {
  await open({ name: '甲(演示)' })
  const second = await open({ name: '乙(演示)' })
  assert.equal(await codeOf(rename(second, '甲(演示)')), 'exists_with_same_name')
  assert.equal((await get(second)).name, '乙(演示)')
})

test('texts are kept as they were typed, whatever they look like', async () => {
  for (const [n, text] of [
    `<script>alert('善')</script>`,
    `'; drop table funds.funds; --`,
    '=cmd|calc!A0 {{7*7}} %00',
    '圐圙𠮷👨‍👩‍👧 ᠮᠣᠩᠭᠣᠯ',
  ].entries()) {
    const fund = await get(await open({ name: text, purpose: `${n} ${text}` }))
    assert.deepEqual([fund.name, fund.purpose], [text, `${n} ${text}`])
  }
})

test('a new name reaches the books with the change', async () => {
  const id = await open({ name: '旧名(演示)' })
  await rename(id, '新名(演示)')
  const { rows } = await fresh.owner.query('select name from ledger.funds where id = $1', [id])
  assert.equal(rows[0].name, '新名(演示)')
  assert.deepEqual((await get(id)).fields, ['care'])
})

test('F4: every move is kept with its reason; the trail tells it without', async () => {
  const id = await open({ name: '几经周折(演示)' })
  await step(id, 'freeze', '<b>等待审计</b>')
  await step(id, 'reopen', '审计已完成')
  const { rows: moves } = await fresh.owner.query(
    'select from_state, to_state, reason from funds.moves where fund_id = $1 order by at, id',
    [id],
  )
  assert.deepEqual(moves, [
    { from_state: 'open', to_state: 'frozen', reason: '<b>等待审计</b>' },
    { from_state: 'frozen', to_state: 'open', reason: '审计已完成' },
  ])
  const { rows: trail } = await fresh.owner.query(
    'select action, details::text from trail.records where subject_id = $1 order by at, id',
    [id],
  )
  assert.deepEqual(
    trail.map((row) => row.action).filter((action) => action.startsWith('funds.')),
    ['funds.open', 'funds.freeze', 'funds.reopen'],
  )
  assert.ok(!JSON.stringify(trail).includes('审计'))
})

test('F4: of many that freeze a fund at once one does and the rest are told where it stands', async () => {
  const id = await open({ name: '同时冻结(演示)' })
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => step(id, 'freeze')))
  assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
  const { rows } = await fresh.owner.query('select count(*)::int as n from funds.moves where fund_id = $1', [id])
  assert.equal(rows[0].n, 1)
})

test('F4: the states of the contract are those of the table', async () => {
  const { rows } = await fresh.owner.query(
    `select pg_get_constraintdef(oid) as text from pg_constraint where conrelid = 'funds.funds'::regclass and conname like '%state%'`,
  )
  assert.deepEqual(
    [...String(rows[0].text).matchAll(/'(\w+)'/g)].map((match) => match[1]),
    ['preparing', 'open', 'frozen', 'closed'],
  )
})

test('F4: the role app can neither delete a fund, move it to another host nor forget a move', async () => {
  for (const forbidden of [
    'delete from funds.funds',
    `update funds.funds set host_id = host_id`,
    `update funds.funds set place_code = place_code`,
    'update funds.moves set reason = reason',
    'delete from funds.moves',
  ]) {
    await assert.rejects(fresh.database.pool.query(forbidden), { code: '42501' }, forbidden)
  }
})

test('R12: funds tell the facts of their opening', async () => {
  const id = await open({ name: '试行规则基金(演示)' })
  const kept = await fresh.database.transact('test', (tx) =>
    keptFunds(tx, { from: '2020-01-01', to: '2030-12-31', limit: 500 }),
  )
  assert.equal(kept.found, kept.items.length)
  const fund = kept.items.find((item) => item.id === id)
  assert.deepEqual(
    [fund?.name, fund?.facts.fund?.parentFundId, fund?.facts.agreement?.purpose],
    [...['试行规则基金(演示)', null, false]],
  )
})
