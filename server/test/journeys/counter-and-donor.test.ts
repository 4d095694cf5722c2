import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { showId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { recordOrders } from '#modules/giving/index.ts'
import { draftOf, post, traceBooks } from '#modules/ledger/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type TestBrowser, withBrowser } from '../support/browser.ts'
import { growLog } from '../support/grow-log.ts'
import { addFund, addHost, SETUP } from '../support/house.ts'
import { addPerson, cookieOf } from '../support/people.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { Walk } from '../support/walk.ts'

let platform: TestPlatform
let chrome: TestBrowser
let host: string
/** What the donor takes home. */
let slip: { code: string; secret: string }

before(async () => {
  ;[platform, chrome] = await Promise.all([startPlatform(), withBrowser()])
  host = await addHost(platform, 1)
  await addFund(platform, host, { name: '吉劳庆社区暖心基金(演示)' })
})
after(async () => {
  await chrome?.close()
  await platform?.close()
})

test('a community worker’s day at the counter: cash by keyboard alone, a repeat, a large gift, a slip, a name put right', async () => {
  const reach = { kind: 'division', code: '150602001' } as const
  const worker = await addPerson(platform.database, 'worker', { role: 'community_worker', reach }, '格日乐')
  const [name = '', value = ''] = (await cookieOf(platform.database, worker)).split('=')
  const desk = new Walk(await chrome.newPage())
  await desk.page.context().addCookies([{ name, value, url: platform.url }])
  const { keyboard } = desk.page
  const recorded = (sum: string) => desk.page.locator('.last-gifts li').filter({ hasText: sum })
  const keys = async (...typed: string[]) => {
    for (const each of typed) {
      if (/^(Enter|Control\+Enter)$/.test(each)) await keyboard.press(each)
      else await keyboard.insertText(each)
    }
  }
  await desk.page.goto(`${platform.url}/console/gifts/counter`)
  // The one fund is chosen already, and the cursor stands in the name.
  await desk.page.locator('#counter_donorName:focus').waitFor()
  await keys('娜仁其其格', 'Enter', '88.8', 'Control+Enter')
  await desk.page.getByText('现金要由两个人清点').waitFor()
  await desk.type('复点人', '乌云')
  // Nothing of a name is shown unless the donor was asked.
  await desk.page.getByRole('radio', { name: /隐名/ }).check()
  await keys('Control+Enter')
  await recorded('88.80').waitFor()

  const begun = performance.now()
  await keys('巴图', 'Enter', '50', 'Control+Enter')
  await recorded('50.00').waitFor()
  assert.ok(performance.now() - begun < 20_000, 'a gift takes two fields and three keys')

  await keys('巴图', 'Enter', '50', 'Control+Enter')
  await desk.page.getByText('已有同一捐赠人').waitFor()
  await desk.lookAround('counter-again')
  await keys('Enter')
  await recorded('50.00').nth(1).waitFor()

  await desk.type('捐赠日期', '上周三')
  await keyboard.press('Tab')
  await desk.page.getByText('日期应写作 2026-11-23').waitFor()
  await desk.type('捐赠日期', '2026/11/20')
  await desk.type('捐赠人', '苏和')
  await desk.type(/金额/, '0')
  await keyboard.press('Tab')
  await desk.page.getByText('金额必须大于 0.00 元').waitFor()
  await desk.type(/金额/, '20000')
  await keys('Control+Enter')
  await desk.page.getByText('请与捐赠人核对').waitFor()
  await keys('Control+Enter')
  await desk.page.getByText('建议签订书面协议').waitFor()
  await desk.lookAround('counter-warned')
  await keys('家里商量过，不签', 'Control+Enter')
  await recorded('20,000.00').waitFor()

  await desk.page.locator('.last-gifts a', { hasText: '娜仁其其格' }).click()
  await desk.press('更正捐赠人')
  await desk.page.locator('#donor_donorName').fill('娜仁其木格')
  await desk.page.locator('#donor_reason').fill('听写有误')
  await desk.lookAround('correct-donor')
  await desk.press('保存')
  await desk.page.getByRole('heading', { name: '娜仁其木格' }).waitFor()
  await desk.page.getByText('更正前为：娜仁其其格').waitFor()
  await desk.page.getByRole('button', { name: '捐赠凭条' }).click()
  const paper = desk.page.locator('.slip')
  await paper.getByText('人民币捌拾捌元捌角整').waitFor()
  await paper.getByText('格日乐、乌云').waitFor()
  await desk.lookAround('slip')
  const [code = '', secret = ''] = await paper.locator('dd.code').allTextContents()
  slip = { code, secret }
})

test('the donor finds the gift, changes how the name shows, and complains, on a phone and without a script', async () => {
  const phone = new Walk(await chrome.newPage({ width: 360, height: 740, javaScriptEnabled: false }))
  const main = async () => (await phone.page.textContent('main')) ?? ''
  await phone.page.goto(`${platform.url}/g`)
  await phone.page.locator('#gift').fill(slip.code.toLowerCase())
  await phone.page.getByRole('main').getByRole('button').first().click()
  assert.match(await main(), /娜仁\*\*/)
  assert.doesNotMatch(await main(), /娜仁其木格/)

  await phone.page.getByRole('link', { name: '改变姓名的公示方式' }).click()
  await phone.page.getByLabel('实名').check()
  await phone.page.getByLabel('凭条密码').fill('0000-0000')
  await phone.page.getByRole('button', { name: '保存' }).click()
  assert.match(await main(), /凭条密码不对/)
  await phone.page.getByLabel('凭条密码').fill(slip.secret)
  await phone.page.getByRole('button', { name: '保存' }).click()
  assert.match(await main(), /已按您的意愿改变公示方式/)
  assert.match(await main(), /娜仁其木格/)

  await phone.page.getByRole('link', { name: '投诉', exact: true }).click()
  await phone.page.getByLabel('哪里不对').fill('我捐的是九十元，不是八十八元八角。')
  await phone.page.getByRole('button', { name: '提交投诉' }).click()
  assert.match(await main(), /已收到您的投诉/)

  const reader = new Walk(await chrome.newPage())
  await reader.page.goto(`${platform.url}/g/${slip.code.replaceAll('-', '')}/shown`)
  await reader.lookAround('portal-shown')
})

test('a donor of 100.00 reads where it went, entry by entry, with its proof; what is private of the entry is erased for good', async () => {
  const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => platform.database.transact('test', work)
  const fund = await addFund(platform, host, { name: '长者午餐基金(演示)', placeCode: '150602002' })
  const reach = { kind: 'division', code: '150600' } as const
  const bureau = await addPerson(platform.database, 'bureau', { role: 'city_bureau', reach }, '苏日娜')
  const [name = '', value = ''] = (await cookieOf(platform.database, bureau)).split('=')
  const [gift = ''] = await act((tx) =>
    recordOrders(tx, SETUP, [
      {
        ...{ fundId: fund, amountFen: 10_000n, givenOn: '2026-05-01', channel: 'bank', orderNo: 'T1' },
        ...{ donorName: '乌兰', shown: 'masked', purpose: '', note: '' },
      },
    ]),
  )
  await spend(fund, 6_250n)
  await traceBooks({ transact: act }, host)
  await growLog(platform)
  const { rows } = await platform.owner.query(
    `select g.public_id, l.entry_id from giving.gifts g join ledger.lines l on l.gift_id = g.id where g.id = $1`,
    [gift],
  )
  const [{ public_id: publicId, entry_id: entry }] = rows

  const phone = new Walk(await chrome.newPage({ width: 360, height: 740, javaScriptEnabled: false }))
  const main = async () => (await phone.page.textContent('main')) ?? ''
  await phone.page.goto(`${platform.url}/g/${publicId}`)
  assert.match(await main(), /这笔捐赠 ¥?100\.00：已使用 ¥?62\.50，尚未使用 ¥?37\.50/)
  await phone.page.getByRole('link', { name: '购买项目服务' }).click()
  assert.match(await main(), /2026\s?年\s?5\s?月\s?3\s?日/)
  assert.match(await main(), /已记入公开日志/)
  await phone.page.goto(`${platform.url}/f/${showId('fund', fund)}/books`)
  assert.match(await main(), /已入公开日志/)
  await phone.page.getByRole('row').filter({ hasText: '捐赠收入' }).getByRole('link', { name: /^第/ }).last().click()
  assert.match(await main(), /捐赠收入/)

  const desk = new Walk(await chrome.newPage())
  await desk.page.context().addCookies([{ name, value, url: platform.url }])
  await desk.page.goto(`${platform.url}/console/entries/${showId('entry', entry)}`)
  await desk.page.getByRole('button', { name: '抹除私密内容' }).click()
  const window = desk.page.getByRole('dialog')
  await window.getByRole('textbox').fill('当事人书面要求抹除')
  await desk.lookAround('erase-opening')
  await window.getByRole('button', { name: '抹除私密内容' }).click()
  await desk.page
    .getByText(/已于 .* 抹除/)
    .first()
    .waitFor()
  await desk.lookAround('erased-opening')

  await phone.page.goto(`${platform.url}/g/${publicId}`)
  assert.match(await main(), /其中的私密内容已于 .* 抹除；证明依然有效/)
  assert.match(await main(), /62\.50/, 'the trace stays')
  const reader = new Walk(await chrome.newPage())
  await reader.page.goto(`${platform.url}/g/${publicId}`)
  await reader.lookAround('portal-erased')
})

/** A service bought for the fund on 3 May. */
const spend = (fund: string, amount: bigint): Promise<unknown> =>
  platform.database.transact('test', async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from ledger.restrictions where fund_id = ${fund}`.execute(
      tx.db,
    )
    const head = { book: host, documentOn: '2026-05-03', postedOn: '2026-05-03', summary: '助餐服务', papers: [] }
    const draft = draftOf(
      'E41.post',
      { amount, place: { restriction: 'R', restrictionId: rows[0]?.id, fund }, kind: 'c2' },
      { ...head, maker: 'system', checker: null, reason: null, channel: null },
      {},
    )
    return post(tx, [{ key: 'lunch', draft }])
  })
