import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { creditCodeCheck } from '@shanju/contract/organisations/credit-code.ts'
import { type TestBrowser, withBrowser } from '../support/browser.ts'
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

const HOST = '暖城社区发展基金会(演示)'
const CODE = '53150602MJ0000001'
const PASSWORD = '一匹好马 跑过了大草原'
/** Two funds at real places; the file names them by their division codes. */
const PLACES = [
  { code: '150602001001', place: '吉劳庆社区', fund: '吉劳庆社区暖心基金' },
  { code: '150603001', place: '哈巴格希街道', fund: '哈巴格希街道暖心基金' },
]

test('an administrator signs in, opens funds, records a gift and loads a file; anyone finds it on the public page', async () => {
  const desk = new Walk(await chrome.newPage())

  await desk.page.goto(platform.firstLink)
  await desk.type('用户名', '管理员')
  await desk.type('姓名', '格日乐')
  await desk.type('新密码', PASSWORD)
  await desk.lookAround('first-link')
  await desk.press('成为首位管理员')
  // Both pages ask for a name: only the heading tells that the next one has come.
  await desk.page.getByRole('heading', { name: '登录善聚' }).waitFor()
  await desk.type('用户名', '管理员')
  await desk.type('密码', PASSWORD)
  await desk.lookAround('sign-in')
  await desk.press('登录')
  await desk.page.getByRole('heading', { name: /格日乐/ }).waitFor()
  await desk.lookAround('my-work-empty')

  await desk.page.goto(`${platform.url}/console/organisations/new`)
  await desk.type('机构名称', HOST)
  await desk.type('统一社会信用代码', CODE + creditCodeCheck(CODE))
  await desk.pick('kind', '', '社区基金会')
  await desk.pick('registeredIn', '东胜区')
  await desk.lookAround('organisation-form')
  await desk.press('登记机构')
  await desk.page.getByRole('heading', { name: HOST }).waitFor()
  await desk.lookAround('organisation')

  for (const { code, place, fund } of PLACES) {
    await desk.page.goto(`${platform.url}/console/funds/new`)
    await desk.type('基金名称', fund)
    await desk.pick('hostId', '暖城')
    await desk.pick('placeCode', code, place)
    await desk.type('宗旨', '帮助辖区内困难老人和儿童')
    await desk.page.getByLabel('困难帮扶').check()
    await desk.day('opensOn', '2026-01-01')
    await desk.press('设立基金')
    await desk.page.getByRole('heading', { name: fund }).waitFor()
  }
  await desk.lookAround('fund')

  await desk.page.goto(`${platform.url}/console/gifts/counter`)
  await desk.pick('fundId', '吉劳庆')
  await desk.type('捐赠人', '娜仁其其格')
  await desk.type(/金额/, '88.80')
  await desk.type('复点人', '乌云')
  await desk.page.getByRole('radio', { name: /隐名/ }).check()
  await desk.lookAround('counter')
  await desk.page.keyboard.press('Control+Enter')
  const saved =
    (await desk.page
      .getByText(/已登记 [0-9A-Z-]{14}/)
      .first()
      .textContent()) ?? ''
  const publicId = /[0-9A-Z]{4}(-[0-9A-Z]{4}){2}/.exec(saved)?.[0].replaceAll('-', '') ?? ''
  assert.equal(publicId.length, 12)

  await desk.page.goto(`${platform.url}/console/imports/new`)
  await desk.pick('host', '暖城')
  await desk.page.setInputFiles('input[type=file]', {
    name: '平台订单.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(giftsFile()),
  })
  await desk.page.getByText(/金额“一百”无法识别/).waitFor()
  await desk.lookAround('import-checked')
  await desk.press('只入账正确的 60 行')
  await desk.page.getByRole('dialog').getByRole('button', { name: '只入账正确的 60 行' }).click()
  await desk.page.getByText('已导入').first().waitFor()
  await desk.lookAround('import-loaded')
  await desk.page.goto(`${platform.url}/console/entries`)
  await desk.page
    .getByText(/捐赠收入/)
    .first()
    .waitFor()
  await desk.lookAround('entries')
  await desk.page.goto(`${platform.url}/console/trail`)
  await desk.page.getByText('导入捐赠文件').first().waitFor()
  await desk.lookAround('trail')

  const stranger = new Walk(await chrome.newPage({ width: 360, height: 740, javaScriptEnabled: false }))
  await stranger.page.goto(`${platform.url}/d/150602`)
  await stranger.page.getByRole('link', { name: PLACES[0]?.fund ?? '', exact: true }).click()
  // 88.80 at the counter and, from the file, 1.00 + 2.00 + … + 30.00 to this fund.
  assert.match((await stranger.page.textContent('main')) ?? '', /553\.80/)
  await stranger.page.goto(`${platform.url}/g/${publicId}`)
  const gift = (await stranger.page.textContent('main')) ?? ''
  assert.match(gift, /88\.80/)
  assert.match(gift, /娜仁\*\*/)
  assert.doesNotMatch(gift, /娜仁其其格/)
  const reader = new Walk(await chrome.newPage())
  for (const [name, path] of [
    ['portal-home', '/'],
    ['portal-division', '/d/150602'],
    ['portal-gift', `/g/${publicId}`],
  ] as const) {
    await reader.page.goto(platform.url + path)
    await reader.lookAround(name)
  }
})

/** Thirty good rows for each fund by its place's code, and one that nobody could read. */
function giftsFile(): string {
  const rows = PLACES.flatMap(({ code }, place) =>
    Array.from({ length: 30 }, (_, i) => `W${place}-${i},${code},${i + 1}.00,2026-0${(i % 9) + 1}-15,微信,张${i},隐名`),
  )
  return ['订单号,区划代码,金额,捐赠日期,渠道,捐赠人,公示方式', ...rows, 'W9,150602001001,一百,2026-05-01,微信,,'].join(
    '\r\n',
  )
}
