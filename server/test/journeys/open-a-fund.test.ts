import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { showId } from '@shanju/contract/kit/ids.ts'
import { type TestBrowser, withBrowser } from '../support/browser.ts'
import { addHost } from '../support/house.ts'
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

const NAME = '第1慈善会交通街道社区慈善基金'
const PDF = { name: '签署文本.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }

test('a charity manager prepares a fund, sees what is missing, settles it and opens it; anyone reads of it', async () => {
  const host = await addHost(platform, 1)
  const assignment = { role: 'charity_manager', reach: { kind: 'organisation', id: host } } as const
  const manager = await addPerson(platform.database, '基金经理', assignment, '萨仁')
  const desk = new Walk(await chrome.newPage())
  const [name = '', value = ''] = (await cookieOf(platform.database, manager)).split('=')
  await desk.page.context().addCookies([{ name, value, url: platform.url }])

  await desk.page.goto(`${platform.url}/console/funds/new`)
  await desk.type('基金名称', NAME)
  await desk.pick('placeCode', '150602001', '交通街道')
  await desk.type('宗旨', '帮助街道内遇到急难的居民')
  await desk.page.getByLabel('困难帮扶').check()
  await desk.lookAround('fund-new')
  await desk.press('下一步：协议')

  await desk.page.getByLabel('使用方式').waitFor()
  for (const [label, text] of [
    ['资金用途', '急难救助'],
    ['使用方式', '由管理小组审议后资助'],
    ['设立机构的权利义务', '独立核算，按期公开'],
    ['发起人的权利义务', '参加管理小组'],
    ['终止条件', '双方同意时终止'],
    ['剩余财产处理', '用于相同或相近的目的'],
  ] as const)
    await desk.type(label, text)
  await desk.choose('surplusRule', '用于相同或相近的目的')
  await desk.choose('feeRule', '按每笔捐赠的比例收取')
  await desk.type('比例（%）', '5')
  await desk.page.setInputFiles('input[type=file]', PDF)
  await desk.page.getByText('已上传').waitFor()
  await desk.lookAround('fund-agreement-form')
  await desk.press('保存并继续')

  await desk.page.getByLabel('起始资金').waitFor()
  await desk.choose('sourceKind', '公开募捐')
  await desk.type('起始资金', '20000')
  await desk.lookAround('fund-means-form')
  await desk.press('保存并继续')

  await desk.day('toOn', '2028-12-31')
  await desk.type('每次决定上限', '5000')
  await desk.lookAround('fund-delegation-form')
  await desk.press('保存并继续')

  await desk.page.getByLabel('公布处').waitFor()
  await desk.press('选择全部社区')
  await desk.lookAround('fund-contacts-form')
  await desk.press(/^保\s*存$/)
  await desk.page.getByText('服务社区已保存').waitFor()
  await desk.press('以后再填')

  // Without a complaint line rule X17 warns, and a warning needs a reason.
  await desk.page.getByText('X17').first().waitFor()
  await desk.lookAround('fund-check-form')
  await desk.press('正式设立')
  await desk.page.locator('.ant-form-item-explain-error').waitFor()
  await desk.type('仍要设立的理由', '投诉电话下周见报后补登')
  await desk.press('正式设立')
  await desk.page.getByText('基金已设立').first().waitFor()
  await desk.page.getByText('运行中').first().waitFor()
  await desk.lookAround('fund-record')
  for (const [tab, shown] of [
    ['协议', '由管理小组审议后资助'],
    ['授权', '5,000.00'],
    ['服务社区', '至今'],
    ['联系与投诉', '投诉举报电话'],
    ['经过', '投诉电话下周见报后补登'],
  ] as const) {
    await desk.page.getByRole('tab', { name: tab, exact: true }).click()
    await desk.page.getByText(shown).first().waitFor()
    await desk.lookAround(`fund-tab-${tab}`)
  }

  const { rows } = await platform.owner.query('select id from funds.funds where name = $1', [NAME])
  const stranger = new Walk(await chrome.newPage({ width: 360, height: 740, javaScriptEnabled: false }))
  await stranger.page.goto(`${platform.url}/f/${showId('fund', rows[0].id)}`)
  const page = (await stranger.page.textContent('main')) ?? ''
  for (const open of ['由管理小组审议后资助', '按每笔捐赠的比例收取', '5%', '公开募捐'])
    assert.ok(page.includes(open), open)
  assert.ok(!page.includes('参加管理小组'))
  const reader = new Walk(await chrome.newPage())
  await reader.page.goto(`${platform.url}/f/${showId('fund', rows[0].id)}`)
  await reader.lookAround('portal-fund')

  await desk.page.goto(`${platform.url}/console/funds/import`)
  const file = (line: string) => ({
    name: '基金.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`基金名称,区划代码,用途,领域,设立日期\r\n${line}\r\n`),
  })
  await desk.page.setInputFiles('input[type=file]', file('旧基金,150602002,帮助困难居民,赌博,2025-06-01'))
  await desk.page.getByText(/“赌博”不在可选/).waitFor()
  await desk.lookAround('fund-import-bad')
  await desk.page.setInputFiles('input[type=file]', file('旧基金,150602002,帮助困难居民,困难帮扶,2025-06-01'))
  await desk.press('导入 1 个基金')
  await desk.page.getByText('导入记录').waitFor()
  await desk.lookAround('fund-import-loaded')
})
