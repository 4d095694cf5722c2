import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { isCreditCode } from '@shanju/contract/organisations/credit-code.ts'
import type { DemonstrationSignIn } from '@shanju/contract/platform/shapes.ts'
import { verifyBooks } from '#modules/ledger/index.ts'
import { findInstance } from '#platform/instance/index.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { buildApp } from '#src/app.ts'
import { refuseDemonstration } from '#src/demo/declare.ts'
import { fillDemonstration, USUAL_SEED } from '#src/demo/fill.ts'
import { signInTable } from '#src/demo/sign-in-table.ts'
import { served } from '#src/wiring.ts'
import { type TestBrowser, withBrowser } from '../support/browser.ts'
import { Client } from '../support/client.ts'
import { look } from '../support/looks.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { Walk } from '../support/walk.ts'

// The city is made once, at the button, and everything here is asked of it: making it is the dearest thing there is.
let platform: TestPlatform
let chrome: TestBrowser

before(async () => {
  ;[platform, chrome] = await Promise.all([startPlatform(), withBrowser()])
})
after(async () => {
  await chrome?.close()
  await platform?.close()
})

const PASSWORD = '一匹好马 跑过了大草原'
const FILLED_MS = 180_000
/** User name → password, as the administrator is shown them. */
const passwords = new Map<string, string>()
let signIns: readonly DemonstrationSignIn[]

test('an administrator turns an empty platform into a demonstration, asked twice, and meets its people', async () => {
  const desk = new Walk(await chrome.newPage())
  await desk.page.goto(platform.url)
  await desk.page.getByText('npm run demo').waitFor()
  await desk.lookAround('portal-empty')

  await desk.page.goto(platform.firstLink)
  await desk.type('用户名', '管理员')
  await desk.type('姓名', '格日乐')
  await desk.type('新密码', PASSWORD)
  await desk.press('成为首位管理员')
  // Both pages ask for a name: only the heading tells that the next one has come.
  await desk.page.getByRole('heading', { name: '登录善聚' }).waitFor()
  await signIn(desk, '管理员', PASSWORD)
  await desk.page.getByRole('heading', { name: /格日乐/ }).waitFor()

  await desk.press('载入演示数据…')
  await desk.lookAround('demonstration-first-question')
  await desk.press('我明白，继续')
  await desk.lookAround('demonstration-second-question')
  await desk.page.getByRole('dialog').getByRole('button', { name: '永远变为演示' }).click()
  await desk.page.getByText('正在载入演示数据').first().waitFor()
  await desk.lookAround('demonstration-filling')
  await desk.page.getByText('演示人员的用户名和密码').waitFor({ timeout: FILLED_MS })
  await desk.press('查看')
  await desk.lookAround('demonstration-sign-ins')

  for (const user of ['manager.nuansha', 'banner.dongsheng']) {
    const row = desk.page.getByRole('row').filter({ hasText: user })
    passwords.set(user, (await row.getByRole('cell').nth(1).textContent()) ?? '')
  }
  const manager = new Walk(await chrome.newPage())
  await manager.page.goto(`${platform.url}/console/`)
  await manager.page.getByRole('note').waitFor()
  await signIn(manager, 'manager.nuansha', passwords.get('manager.nuansha') ?? '')
  await manager.page.getByText('暖沙慈善联合会(演示)').first().waitFor()
  await manager.lookAround('demonstration-manager')
  assert.match((await manager.page.getByRole('note').textContent()) ?? '', /演示数据/)

  await desk.page.goto(platform.url)
  assert.equal(await desk.page.getByText('npm run demo').count(), 0)
  assert.match((await desk.page.getByRole('note').first().textContent()) ?? '', /演示数据/)
  await desk.lookAround('demonstration-portal')
  signIns = await fill()
})

test('a banner official sees the towns and what is missing in each, and goes down to a community without a fund', async () => {
  const desk = new Walk(await chrome.newPage())
  await desk.page.goto(`${platform.url}/console/`)
  await signIn(desk, 'banner.dongsheng', passwords.get('banner.dongsheng') ?? '')
  const towns = desk.page.getByRole('table', { name: '下级情况与缺项' })
  await towns.waitFor()
  const named = await towns.getByRole('row').count()
  assert.ok(named > 9, `${named - 1} towns`)
  await desk.lookAround('official-my-work')
  // Of the towns the one that lacks funds most plainly: no community of it is served.
  await towns
    .getByRole('row')
    .filter({ hasText: '天骄街道' })
    .getByRole('link', { name: /社区没有基金/ })
    .click()
  await desk.page.getByRole('heading', { name: /天骄街道 · 覆盖情况/ }).waitFor()
  await desk.page.getByText('0 / 1').first().waitFor()
  await desk.lookAround('official-town')
  const [file] = await Promise.all([desk.page.waitForEvent('download'), desk.press('导出表格')])
  assert.match(file.suggestedFilename(), /覆盖情况.*\.xlsx$/)
  // Beside the banner there is nothing to see.
  await desk.page.goto(`${platform.url}/console/coverage?within=150603`)
  await desk.page.getByText('没有符合条件').waitFor()
})

test('a resident without JavaScript, in English and large type, goes from the city to a fund and whom it answers to', async () => {
  const phone = new Walk(await chrome.newPage({ width: 360, height: 740, javaScriptEnabled: false }))
  await phone.page.goto(platform.url)
  await phone.page.click('text=English')
  await phone.page.click('text=Large type')
  await phone.page
    .getByRole('main')
    .getByRole('link', { name: /Dongsheng/ })
    .first()
    .click()
  await phone.page.getByRole('link', { name: '吉劳庆社区暖心基金', exact: false }).first().click()
  const main = (await phone.page.textContent('main')) ?? ''
  for (const told of ['Received', 'Spent', 'Left', 'complain']) assert.ok(main.includes(told), told)
  assert.match((await phone.page.getAttribute('link[rel=stylesheet]', 'href')) ?? '', /large/)
  assert.equal(await phone.page.getAttribute('html', 'lang'), 'en')
  // Nothing can be measured on a page without scripts; axe looks at the same page in the portal's own tests.
  await look(phone.page, 'resident-fund')
})

/** Filled already, it answers what it made: the sign-ins. */
const fill = () => fillDemonstration({ ...platform, served, seed: USUAL_SEED })
const one = async (query: string): Promise<Record<string, unknown>> => (await platform.owner.query(query)).rows[0]
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('it holds what the plan promised: bodies, funds in nine banners, gifts, voids, history, a file that waits, messages', async () => {
  const counts = await one(`select
    (select count(*)::int from organisations.organisations where demonstration and name like '%(演示)') as bodies,
    (select count(*)::int from organisations.organisations where not demonstration) as "real",
    (select count(*)::int from funds.funds) as funds,
    (select count(distinct left(place_code, 6))::int from funds.funds) as banners,
    (select count(*)::int from giving.gifts where given_on >= '2026-01-01') as gifts,
    (select count(*)::int from giving.gifts where history) as history,
    (select count(*)::int from giving.imports where state = 'checked' and bad_count = 3) as waiting,
    (select count(distinct role)::int from identity.role_assignments) as roles`)
  assert.deepEqual(counts, {
    ...{ bodies: 12, real: 0, funds: 60, banners: 9, gifts: 5008, history: 260, waiting: 1, roles: 10 },
  })
  // A bank's own lists: columns remembered, money of unknown origin of which one sum found its fund, and a file undone.
  const lists = await one(`select
    (select count(*)::int from giving.mappings) as remembered,
    (select count(*)::int from giving.unknown_money) as "unknown",
    (select count(*)::int from giving.unknown_ends where kind = 'gift') as found,
    (select count(*)::int from giving.imports where state = 'undone') as undone,
    (select count(*)::int from giving.gifts where released_at is not null) as released`)
  assert.deepEqual(lists, { remembered: 1, unknown: 3, found: 1, undone: 1, released: 3 })
  const books = await one(`select
    (select count(distinct book_id)::int from ledger.month_acts where act = 'close') as hosts,
    (select count(*)::int from ledger.drafts d where not exists (select 1 from ledger.draft_ends e where e.draft_id = d.id)) as drafts,
    (select count(*) > 50 from ledger.entries where recipe like 'E32%' or recipe like 'E41%') as spent`)
  assert.deepEqual(books, { hosts: 9, drafts: 9, spent: true })
  const gifts = await one(`select (select count(distinct donor_kind)::int from giving.gifts) as kinds,
    (select count(*) > 500 from giving.receipts where kind = 'issued') as issued,
    (select count(*) > 20 from giving.receipts where kind = 'waived') as waived,
    (select count(*) > 5 from giving.shown_changes) as shown,
    (select count(*) > 3 from giving.name_corrections) as corrected,
    (select count(*) between 5 and 100 from regulations.duties where regulation_id = 'D02' and state = 'open') as owed`)
  assert.deepEqual(gifts, { ...{ kinds: 6, issued: true, waived: true, shown: true, corrected: true, owed: true } })
  // Where books agree with a bank every month but the last is confirmed; most lines found their partner, some wait.
  const bank =
    await one(`select count(*) filter (where matched) > 200 as matched, count(*) filter (where not matched) > 10 as waiting,
    (select count(*)::int from payments.reconciliations) as confirmed
    from (select exists (select 1 from payments.match_bank_lines m where m.line_id = l.id) as matched from payments.bank_lines l) as lines`)
  assert.deepEqual(bank, { matched: true, waiting: true, confirmed: 3 * 9 })
  const some = await one(`select (select count(*) > 5 from giving.voids) as voids,
    (select count(*) > 0 from notify.messages where state = 'waiting') as messages`)
  assert.deepEqual(some, { voids: true, messages: true })
  const decided =
    await one(`select count(*)::int as groups, (select count(distinct outcome)::int from governance.resolutions) as outcomes,
    (select count(*) > 20 from payments.authorities) as authorities, (select count(*)::int from governance.openings o
      where not exists (select 1 from governance.resolutions r where r.motion_id = o.motion_id)) as running from governance.groups`)
  assert.deepEqual(decided, { groups: 26, outcomes: 2, authorities: true, running: 3 })
  const projects = await one(`select count(distinct state)::int as states, count(*) between 55 and 70 as many,
    count(*) filter (where state = 'voting')::int as voting from projects.pub_projects`)
  assert.deepEqual(projects, { states: 19, many: true, voting: 3 })
  const payments = await one(`select count(*) between 18 and 32 as many, count(distinct state)::int as states,
    (select count(*)::int from payments.batches) as files from payments.pub_requests`)
  assert.deepEqual(payments, { many: true, states: 11, files: 4 })
  const { rows } = await platform.owner.query<{ credit_code: string }>(
    'select credit_code from organisations.organisations',
  )
  assert.ok(rows.every((row) => !isCreditCode(row.credit_code)))
})

test('every book of it agrees with its entries', async () => {
  const { rows } = await platform.owner.query<{ id: string }>('select id from ledger.books')
  assert.ok(rows.length >= 9)
  for (const { id } of rows) {
    const verified = await platform.database.transact('test', (tx) => verifyBooks(tx, id))
    assert.equal(verified.fault, undefined)
  }
})

test('what happened in the made-up year is dated in it: postings, trail and numbers', async () => {
  const dates = await one(`select
    (select bool_and(posted_on >= '2026-01-01' and posted_on <= '2026-11-22') from ledger.entries) as posted,
    (select bool_and(at < '2026-11-22T16:00:00Z') from trail.records where request_id = 'demonstration') as trail,
    (select bool_and(date(recorded_at at time zone 'Asia/Shanghai') >= given_on) from giving.gifts) as recorded`)
  assert.deepEqual(dates, { posted: true, trail: true, recorded: true })
})

test('it is declared for ever, filled once, and a server for real life refuses it', async () => {
  const instance = await platform.database.transact('test', findInstance)
  assert.equal(instance?.kind, 'demonstration')
  assert.deepEqual(instance?.filledAt, platform.clock.now())
  assert.deepEqual(await fill(), signIns)
  assert.equal((await one('select count(*)::int as n from funds.funds')).n, 60)
  await assert.rejects(
    platform.database.transact('test', refuseDemonstration),
    refused('platform.instance_is_demonstration'),
  )
})

test('every printed sign-in works, the pages say what this is', async () => {
  const app = buildApp({ ...platform, logLevel: 'silent', trustProxy: '127.0.0.1' })
  try {
    const roles = new Map(signIns.map((signIn) => [signIn.role, signIn]))
    // The administrator is the one who pressed the button.
    assert.equal(roles.size, 9)
    for (const [n, { userName, password }] of [...roles.values()].entries()) {
      const answer = await new Client(app, `10.9.0.${n}`).call(identity.signIn, { body: { userName, password } })
      assert.equal(answer.value().state, 'signed_in', userName)
    }
    for (const path of ['/', '/d/150602', '/no-such-page']) {
      const { body } = await app.inject({ url: path })
      assert.match(body, /class="demonstration"/, path)
    }
  } finally {
    await app.close()
  }
})

test('the table of sign-ins stands in columns, however wide its characters are', () => {
  const lines = signInTable(signIns.slice(0, 12)).split('\n')
  assert.equal(lines.length, 13)
  for (const [n, { userName, password }] of signIns.slice(0, 12).entries())
    assert.ok(lines[n + 1]?.startsWith(`  ${userName}`) && lines[n + 1]?.includes(`  ${password}  `))
})

async function signIn(walk: Walk, userName: string, password: string): Promise<void> {
  await walk.type('用户名', userName)
  await walk.type('密码', password)
  await walk.press('登录')
}
