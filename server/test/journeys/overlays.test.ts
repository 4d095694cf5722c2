import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { openDuties } from '#modules/regulations/index.ts'
import { type TestBrowser, withBrowser } from '../support/browser.ts'
import { addFund, addHost, SETUP } from '../support/house.ts'
import { addPerson, cookieOf } from '../support/people.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { Walk } from '../support/walk.ts'

let platform: TestPlatform
let chrome: TestBrowser
let session: { name: string; value: string }
let fund: string
let host: string

before(async () => {
  ;[platform, chrome] = await Promise.all([startPlatform(), withBrowser()])
  const reach = { kind: 'division', code: '150600' } as const
  const person = await addPerson(platform.database, 'overlays', { role: 'administrator', reach }, '格日乐')
  const [name = '', value = ''] = (await cookieOf(platform.database, person)).split('=')
  session = { name, value }
  host = await addHost(platform, 1)
  fund = await addFund(platform, host)
})
after(async () => {
  await chrome?.close()
  await platform?.close()
})

/** A signed-in reader; whatever the page's policy refuses, script or style, is trouble too. */
async function reader(width = 1440, height = 900): Promise<Walk> {
  const walk = new Walk(await chrome.newPage({ width, height }))
  await walk.page.context().addCookies([{ ...session, url: platform.url }])
  return walk
}

const at = (walk: Walk, path: string) => walk.page.goto(`${platform.url}/console${path}`)

/** Closes what stands open and waits until it is gone: a window on its way out is no page to judge. */
async function closeAll(walk: Walk): Promise<void> {
  await walk.page.keyboard.press('Escape')
  for (const overlay of ['.ant-modal-wrap', '.ant-select-dropdown', '.ant-picker-dropdown', '.ant-popover']) {
    const shown = walk.page.locator(`${overlay}:visible`)
    await shown.first().waitFor({ state: 'hidden' })
  }
}

/** An answer of the platform's own routes, as this reader's browser would ask. */
async function ask(walk: Walk, path: string, data: object): Promise<{ id: string; publicId: string; code: string }> {
  const answer = await walk.page.request.post(platform.url + path, { data, headers: { origin: platform.url } })
  assert.ok(answer.ok(), await answer.text())
  return answer.json()
}

test('pickers, calendars and trees opened over forms and lists are whole for eyes, ears and the policy', async () => {
  const desk = await reader()
  await at(desk, '/gifts/counter')
  await desk.page.locator('input[id$="_fundId"]').click()
  await desk.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().waitFor()
  await desk.lookAround('overlay-picker')
  await closeAll(desk)

  await desk.page.locator('input[id$="_givenOn"]').click()
  await desk.page.locator('.ant-picker-dropdown:visible').waitFor()
  await desk.lookAround('overlay-calendar')
  await closeAll(desk)

  await at(desk, '/divisions/150602001001/merge')
  await desk.page.getByRole('button', { name: '按区划逐级选择' }).first().click()
  await desk.page.getByRole('dialog').getByText('鄂尔多斯市').first().waitFor()
  await desk.lookAround('overlay-tree')
  await closeAll(desk)

  await at(desk, '/gifts')
  await desk.page.getByRole('combobox', { name: '状态' }).click()
  await desk.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
  await desk.press('保存当前条件')
  await desk.page.getByRole('dialog').getByLabel('名称').fill('已登记的')
  await desk.lookAround('overlay-save-filter')
  await desk.page.keyboard.press('Enter')
  await desk.page.getByRole('button', { name: '使用条件“已登记的”' }).waitFor()
  await at(desk, '/gifts')
  await desk.page.getByRole('button', { name: '使用条件“已登记的”' }).click()
  await desk.page.waitForURL(/state=/)
  await desk.lookAround('saved-filter')
  await desk.page.getByRole('button', { name: '删除条件“已登记的”' }).click()
  await desk.page.getByRole('button', { name: '保存当前条件' }).waitFor()
})

test('windows that ask, search, explain and list messages are whole when they stand over a page', async () => {
  const desk = await reader()
  const gift = await ask(desk, '/api/v1/giving/gifts', {
    fundId: showId('fund', fund),
    donorName: '乌云毕力格',
    amountFen: '12345',
    givenOn: '2026-11-20',
    channel: 'bank',
  })
  await at(desk, `/gifts/${gift.id}`)
  await desk.page.getByRole('heading', { name: '乌云毕力格' }).waitFor()
  await desk.lookAround('gift-record')
  await desk.press('作废')
  await desk.page.getByRole('dialog').waitFor()
  await desk.lookAround('overlay-ask')
  await closeAll(desk)

  await desk.page.keyboard.press('/')
  await desk.page.getByRole('dialog').getByRole('combobox').fill('东胜')
  await desk.page.getByRole('dialog').getByRole('option').first().waitFor()
  await desk.lookAround('overlay-search')
  await closeAll(desk)

  await desk.page.keyboard.press('?')
  await desk.page.getByRole('dialog').waitFor()
  await desk.lookAround('overlay-keys')
  await closeAll(desk)

  await desk.page.getByRole('button', { name: '消息' }).click()
  await desk.page.getByText('没有消息').waitFor()
  await desk.lookAround('overlay-messages')
  await closeAll(desk)

  await desk.page.getByRole('button', { name: '格日乐' }).click()
  await desk.page.getByRole('menuitem').first().waitFor()
  await desk.lookAround('overlay-menu')
})

test('on a phone the menu slides in over the page and leads on', async () => {
  const phone = await reader(360, 740)
  await at(phone, '/')
  await phone.press('打开菜单')
  const menu = phone.page.getByRole('dialog')
  await menu.getByRole('link', { name: '规则' }).waitFor()
  await phone.lookAround('overlay-drawer')
  await menu.getByRole('link', { name: '规则' }).click()
  await phone.page.getByRole('heading', { name: '规则', exact: true }).waitFor()
  await phone.lookAround('rules')
})

test('a bureau reads its rule book and changes a rule, with the reason beside the change', async () => {
  const desk = await reader()
  await at(desk, '/rules/F08')
  await desk.page.getByText('市级没有调整过').waitFor()
  await desk.lookAround('rule')
  await desk.press('调整规则')
  await desk.page.getByLabel('停用').check()
  await desk.page.getByRole('textbox', { name: '理由' }).fill('按市局通知暂停一个月')
  await desk.lookAround('rule-form')
  await desk.press('调整规则')
  await desk.page.getByText('按市局通知暂停一个月').waitFor()
  await desk.page.getByText('已停用').first().waitFor()
  await desk.lookAround('rule-changed')
})

test('a duty that is late is seen on the first page, gets its evidence and is done', async () => {
  const desk = await reader()
  await platform.database.transact('test', (tx) =>
    openDuties(tx, SETUP, [
      {
        debtor: {
          kind: 'fund',
          id: fund,
          name: '暖心基金(演示)',
          owner: { role: 'charity_manager', organisationId: host },
          subject: { divisions: ['150600', '150602', '150602001'], organisationIds: [host] },
        },
        tasks: [
          {
            regulation: 'F08',
            severity: 'task',
            reason: 'to_publish',
            title: { zh: '', en: '' },
            citation: { zh: '', en: '' },
            due: { from: '2026-11-01' as PlainDate, term: { days: 10, unit: 'days' } },
          },
        ],
      },
    ]),
  )
  await at(desk, '/')
  await desk.page
    .getByText(/逾期 \d+ 天/)
    .first()
    .waitFor()
  await desk.lookAround('my-work')
  await at(desk, '/duties')
  await desk.page
    .getByText(/逾期 \d+ 天/)
    .first()
    .waitFor()
  await desk.lookAround('duties')
  await desk.page.getByRole('link', { name: '公开基金信息' }).first().click()
  await desk.page.setInputFiles('input[type=file]', {
    name: '公示页截图.png',
    mimeType: 'image/png',
    buffer: Buffer.from('a picture'),
  })
  await desk.page.getByRole('button', { name: '公示页截图.png' }).waitFor()
  await desk.press('完成')
  await desk.type('完成凭据', '已在机构网站公开')
  await desk.lookAround('duty-window')
  await desk.page
    .getByRole('dialog')
    .getByRole('button', { name: /完\s*成/ })
    .click()
  await desk.page.getByText('已完成').first().waitFor()
  await desk.lookAround('duty-done')
})

test('a complaint made in public is answered and closed by the bureau', async () => {
  const desk = await reader()
  const made = await ask(desk, '/api/v1/supervision/complaints', {
    about: { kind: 'fund', id: showId('fund', fund) },
    words: '公示栏上的数字和网站不一样。',
    contact: '',
  })
  await at(desk, '/complaints')
  await desk.lookAround('complaints')
  await desk.page
    .getByRole('link', { name: /暖心基金/ })
    .first()
    .click()
  await desk.page.getByText('公示栏上的数字和网站不一样。').waitFor()
  await desk.press('答复')
  await desk.type('答复内容', '已核对，公示栏已更新。')
  await desk.page.getByLabel(/投诉就此办结/).check()
  await desk.lookAround('complaint-window')
  await desk.page
    .getByRole('dialog')
    .getByRole('button', { name: /答\s*复/ })
    .click()
  await desk.page.getByText('办结答复').waitFor()
  await desk.lookAround('complaint')
  assert.equal(made.code.length, 12)
})

test('a division is merged and another divided on forms that say what each part needs', async () => {
  const desk = await reader()
  await at(desk, '/divisions/150602001001/merge')
  await desk.page.getByText('参与合并的区划').waitFor()
  await desk.page.getByLabel('新设区划').check()
  await desk.lookAround('division-merge')
  await desk.pick('codes', '150602001002', '150602001002')
  await desk.page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' })
  await desk.type('代码', '150602001099')
  await desk.pick('into_kind', '', '社区')
  await desk.type('名称', '吉锦社区')
  await desk.type('登记全称', '吉锦社区居民委员会')
  await desk.type('依据文件', '东胜区人民政府批复 2026 年第 1 号')
  await desk.press('登记合并')
  await desk.page.getByRole('heading', { name: '吉锦社区' }).waitFor()
  await desk.press('认定城市社区')
  await desk.page.getByRole('dialog').getByText('城市社区', { exact: true }).click()
  await desk.type('依据文件', '城乡分类代码表 2026')
  await desk.lookAround('division-urban')
  await desk.press('保存')
  await desk.page.getByText('依据：城乡分类代码表 2026').waitFor()
  await desk.lookAround('division-merged')
  await at(desk, '/divisions/150602001/split')
  await desk.page.getByText('下级区划归入').waitFor()
  await desk.lookAround('division-split')
  await desk.type('代码', '150602099')
  await desk.pick('parts_0_kind', '', '街道')
  await desk.page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' })
  await desk.type('名称', '新交通街道')
  await desk.type('登记全称', '新交通街道办事处')
  await desk.pick('goes_150602001003', '', '新交通街道')
  await desk.type('依据文件', '东胜区人民政府批复 2026 年第 2 号')
  await desk.press('登记分设')
  await desk.page.getByText('分设', { exact: true }).first().waitFor()
  await at(desk, '/divisions/150602099')
  await desk.page.getByText('150602001003').waitFor()
  await desk.lookAround('division-divided')
  await at(desk, `/books/${showId('org', host)}/opening`)
  await desk.page.getByLabel(/没有余额/).check()
  await desk.lookAround('opening-none')
  await desk.press('登记期初余额')
  await desk.page.getByText('已建账').first().waitFor()
  for (const [name, path] of [
    ['outbox', '/outbox'],
    ['trail-rows', '/trail'],
  ] as const) {
    await at(desk, path)
    await desk.page.locator('table, .state').first().waitFor()
    await desk.lookAround(name)
  }
})
