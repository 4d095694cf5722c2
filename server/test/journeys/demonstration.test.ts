import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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

const PASSWORD = '一匹好马 跑过了大草原'
const FILLED_MS = 120_000

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

  const row = desk.page.getByRole('row').filter({ hasText: 'manager.nuansha' })
  const password = (await row.getByRole('cell').nth(1).textContent()) ?? ''
  const manager = new Walk(await chrome.newPage())
  await manager.page.goto(`${platform.url}/console/`)
  await manager.page.getByRole('note').waitFor()
  await signIn(manager, 'manager.nuansha', password)
  await manager.page.getByText('暖沙慈善联合会(演示)').first().waitFor()
  await manager.lookAround('demonstration-manager')
  assert.match((await manager.page.getByRole('note').textContent()) ?? '', /演示数据/)

  await desk.page.goto(platform.url)
  assert.equal(await desk.page.getByText('npm run demo').count(), 0)
  assert.match((await desk.page.getByRole('note').first().textContent()) ?? '', /演示数据/)
  await desk.lookAround('demonstration-portal')
})

async function signIn(walk: Walk, userName: string, password: string): Promise<void> {
  await walk.type('用户名', userName)
  await walk.type('密码', password)
  await walk.press('登录')
}
