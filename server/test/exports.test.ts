import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allRoutes } from '@shanju/contract/catalogue.ts'
import { exports as divisions } from '@shanju/contract/divisions/exports.ts'
import { exports as giving } from '@shanju/contract/giving/exports.ts'
import { routes as givingRoutes } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { LANGUAGES } from '@shanju/contract/kit/language.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { voucherRoutes as vouchers } from '@shanju/contract/ledger/vouchers/routes.ts'
import { planBallot } from '#modules/ballots/actions/plan.ts'
import { BALLOT } from '#modules/ballots/testkit.ts'
import { addAccount } from '#modules/payments/actions/add-account.ts'
import { addProven } from '#modules/payments/testkit.ts'
import { noticed } from '#modules/projects/testkit.ts'
import { openDuties } from '#modules/regulations/index.ts'
import { readSheet } from '#platform/sheets/index.ts'
import { served } from '#src/wiring.ts'
import { addGiftFile } from './permissions/gift-file.ts'
import { holding, STRANGER, type TestApi, testApi } from './support/api.ts'
import { type FreshDatabase, freshDatabase } from './support/clone.ts'
import { adopt, makeGroup } from './support/groups.ts'
import { addFund, addHost, SETUP } from './support/house.ts'
import { addPerson } from './support/people.ts'

const CAPS = { maxRows: 10_000, maxBytes: 50 * 1024 * 1024 }
const CITY = holding('administrator', { kind: 'division', code: '150600' })
const exported = allRoutes().filter((route) => 'columns' in route)
const listOf = (route: AnyRoute): AnyRoute => {
  const list = allRoutes().find(({ name }) => `${name}Export` === route.name)
  if (!list) throw new Error(`${route.name} is made of no list`)
  return list
}

let fresh: FreshDatabase
let api: TestApi
let fundId: string
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  const host = await addHost(fresh, 1)
  await addHost(fresh, 2)
  fundId = await addFund(fresh, host)
  await addFund(fresh, host, { name: '=1+1 基金(演示)', placeCode: '150602002' })
  await addPerson(fresh.database, 'li.wei', { role: 'auditor', reach: { kind: 'division', code: '150602' } }, '李伟')
  const accountant = holding('charity_accountant', { kind: 'organisation', id: host })
  for (const [donorName, amountFen] of [
    ['张三', '1250'],
    ['-李四', '99999999999'],
  ] as const) {
    const more = { secondCounter: '其其格', shown: 'masked', reason: '捐赠人不要协议' }
    const body = {
      fundId: showId('fund', fundId),
      donorName,
      amountFen,
      givenOn: '2026-11-20',
      channel: 'cash',
      ...more,
    }
    const { status, body: answer } = await api.ask(accountant, givingRoutes.record, { body })
    assert.equal(status, 200, JSON.stringify(answer))
  }
  const group = await makeGroup(fresh, 3)
  await adopt(fresh, group)
  await noticed(fresh, group)
  await fresh.database.transact('test', (tx) => planBallot(tx, SETUP, { ...BALLOT, fundId }))
  const numbered = await api.ask(accountant, vouchers.numberVouchers, { params: { hostId: showId('org', host) } })
  assert.equal(numbered.body.made > 0, true)
  await addGiftFile(fresh, host, { upload: '五月.csv', payer: '王五', mapping: '某银行' })
  await fresh.database.transact('test', async (tx) => {
    const both = { zh: '某规则', en: 'a regulation' }
    const due = { from: tx.today, term: { days: 30, unit: 'days' } } as const
    const task = {
      regulation: 'F08',
      reason: 'to_publish',
      severity: 'task',
      title: both,
      citation: both,
      due,
    } as const
    const debtor = {
      kind: 'fund',
      id: fundId,
      name: '某基金(演示)',
      owner: { role: 'charity_manager', organisationId: host },
    } as const
    const subject = { divisions: ['150600', '150602'], organisationIds: [host] }
    await openDuties(tx, SETUP, [{ debtor: { ...debtor, subject }, tasks: [task] }])
  })
  const account = { bankName: '某某银行', number: '62220000', ledgerAccount: '1002', startsOn: '2026-01-01' } as const
  await fresh.database.transact('test', (tx) => addAccount(tx, SETUP, { hostId: host, ...account }))
  await addProven(fresh, { fund: fundId, name: '王某某' })
})
after(async () => {
  await api.close()
  await fresh.close()
})

const rowsOf = async (route: AnyRoute, query: Record<string, string> = {}, language: 'zh' | 'en' = 'zh') => {
  const answer = await api.askFile(CITY, route, { query, language })
  assert.equal(answer.status, 200, answer.content.toString().slice(0, 300))
  const [headings = [], ...rows] = await readSheet(answer.content, CAPS)
  return { headings, rows, count: Number(answer.headers['x-row-count']) }
}

test('there are lists to export', () => assert.ok(exported.length >= 7))

for (const route of exported)
  test(`${route.name} holds as many rows as its list counts, in both forms, under headings in every language`, async () => {
    const { body: list } = await api.ask(CITY, listOf(route))
    assert.ok(list.total > 0, 'an empty list proves nothing')
    for (const format of ['xlsx', 'csv']) {
      // Each export is itself an act on the trail, so that list grows as it is looked at.
      const { body: now } = await api.ask(CITY, listOf(route))
      const { rows, count } = await rowsOf(route, { format })
      assert.deepEqual([count, rows.length], [now.total, now.total])
    }
    const [module = ''] = route.name.split('.')
    for (const language of LANGUAGES) {
      const { headings } = await rowsOf(route, {}, language)
      for (const heading of headings)
        assert.ok(!heading.startsWith(`${module}.`), `${heading} has no word in ${language}`)
    }
  })

test('an export is told on the trail where its maker’s reach lies, so that those above may read it', async () => {
  const banner = holding('banner_bureau', { kind: 'division', code: '150602' })
  await api.askFile(banner, giving.listExport, { query: { q: '张三' } })
  const { rows } = await fresh.owner.query(
    `select divisions, details from trail.records where action = 'giving.export' order by id desc limit 1`,
  )
  assert.deepEqual(rows[0].divisions.toSorted(), ['150600', '150602'])
  assert.deepEqual(rows[0].details, {
    format: 'xlsx',
    rows: 1,
    filters: { q: true },
    personal: ['donor_name', 'note'],
  })
})

test('what is public anybody takes away: names as donors chose, and no trail of who took it', async () => {
  const trailed = async () => (await fresh.owner.query('select count(*) as n from trail.records')).rows[0].n
  const before = await trailed()
  const { content, headers } = await api.askFile(STRANGER, giving.listPublicExport, { query: { format: 'csv' } })
  const text = content.toString('utf8')
  assert.equal(headers['x-row-count'], '2')
  assert.match(text, /,12\.50,现金,张\*+,/)
  for (const name of ['张三', '李四']) assert.ok(!text.includes(name), name)
  assert.equal(await trailed(), before)
})

test('gifts: donors’ names are opened, sums are exact, what could run is inert', async () => {
  const { content } = await api.askFile(CITY, giving.listExport, { query: { format: 'csv' } })
  const text = content.toString('utf8')
  assert.match(text, /,12\.50,现金,张三,/)
  assert.match(text, /,999999999\.99,现金,'-李四,/)
  assert.equal((await api.askFile(STRANGER, giving.listExport)).status, 403)
  const elsewhere = holding('banner_bureau', { kind: 'division', code: '150603' })
  assert.equal((await api.askFile(elsewhere, giving.listExport)).headers['x-row-count'], '0')
})

test('filters of a list hold for its file, words and order too', async () => {
  assert.equal((await rowsOf(giving.listExport, { q: '张三' })).count, 1)
  assert.equal((await rowsOf(giving.listExport, { from: '2026-11-21' })).count, 0)
  const { headings, rows } = await rowsOf(
    divisions.searchDivisionsExport,
    { within: '150602', level: 'community' },
    'en',
  )
  assert.deepEqual(headings.slice(0, 4), ['Code', 'Name', 'English name', 'Level'])
  assert.ok(rows.length > 20 && rows.every(([code]) => code?.startsWith('150602')))
  const found = await rowsOf(divisions.searchDivisionsExport, { q: '康巴什' })
  assert.equal(found.rows[0]?.[1], '康巴什区')
})

test('anybody may have the list of divisions', async () => {
  const answer = await api.askFile(STRANGER, divisions.searchDivisionsExport, { query: { level: 'banner' } })
  assert.equal(answer.headers['x-row-count'], '9')
})
