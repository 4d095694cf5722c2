import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { allRoutes } from '@shanju/contract/catalogue.ts'
import { exports as divisions } from '@shanju/contract/divisions/exports.ts'
import { routes as divisionRoutes } from '@shanju/contract/divisions/routes.ts'
import { routes as fundRoutes } from '@shanju/contract/funds/routes.ts'
import { exports as giving } from '@shanju/contract/giving/exports.ts'
import { routes as givingRoutes } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { LANGUAGES } from '@shanju/contract/kit/language.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { voucherRoutes as vouchers } from '@shanju/contract/ledger/vouchers/routes.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { routes as payments } from '@shanju/contract/payments/routes.ts'
import { routes as complaints } from '@shanju/contract/supervision/routes.ts'
import { z } from 'zod'
import { allVote, closed, GRANT, hear, opened } from '#modules/governance/testkit.ts'
import { addAccount } from '#modules/payments/actions/add-account.ts'
import { addProven } from '#modules/payments/testkit.ts'
import { noticed } from '#modules/projects/testkit.ts'
import { openDuties } from '#modules/regulations/index.ts'
import { notify } from '#platform/notify/index.ts'
import { readSheet } from '#platform/sheets/index.ts'
import { served } from '#src/wiring.ts'
import { addBallot } from '#test/permissions/ballots.ts'
import { addEvaluation } from '#test/permissions/evaluation.ts'
import { addGiftFile } from './permissions/gift-file.ts'
import { holding, STRANGER, type TestApi, testApi } from './support/api.ts'
import { type FreshDatabase, freshDatabase } from './support/clone.ts'
import { adopt, makeGroup } from './support/groups.ts'
import { addFund, addHost, registering, SETUP } from './support/house.ts'
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
  const motion = await opened(fresh, group, GRANT)
  await hear(fresh, motion)
  await allVote(fresh, group, motion, 'yes')
  await closed(fresh, motion)
  const projectId = await noticed(fresh, group)
  await addEvaluation(fresh, projectId, { respondent: '受访者', said: '很好', agreed: '王五' })
  PARAMS['ballots.listRoll'] = { id: (await addBallot(fresh, fundId, '心愿投票', '张三')).ballot }
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
  await fillSmallLists(host)
})
after(async () => {
  await api.close()
  await fresh.close()
})

/** One row for each list that nothing else here fills. */
async function fillSmallLists(host: string): Promise<void> {
  const made = async (route: AnyRoute, asked: Parameters<TestApi['ask']>[2], actor: Actor = CITY) => {
    const { status, body } = await api.ask(actor, route, asked)
    assert.equal(status, 200, `${route.name}: ${JSON.stringify(body)}`)
    return body
  }
  const hostId = showId('org', host)
  const reach = { kind: 'organisation', id: host } as const
  const manager = holding('charity_manager', reach)
  const accountant = holding('charity_accountant', reach)
  await made(complaints.complain, { body: { about: { kind: 'organisation', id: hostId }, words: '没有公布支出' } })
  const { id } = (await made(payments.listAccounts, {}, manager)).items[0]
  const lines = Buffer.from('交易日期,收入金额,支出金额,流水号,对方户名,摘要\n2026-05-03,10.00,,B1,王五,捐款\n')
  await made(
    payments.importLines,
    { params: { id }, query: { fileName: 'x.csv', check: 'no' }, body: lines },
    accountant,
  )
  const bodies = Buffer.from(
    `机构名称*,统一社会信用代码*,类别*,慈善组织*,登记机关所在地*\n某协会,${registering(77).creditCode},社会团体,否,东胜区\n`,
  )
  await made(organisations.uploadImport, { query: { fileName: '张三的机构.csv' }, body: bodies })
  const row = '导入基金,150602003,帮助困难居民,困难帮扶,2025-06-01'
  const funds = Buffer.from(`基金名称,区划代码,用途,领域,设立日期\n${row}\n`)
  await made(fundRoutes.import, { query: { hostId, fileName: '张三的基金.csv', trial: 'false' }, body: funds }, manager)
  const ground = { effectiveOn: '2026-11-20', source: '民政厅批复(演示)' }
  await made(divisionRoutes.renameDivision, {
    params: { code: '150602003' },
    body: { name: '新街道', officialName: '新街道', ...ground },
  })
  await fresh.owner.query(`
    insert into governance.attendances (id, meeting_id, seat_id, manner, recorded_at)
    select gen_random_uuid(), m.id, s.id, 'in_person', now()
      from governance.meetings m join governance.seats s on s.group_id = m.group_id limit 1`)
  await fresh.owner.query(`
    insert into ledger.commitments (id, book_id, fund_id, restriction, amount_fen, purpose, due_on, key, made_at)
    select gen_random_uuid(), '${host}', id, 'U', 1, '付款', '2026-12-01', 'order 1', now()
      from ledger.funds where book_id is null or book_id = '${host}' limit 1`)
  await fresh.owner.query(`
    insert into ledger.drafts (id, book_id, recipe, input, document_on, posted_on, summary, papers, lines, total_fen, maker, made_at)
    select gen_random_uuid(), '${host}', 'E35.direct', '{}', '2026-11-20', '2026-11-20', '付款', '[]', '[]', 1, id, now()
      from identity.people limit 1`)
  await fresh.database.transact('test', async (tx) => {
    const { rows } = await fresh.owner.query('select id from identity.people limit 1')
    await notify(tx, { personId: rows[0].id, template: 'regulations.duty_due', params: {} })
  })
  PARAMS['ledger.listDrafts'] = PARAMS['ledger.listCommitments'] = { hostId }
  PARAMS['payments.listLines'] = { id }
  PARAMS['regulations.tryChange'] = { id: 'D01' }
}

/** What stands in the paths of lists that are of one thing. */
const PARAMS: Record<string, Record<string, string>> = {}
const paramsOf = (route: AnyRoute) => {
  const params = PARAMS[route.name.replace(/Export$/, '')]
  return params ? { params } : {}
}
/** A trial lists what would be different; of rules as they are that is nothing. */
const QUERY: Record<string, Record<string, string>> = {
  'governance.tryRules': { show: 'all' },
  'regulations.tryChange': { show: 'all' },
}
const queryOf = (route: AnyRoute) => QUERY[route.name.replace(/Export$/, '')] ?? {}
const listed = async (route: AnyRoute) => {
  const asked = { ...paramsOf(route), query: queryOf(route) }
  return (await api.ask(CITY, listOf(route), asked as never)).body
}

const rowsOf = async (route: AnyRoute, query: Record<string, string> = {}, language: 'zh' | 'en' = 'zh') => {
  const answer = await api.askFile(CITY, route, {
    ...paramsOf(route),
    query: { ...queryOf(route), ...query },
    language,
  })
  assert.equal(answer.status, 200, answer.content.toString().slice(0, 300))
  const [headings = [], ...rows] = await readSheet(answer.content, CAPS)
  return { headings, rows, count: Number(answer.headers['x-row-count']) }
}

/** Pages of a list that no file is made of, and why. */
const NO_FILE: Readonly<Record<string, string>> = {
  'notify.mine': 'what one person was told, read in the console',
  'giving.importErrors': 'giving.wrongRows is its workbook, to be mended and handed in again',
  'organisations.listImportProblems': 'at most 2,000 rows, beside the file in which they are mended',
  'evaluation.listRoll': 'who is asked, by name: looked up one by one, never carried away',
  'evaluation.listRemarks': 'what people wrote about themselves, read by staff on the screen',
  'ballots.publicList': 'ballots.listExport is the file of the same ballots',
  'payments.publicPayments': 'payments.listPaymentsExport is the file of the same payments',
  'giving.tracePublic': 'the course of one gift, printed with its page',
  'giving.spendingPublic': 'one entry and who paid for it, printed with its page',
}

test('every list that has pages can be had whole as a file, or it is said why not', () => {
  const pages = allRoutes().filter(
    ({ query }) => query instanceof z.ZodObject && 'page' in query.shape && 'pageSize' in query.shape,
  )
  assert.ok(pages.length > 30)
  const whole = new Set(exported.map((route) => listOf(route).name))
  const without = pages.filter(({ name }) => !whole.has(name)).map(({ name }) => name)
  assert.deepEqual(without.toSorted(), Object.keys(NO_FILE).toSorted())
})

for (const route of exported)
  test(`${route.name} holds as many rows as its list counts, in both forms, under headings in every language`, async () => {
    const list = await listed(route)
    assert.ok(list.total > 0, 'an empty list proves nothing')
    const book = await api.askFile(CITY, route, { ...paramsOf(route), query: { ...queryOf(route), format: 'xlsx' } })
    // Each export is itself an act on the trail, so that list grows as it is looked at.
    assert.deepEqual([book.headers['x-row-count'], book.content.subarray(0, 2).toString()], [String(list.total), 'PK'])
    const [module = ''] = route.name.split('.')
    for (const language of LANGUAGES) {
      const now = await listed(route)
      const { rows, count, headings } = await rowsOf(route, { format: 'csv' }, language)
      assert.deepEqual([count, rows.length], [now.total, now.total])
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
