import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { creditCodeCheck } from '@shanju/contract/organisations/credit-code.ts'
import { readSheet, workbook } from '#platform/sheets/index.ts'
import { type TestBrowser, withBrowser } from '../support/browser.ts'
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

const codeFor = (n: number): string => {
  const body = `53150602MJ${String(n).padStart(7, '0')}`
  return body + creditCodeCheck(body)
}
const CAPS = { maxRows: 1000, maxBytes: 20_000_000 }

/** A table as an office fills it in: the template's headings, some rows. */
const table = async (headings: readonly string[], names: readonly string[], wrong = false): Promise<Buffer> =>
  buffer(
    workbook([
      {
        title: '机构',
        headings,
        widths: headings.map(() => 20),
        rows: names.map((name, at) => [
          name,
          codeFor(at + 1),
          wrong && at === 1 ? '公司' : '社会团体',
          '是',
          '东胜区',
          at === 0 ? '2025-01-10' : '2018-03-02',
          '0477-0000123',
          '东胜区某路1号',
          'office@example.org',
          '',
        ]),
      },
    ]),
  )

test('a banner bureau takes over a table of bodies, keeps their files, and sees where party work is missing', async () => {
  const person = await addPerson(
    platform.database,
    'bureau.dongsheng',
    { role: 'banner_bureau', reach: { kind: 'division', code: '150602' } },
    '格日勒图',
  )
  const page = await chrome.newPage()
  const [name = '', value = ''] = (await cookieOf(platform.database, person)).split(/=(.*)/s)
  await page.context().addCookies([{ name, value, url: platform.url }])
  const desk = new Walk(page)

  /** A calendar that is closing is neither open nor gone. */
  const settled = async () => {
    while ((await page.locator('.ant-picker-dropdown:visible').count()) > 0) await page.waitForTimeout(50)
  }

  await page.goto(`${platform.url}/console/organisations/imports`)
  const [downloaded] = await Promise.all([page.waitForEvent('download'), desk.press('下载模板')])
  const template = await readSheet(await buffer(await downloaded.createReadStream()), CAPS)
  const headings = template[0] ?? []
  assert.equal(headings[1], '统一社会信用代码*')
  await desk.lookAround('organisation-imports')

  const names = ['暖心助老协会', '草原志愿服务队', '阳光助学促进会']
  const handIn = async (file: string, content: Buffer) => {
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: file, mimeType: 'application/octet-stream', buffer: content })
    await page.getByRole('heading', { name: file }).waitFor()
  }
  await handIn('有误.xlsx', await table(headings, names, true))
  await page.getByText('类别“公司”无法识别').waitFor()
  assert.equal(await page.getByRole('button', { name: '登记 2 个机构' }).getAttribute('aria-disabled'), 'true')
  await desk.lookAround('organisation-import-wrong')

  await page.goto(`${platform.url}/console/organisations/imports`)
  await handIn('机构.xlsx', await table(headings, names))
  await desk.press('登记 3 个机构')
  await page.getByRole('dialog').getByRole('button', { name: '登记 3 个机构' }).click()
  await page.getByRole('button', { name: '撤销这次登记' }).waitFor()
  await desk.lookAround('organisation-import-loaded')

  await page.goto(`${platform.url}/console/organisations/new`)
  await desk.type('统一社会信用代码', codeFor(1))
  await page.getByText('该代码已登记：').waitFor()
  assert.equal(await page.getByRole('alert').getByRole('link').textContent(), names[0])

  await page.goto(`${platform.url}/console/organisations?q=暖心`)
  await page.getByRole('link', { name: names[0] ?? '' }).click()
  await page.getByRole('tab', { name: '资格与评估' }).click()
  await desk.press('登记资格或评估')
  const window = page.getByRole('dialog')
  await window.getByLabel('证书编号').fill('51150602MJ0001')
  await window.getByLabel('发证或认定机关').fill('东胜区民政局')
  await window.getByLabel('起始日期').fill('2026-03-01')
  await page.keyboard.press('Tab')
  await settled()
  await desk.lookAround('certificate-window')
  await window.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText('51150602MJ0001').waitFor()
  await desk.lookAround('organisation-qualifications')

  await page.getByRole('tab', { name: '负责人员' }).click()
  await desk.press('登记人员')
  await window.getByLabel('姓名').fill('王芳')
  await desk.pick('duty', '', '秘书长')
  await window.getByLabel('起始日期').fill('2025-01-10')
  await page.keyboard.press('Tab')
  await window.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByRole('cell', { name: '王芳' }).waitFor()
  await desk.lookAround('organisation-staff')

  await page.getByRole('tab', { name: '联系方式' }).click()
  await desk.press('查看联系人')
  await page.getByText('没有登记联系人。').waitFor()
  await desk.lookAround('organisation-contact')

  await page.getByRole('tab', { name: '党建' }).click()
  await page.getByText('新成立，未同步建立党组织或开展党的工作').waitFor()
  await desk.press('登记党建情况')
  await desk.pick('form', '', '党支部')
  await window.getByLabel('名称').fill('中共暖心助老协会支部委员会')
  await window.getByLabel('起始日期').fill('2026-05-01')
  await page.keyboard.press('Tab')
  await window.getByLabel('依据文件').fill('关于成立党支部的批复')
  await settled()
  await desk.lookAround('party-window')
  await window.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText('已建党组织').waitFor()
  await desk.lookAround('organisation-party')

  await page.getByRole('tab', { name: '变更历史' }).click()
  await page.getByText('东胜区某路1号').first().waitFor()
  await desk.lookAround('organisation-history')

  await page.goto(`${platform.url}/console/party-building`)
  await page.getByText('没有党组织，也没有指导员、联络员、工会或共青团组织').first().waitFor()
  await desk.lookAround('party-building')
  const [list] = await Promise.all([page.waitForEvent('download'), desk.press('导出表格')])
  const rows = await readSheet(await buffer(await list.createReadStream()), CAPS)
  assert.deepEqual(
    rows.slice(1).map((row) => [row[0], row[4]]),
    [
      ['草原志愿服务队', '未覆盖'],
      ['阳光助学促进会', '未覆盖'],
      ['暖心助老协会', '已建党组织'],
    ],
  )
})
