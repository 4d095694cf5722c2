import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { showId } from '@shanju/contract/kit/ids.ts'
import { openBallot } from '#modules/ballots/actions/life.ts'
import { planBallot } from '#modules/ballots/actions/plan.ts'
import { importRoll, makeCodes } from '#modules/ballots/actions/roll.ts'
import { BALLOT } from '#modules/ballots/testkit.ts'
import { addMotion } from '#modules/governance/actions/motions.ts'
import { GRANT } from '#modules/governance/testkit.ts'
import { addVerified } from '#modules/payments/testkit.ts'
import { type TestBrowser, withBrowser } from '../support/browser.ts'
import { adopt, decided, makeGroup, type TestGroup } from '../support/groups.ts'
import { SETUP } from '../support/house.ts'
import { addPerson, cookieOf } from '../support/people.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { Walk } from '../support/walk.ts'

const PAYEE = '某某食堂'

let platform: TestPlatform
let chrome: TestBrowser
let group: TestGroup
let ballot: { readonly id: string; readonly publicId: string; readonly codes: readonly string[] }

before(async () => {
  ;[platform, chrome] = await Promise.all([startPlatform(), withBrowser()])
  group = await makeGroup(platform, 1)
  await adopt(platform, group)
  await addVerified(platform, group.fundId)
  const made = await platform.database.transact('test', async (tx) => {
    const id = await planBallot(tx, SETUP, { ...BALLOT, fundId: group.fundId })
    const table = [
      ['姓名', '门牌'],
      ['张三', '1号'],
      ['李四', '2号'],
      ['王五', '3号'],
    ]
    await importRoll(tx, SETUP, id, table, false)
    const codes = await makeCodes(tx, SETUP, id, { count: 3, voterId: null })
    await openBallot(tx, SETUP, id)
    return { id, codes: codes.map(({ code }) => code) }
  })
  const { rows } = await platform.owner.query('select public_id from ballots.ballots where id = $1', [made.id])
  ballot = { ...made, publicId: rows[0].public_id }
})
after(async () => {
  await chrome?.close()
  await platform?.close()
})

async function clerk(userName: string): Promise<Walk> {
  const reach = { kind: 'organisation', id: group.hostId } as const
  const person = await addPerson(platform.database, userName, { role: 'charity_manager', reach }, userName)
  const [name = '', value = ''] = (await cookieOf(platform.database, person)).split('=')
  const walk = new Walk(await chrome.newPage())
  await walk.page.context().addCookies([{ name, value, url: platform.url }])
  return walk
}

test('residents vote by phone and on paper, and the result goes by way of the group to a payment', async () => {
  // By phone, without a script: the slip’s square code opens the form with the code in it. Two ticks and send.
  const phone = new Walk(await chrome.newPage({ width: 360, height: 740, javaScriptEnabled: false }))
  const [first = '', second = ''] = ballot.codes
  await phone.page.goto(`${platform.url}/v/${ballot.publicId}/vote?code=${first}`)
  await phone.page.getByText('楼道加灯').click()
  await phone.page.getByText('增设长椅').click()
  await phone.page.getByRole('main').getByRole('button').click()
  await phone.page.getByRole('status').waitFor()
  // The same code once more is told, with what was ticked still there.
  await phone.page.goto(`${platform.url}/v/${ballot.publicId}/vote?code=${first}`)
  await phone.page.getByText('楼道加灯').click()
  await phone.page.getByRole('main').getByRole('button').click()
  await phone.page.getByRole('alert').waitFor()
  assert.ok(await phone.page.locator('#mark-1').isChecked())

  const other = new Walk(await chrome.newPage({ width: 360, height: 740 }))
  await other.page.goto(`${platform.url}/v/${ballot.publicId}/vote?code=${second}`)
  await other.lookAround('ballot-vote')
  await other.page.getByText('增设长椅').click()
  await other.page.getByRole('main').getByRole('button').click()
  await other.page.getByRole('status').waitFor()

  // On paper: one clerk checks the resident in and keys the slip, another keys it too.
  const here = `${platform.url}/console/ballots/${showId('ballot', ballot.id)}`
  const desk = await clerk('desk-one')
  await desk.page.goto(here)
  await desk.type('整个姓名，或名册序号', '王五')
  await desk.page.getByRole('row').filter({ hasText: '王五' }).getByRole('button', { name: '投纸票' }).click()
  await desk.page.getByText('已登记，请把选票投入票箱').waitFor()
  await desk.page.getByRole('checkbox', { name: /楼道加灯/ }).check()
  await desk.press('录入')
  await desk.page.getByText('第 1 号已录入').waitFor()
  await desk.lookAround('ballot-desk')
  const beside = await clerk('desk-two')
  await beside.page.goto(here)
  await beside.page.getByRole('checkbox', { name: /楼道加灯/ }).check()
  await beside.press('录入')
  await beside.page.getByText('第 1 号已录入').waitFor()

  await beside.press('计票并公布')
  await beside.page.getByRole('dialog').getByRole('button', { name: '计票并公布' }).click()
  await beside.page.getByText('入选').first().waitFor()
  await beside.lookAround('ballot-counted')
  await other.page.goto(`${platform.url}/v/${ballot.publicId}`)
  await other.lookAround('ballot-result')
  assert.match((await other.page.textContent('main')) ?? '', /楼道加灯/)

  // Before the group: the result as a motion; the money by a motion of its own.
  await beside.press('提请管理小组')
  await beside.page.getByRole('dialog').getByRole('combobox').click()
  await beside.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
  await beside.page.getByRole('dialog').getByRole('button', { name: '提请管理小组' }).click()
  await beside.page.getByText('已提请管理小组').waitFor()
  const { rows } = await platform.owner.query(`select id from governance.motions where about_kind = 'ballot'`)
  await decided(platform, group, rows[0].id)
  await beside.page.goto(`${platform.url}/console/motions/${showId('motion', rows[0].id)}`)
  await beside.page.getByText('已生效').first().waitFor()
  const money = { ...GRANT, title: '按居民投票结果资助楼道加灯', amountFen: 60_000n, payeeName: PAYEE }
  const paid = await platform.database.transact('test', (tx) => addMotion(tx, SETUP, group.meetingId, money))
  await decided(platform, group, paid)

  await beside.page.goto(`${platform.url}/console/payments/new`)
  await beside.choose('authorityId', '600.00')
  await beside.choose('payeeId', PAYEE)
  await beside.type(/金额/, '600')
  await beside.type(/用途/, '楼道加灯（居民投票入选）')
  await beside.lookAround('ballot-payment')
  await beside.press('申请付款')
  await beside.page.waitForURL(/\/payments\/payment_/)
  const asked = await platform.owner.query('select amount_fen, purpose from payments.requests')
  assert.deepEqual([asked.rows[0].amount_fen, asked.rows[0].purpose], ['60000', '楼道加灯（居民投票入选）'])
})
