import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { showId } from '@shanju/contract/kit/ids.ts'
import { type TestBrowser, withBrowser } from '../support/browser.ts'
import { addFund, addHost } from '../support/house.ts'
import { addPerson, cookieOf } from '../support/people.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { Walk } from '../support/walk.ts'

let platform: TestPlatform
let chrome: TestBrowser

before(async () => {
  ;[platform, chrome] = await Promise.all([startPlatform(), withBrowser()])
})
after(async () => {
  await chrome?.close()
  await platform?.close()
})

const REASON = '网银对账单尚未导入，已与纸质对账单核对'

test('an accountant makes a month of vouchers by keyboard, a second person checks; the month closes, opens again, is corrected', async () => {
  const host = await addHost(platform, 1)
  const fund = await addFund(platform, host)
  const org = showId('org', host)
  const enter = async (userName: string, role: 'charity_accountant' | 'charity_manager', shown: string) => {
    const reach = { kind: 'organisation', id: host } as const
    const person = await addPerson(platform.database, userName, { role, reach }, shown)
    const walk = new Walk(await chrome.newPage())
    const [name = '', value = ''] = (await cookieOf(platform.database, person)).split('=')
    await walk.page.context().addCookies([{ name, value, url: platform.url }])
    return walk
  }
  const maker = await enter('会计甲', 'charity_accountant', '乌兰')
  const checker = await enter('经理乙', 'charity_manager', '巴图')
  const at = (walk: Walk, path: string) => walk.page.goto(`${platform.url}/console${path}`)
  const ask = async (path: string, data: object) => {
    const answer = await maker.page.request.post(platform.url + path, { data, headers: { origin: platform.url } })
    assert.ok(answer.ok(), await answer.text())
  }
  await ask(`/api/v1/ledger/books/${org}/opening`, { lines: [] })
  const gift = {
    fundId: showId('fund', fund),
    amountFen: '500000',
    givenOn: '2026-01-10',
    channel: 'wechat',
    donorName: '',
  }
  await ask('/api/v1/giving/gifts', gift)

  /** From the empty form to the draft without a mouse. */
  const make = async (look?: string): Promise<string> => {
    await at(maker, `/books/${org}/make`)
    const { page } = maker
    await page.getByLabel('业务', { exact: true }).waitFor()
    await page.keyboard.type('xmfw')
    await page.keyboard.press('Enter')
    await page.locator('#voucher_input_amount').fill('1200')
    const place = page.locator('#voucher_input_place')
    await place.focus()
    await page.keyboard.type('暖心')
    await page.keyboard.press('Enter')
    for (const field of ['documentOn', 'postedOn']) await maker.day(field, '2026-01-20')
    await page.getByText('5101', { exact: true }).waitFor()
    if (look) await maker.lookAround(look)
    await page.locator('#voucher_summary').press('Control+Enter')
    await page.waitForURL(/\/drafts\/draft_/)
    return new URL(page.url()).pathname.replace('/console', '')
  }
  const check = async (draft: string, look?: string) => {
    await at(checker, draft)
    await checker.press('审核并记账')
    await checker.page.getByText('记账后不能修改，只能更正。').waitFor()
    if (look) await checker.lookAround(look)
    await checker.page.locator('.ant-modal-footer .ant-btn-primary').click()
    await checker.page.getByText('已记账').first().waitFor()
  }

  const first = await make('voucher-form')
  await maker.page.getByRole('button', { name: '审核并记账', description: /制单人不能审核/ }).waitFor()
  await maker.lookAround('draft-record')
  await at(checker, `/books/${org}`)
  await checker.page.getByText('待审核').first().waitFor()
  await checker.lookAround('desk-drafts')
  await check(first, 'draft-check')

  const close = async (look?: string) => {
    await at(maker, `/books/${org}/months/2026-01`)
    await maker.page.getByText('检查清单').waitFor()
    if (look) await maker.lookAround(look)
    await maker.press('结账')
    await maker.page.locator('.ant-modal textarea').fill(REASON)
    await maker.page.locator('.ant-modal-footer .ant-btn-primary').click()
    await maker.page.getByText('反结账').first().waitFor()
  }
  await close('month-open')
  await maker.lookAround('month-closed')

  await at(checker, `/books/${org}/months/2026-01`)
  await checker.press('反结账')
  await checker.page.locator('.ant-modal textarea').fill('漏记一笔服务费')
  await checker.lookAround('month-reopen')
  await checker.page.locator('.ant-modal-footer .ant-btn-primary').click()
  await checker.page.getByText('未结账').first().waitFor()
  await check(await make())
  await close()

  await at(maker, `/books/${org}?tab=vouchers`)
  await maker.page.getByText('项目服务', { exact: false }).first().waitFor()
  await maker.lookAround('desk-vouchers')
  await maker.page.getByRole('link', { name: /服务/ }).first().click()
  await maker.page.getByRole('heading', { name: '所含分录' }).waitFor()
  await maker.lookAround('voucher-record')
  const printed = maker.page.waitForEvent('download')
  await maker.press(/打\s*印/)
  assert.match((await printed).suggestedFilename(), /\.pdf$/)

  for (const [tab, text] of [
    ['months', '2026-01'],
    ['money', '可用'],
    ['policies', '期末结转的频率'],
  ] as const) {
    await at(maker, `/books/${org}?tab=${tab}`)
    await maker.page.getByText(text).first().waitFor()
    await maker.lookAround(`desk-${tab}`)
  }
})
