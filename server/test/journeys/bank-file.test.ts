import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import type { Download, Page } from 'playwright-core'
import { readSheet, workbook } from '#platform/sheets/index.ts'
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

const HEADINGS = ['交易时间', '交易流水号', '借方发生额', '贷方发生额', '对方户名', '附言']
const LIST = [
  ['账号', '0612', '', '', '', ''],
  HEADINGS,
  ['2026-11-02 10:20:30', 'B1', '', '500.00', '乌云毕力格', '捐给暖心基金(演示)'],
  ['2026-11-03 09:00:00', 'B2', '5.00', '', '银行', '手续费'],
  ['2026-11-04 08:00:00', 'B3', '', '88.80', '王伟', '捐款'],
  ['2026-11-05 08:00:00', 'B4', '', '一百', '其其格', '捐给暖心基金(演示)'],
]
const CAPS = { maxRows: 1000, maxBytes: 20_000_000 }

const table = ([headings = [], ...rows]: string[][]): Promise<Buffer> =>
  buffer(workbook([{ title: '流水', headings, widths: headings.map(() => 16), rows }]))

/** A charity with a fund and its accountant, signed in. */
async function accountantAt(page: Page): Promise<void> {
  const host = await addHost(platform, 1)
  await addFund(platform, host)
  const reach = { kind: 'organisation', id: host } as const
  const person = await addPerson(platform.database, 'accountant', { role: 'charity_accountant', reach }, '高娃')
  const [name = '', value = ''] = (await cookieOf(platform.database, person)).split(/=(.*)/s)
  await page.context().addCookies([{ name, value, url: platform.url }])
}

test('an accountant loads a bank’s list with bad rows: says its columns once, mends a row, finds out whose money it is, undoes a file', async () => {
  const page = await chrome.newPage()
  await accountantAt(page)
  const desk = new Walk(page)
  const handIn = async (name: string, content: Buffer) => {
    await page.goto(`${platform.url}/console/imports/new`)
    await page.getByText('第1慈善会(演示)').first().waitFor()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content })
  }
  const download = async (button: string): Promise<Download> =>
    (await Promise.all([page.waitForEvent('download'), desk.press(button)]))[0]
  const confirm = async (button: string) => {
    await desk.press(button)
    await page.getByRole('dialog').getByRole('button', { name: button }).click()
  }

  await handIn('程序.xlsx', Buffer.from('MZ\u0090\u0000\u0003'))
  await page.getByText('无法读取这份表格').waitFor()
  await desk.lookAround('bank-file-refused')

  await handIn('十一月流水.xlsx', await table(LIST))
  await page.getByRole('heading', { name: '指明各列' }).waitFor()
  await desk.lookAround('bank-file-columns')
  await desk.choose('role_5', '基金')
  await page.getByText('基金名称写在一段文字里').click()
  await page.getByText('说不清基金的，挂账待查').click()
  await desk.type('记住这种对应，名称为', '某银行流水')
  await desk.press('加一条')
  await page.getByLabel('第 1 条略过规则的字样').fill('手续费')
  await desk.lookAround('bank-file-columns-said')
  await desk.press('按此检查')

  await page.getByText('金额“一百”无法识别').waitFor()
  await page.getByText('按“某银行流水”读取').waitFor()
  await desk.lookAround('bank-file-checked')
  const wrong = await download('下载这些行')
  const [headings = [], row = []] = await readSheet(await buffer(await wrong.createReadStream()), CAPS)
  assert.deepEqual([row[0], row.at(-3)], ['6', '一百'])

  await confirm('只入账正确的 2 行')
  await page.getByText('查看 1 笔待查款项').waitFor()
  await desk.lookAround('bank-file-loaded')

  await handIn('改好的.xlsx', await table([headings, row.map((cell) => (cell === '一百' ? '100' : cell))]))
  await page.getByRole('button', { name: '全部入账' }).waitFor()
  await confirm('全部入账')
  await page.getByText('已入账 1 笔').waitFor()
  await handIn('十一月流水.xlsx', await table(LIST))
  await page.getByText('没有可导入的行').first().waitFor()
  await desk.lookAround('bank-file-again')

  await page.goto(`${platform.url}/console/unknown-money`)
  await page.getByText('王伟').first().waitFor()
  await desk.lookAround('unknown-money')
  await desk.press('转为捐赠')
  const window = page.getByRole('dialog')
  await window.getByText('88.80').waitFor()
  await desk.lookAround('unknown-money-assign')
  await desk.pick('fundId', '暖心', '暖心基金(演示)')
  await window.getByRole('button', { name: '转为捐赠' }).click()
  await page.getByText('已转为捐赠').first().waitFor()

  await page.goto(`${platform.url}/console/imports/columns`)
  await page.getByText('订单号 ← 交易流水号').waitFor()
  await desk.lookAround('remembered-columns')

  await page.goto(`${platform.url}/console/imports`)
  await page.getByRole('link', { name: '改好的.xlsx' }).click()
  await desk.press('撤销整份文件')
  await page.getByRole('dialog').getByRole('textbox').fill('金额写错了')
  await desk.lookAround('bank-file-undo')
  await page.getByRole('dialog').getByRole('button', { name: '撤销整份文件' }).click()
  await page.getByText('整份文件已撤销').waitFor()
  await desk.lookAround('bank-file-undone')
})
