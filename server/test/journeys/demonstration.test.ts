import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestBrowser, withBrowser } from '../support/browser.ts'
import { look } from '../support/looks.ts'
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

const PASSWORD = '一匹好马 跑过了大草原'
const FILLED_MS = 120_000
/** User name → password, as the administrator is shown them. */
const passwords = new Map<string, string>()

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

async function signIn(walk: Walk, userName: string, password: string): Promise<void> {
  await walk.type('用户名', userName)
  await walk.type('密码', password)
  await walk.press('登录')
}
