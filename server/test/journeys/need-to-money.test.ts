import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor, Reach, Role } from '@shanju/contract/access.ts'
import { formatPublicId, showId } from '@shanju/contract/kit/ids.ts'
import { makeLinks } from '#modules/governance/actions/links.ts'
import { addAccount } from '#modules/payments/actions/add-account.ts'
import { addEvidence, reviewEvidence } from '#modules/projects/actions/evidence.ts'
import { propose, reach, takeWorded } from '#modules/projects/actions/steps.ts'
import { JPEG, motionOf, PROPOSAL, WORDS } from '#modules/projects/testkit.ts'
import { agreeOn } from '../support/agreement.ts'
import { type TestBrowser, withBrowser } from '../support/browser.ts'
import { adopt, makeGroup, meetingOf, type TestGroup } from '../support/groups.ts'
import { SETUP } from '../support/house.ts'
import { fill } from '../support/payouts.ts'
import { addPerson, cookieOf } from '../support/people.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { Walk } from '../support/walk.ts'

let platform: TestPlatform
let chrome: TestBrowser
let group: TestGroup

before(async () => {
  ;[platform, chrome] = await Promise.all([startPlatform(), withBrowser()])
  group = await makeGroup(platform, 1)
  await adopt(platform, group)
  await fill(platform, group.fundId, 8_000_000n, '2026-11-20')
})
after(async () => {
  await chrome?.close()
  await platform?.close()
})

const [NAME, PAYEE] = ['长者午餐补贴', '邻里食堂(演示)'] as const
/** More than the host delegated, so that its board is asked. */
const SUM = 6_000_000n
const LINES = [
  { name: '餐费补贴', amountFen: 5_400_000n },
  { name: '送餐', amountFen: 600_000n },
]
const PHONE = { width: 360, height: 740 }

/** Somebody who works with the console, at a desk of their own. */
async function seat(userName: string, role: Role, reach: { kind: 'division'; code: string } | 'host') {
  const at: Reach = reach === 'host' ? { kind: 'organisation', id: group.hostId } : reach
  const assignment = { role, reach: at }
  const personId = await addPerson(platform.database, userName, assignment, userName)
  const page = await chrome.newPage()
  const [name = '', value = ''] = (await cookieOf(platform.database, personId)).split(/=(.*)/s)
  await page.context().addCookies([{ name, value, url: platform.url }])
  const actor: Actor = { kind: 'person', personId, assignments: [assignment] }
  return { desk: new Walk(page), actor }
}
type Seat = Awaited<ReturnType<typeof seat>>

const open = (walk: Walk, path: string) => walk.page.goto(`${platform.url}${path}`)
/** Types into a form's field where labels begin alike. */
const into = (walk: Walk, field: string, text: string) => walk.page.locator(`[id$="_${field}"]`).fill(text)
const said = (walk: Walk, text: string | RegExp) => walk.page.getByText(text).first().waitFor()
/** In the window that is open: types, presses, and waits until it says so. */
async function confirm(walk: Walk, button: string, told: string | RegExp): Promise<void> {
  const shown = button.length === 2 ? new RegExp(`^${[...button].join('\\s*')}$`) : button
  await walk.page.getByRole('dialog').getByRole('button', { name: shown }).last().click()
  await said(walk, told)
  await walk.page.getByRole('dialog').waitFor({ state: 'detached' })
}
/** Days later; whoever is signed in stays so. */
async function later(day: string): Promise<void> {
  platform.clock.set(`${day}T02:00:00Z`)
  await platform.owner.query(`update identity.sessions set expires_at = '2028-01-01'`)
}
const quietly = <T>(act: Parameters<typeof platform.database.transact<T>>[1]): Promise<T> =>
  platform.database.transact('test', act)
const one = async <T>(text: string, values: unknown[] = []): Promise<T> =>
  (await platform.owner.query(text, values)).rows[0]

test('seven people bring a need to its end: objection, recusal, paper, board, a payment the bank refuses, money back, surplus', async () => {
  const town = { kind: 'division', code: '150602001' } as const
  const worker = await seat('社工', 'community_worker', town)
  const manager = await seat('经理', 'charity_manager', 'host')
  const checker = await seat('外部复核', 'outside_checker', 'host')
  const accountant = await seat('会计', 'charity_accountant', 'host')
  const neighbour = new Walk(await chrome.newPage({ ...PHONE, javaScriptEnabled: false }))

  const project = await beginAndNotify(worker)
  await objectAndAnswer(project, neighbour, worker)
  const motionId = await vote(project, worker)
  await board(motionId, manager)
  await agree(project, manager)
  await pay(project, { worker, manager, checker, accountant })
  await finish(project, { worker, manager, accountant })

  await open(neighbour, `/p/${project.code}`)
  const page = (await neighbour.page.textContent('main')) ?? ''
  for (const told of ['已结项', '2,500.00', '退回本基金原用途', '将为三号楼送餐上门'])
    assert.ok(page.includes(told), told)
  await agreeOn(platform, project.id, motionId)
})

interface Known {
  readonly id: string
  readonly code: string
}
const record = ({ id }: Known): string => `/console/projects/${showId('project', id)}`

/** A need becomes a project on notice. */
async function beginAndNotify({ desk, actor }: Seat): Promise<Known> {
  await open(desk, `/console/projects/new?fund=${showId('fund', group.fundId)}`)
  await desk.type('项目名称', NAME)
  await desk.choose('peopleGroup', '慈心助老')
  await desk.type('预计受益人数', '40')
  await desk.choose('needSource', '入户走访')
  await into(desk, 'need', '四十位独居老人中午做饭不便。')
  await desk.lookAround('project-new')
  await desk.press('提出项目')
  await said(desk, '项目已提出')
  const known = await one<Known>('select id, code from projects.projects')
  await quietly(async (tx) => {
    await takeWorded(tx, actor, known.id, 'study', WORDS)
    await takeWorded(tx, actor, known.id, 'enlist', WORDS)
    await propose(tx, actor, known.id, { ...PROPOSAL, sumFen: SUM, lines: LINES })
  })
  await open(desk, record(known))
  await desk.press('发布公示')
  await desk.type('说明（将公开）', '方案已写好，现予公示。')
  await confirm(desk, '发布公示', '公示中')
  await desk.lookAround('project-on-notice')
  return known
}

/** A neighbour objects on the phone, without any script; who keeps the papers answers. */
async function objectAndAnswer({ id, code }: Known, { page }: Walk, { desk }: Seat): Promise<void> {
  await page.goto(`${platform.url}/p/${code}`)
  await page
    .getByRole('link', { name: '提出异议' })
    .or(page.getByRole('link', { name: /异议/ }))
    .first()
    .click()
  await page.getByLabel('您的异议和理由').fill('食堂离三号楼太远，老人走不到。')
  await page.getByRole('button', { name: '提交异议' }).click()
  await page.getByText('已收到您的异议').waitFor()
  await open(desk, record({ id, code }))
  await desk.press('查看异议内容')
  await said(desk, '食堂离三号楼太远')
  await desk.type('答复（将公开）', '将为三号楼送餐上门，每天十一点半送到。')
  await desk.press('公开答复')
  await said(desk, '已答复')
}

/** The group decides: one steps back, one votes in three taps, three hand in slips. */
async function vote(known: Known, { desk, actor }: Seat): Promise<string> {
  await later('2026-12-01')
  const meetingId = await meetingOf(platform, group)
  await open(desk, record(known))
  await desk.press('提交表决')
  await desk.type('说明（将公开）', '公示期内的异议已经答复，请予表决。')
  await desk.choose('meetingId', '第 2 次会议')
  await into(desk, 'payeeName', PAYEE)
  await desk.day('validTo', '2027-12-31')
  await desk.lookAround('project-put-to-vote')
  await confirm(desk, '提交表决', '表决中')
  const motionId = await motionOf(platform, known.id)
  await open(desk, `/console/motions/${showId('motion', motionId)}`)
  await desk.press('记录意见')
  await confirm(desk, '记录意见', '意见已记录')
  await desk.press('开始表决')
  await confirm(desk, '开始表决', '表决已开始')

  const [steps = '', votes = ''] = group.seats
  const links = await quietly((tx) => makeLinks(tx, actor, meetingId, [steps, votes]))
  const link = (seatId: string): string => `/m/${links.find((each) => each.seatId === seatId)?.token}`
  const interested = new Walk(await chrome.newPage({ ...PHONE, javaScriptEnabled: false }))
  await open(interested, link(steps))
  await interested.type('您登记的手机号后四位', '1000')
  await interested.press('进入')
  await interested.page.getByText('我要提问').click()
  await interested.type('您的问题，全体成员都能看到', '送餐由谁负责？')
  await interested.press('提问')
  await said(interested, '已收到您的提问')
  await interested.page.getByText('与我或亲属有关，我要回避').click()
  await interested.page.getByLabel('亲属关系').check()
  await interested.type('是什么关系', '食堂老板是我弟弟')
  await interested.press('声明回避')
  await said(interested, '您已声明回避')

  await open(desk, `/console/motions/${showId('motion', motionId)}`)
  await desk.press('查看提问')
  await desk.type('答复', '由社区志愿者按楼栋送到。')
  await desk.press('答复')
  await said(desk, '已答复')

  const voter = new Walk(await chrome.newPage(PHONE))
  await open(voter, link(votes))
  await voter.type('您登记的手机号后四位', '1001')
  await voter.press('进入')
  await said(voter, '由社区志愿者按楼栋送到。')
  await voter.lookAround('member-ballot')
  await voter.page.getByLabel('同意', { exact: true }).check()
  await voter.press('投票')
  await said(voter, '投票成功')
  await voter.lookAround('member-voted')

  await desk.press('登记投票')
  await desk.page.getByLabel('书面').check()
  for (const member of ['成员2', '成员3', '成员4'])
    for (const time of ['第一遍', '第二遍'])
      await key(desk, `${member} ${time}`, member === '成员4' && time === '第一遍' ? '不同意' : '同意')
  await desk.page.getByRole('dialog').getByRole('button', { name: '登记投票' }).click()
  await said(desk, /两遍.*不/)
  await desk.lookAround('motion-keyed-differently')
  await key(desk, '成员4 第一遍', '同意')
  await confirm(desk, '登记投票', '投票已登记')
  await desk.lookAround('motion-counted')
  await later('2026-12-02')
  await desk.page.reload()
  await desk.press('结束表决')
  await confirm(desk, '结束表决', '表决已结束')
  return motionId
}

async function key({ page }: Walk, name: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name }).click()
  const choices = page.locator('.ant-select-dropdown:visible .ant-select-item-option')
  await choices.filter({ hasText: new RegExp(`^${choice}$`) }).click()
}

/** It is beyond what the host delegated: its board decides. */
async function board(motionId: string, { desk }: Seat): Promise<void> {
  await open(desk, `/console/motions/${showId('motion', motionId)}`)
  await desk.press('登记理事会决定')
  await desk.type('理事人数', '9')
  await desk.type('到会人数', '7')
  await desk.type('同意人数', '7')
  await desk.type('理由（公开）', '同意资助，按月核对就餐人次。')
  await desk.lookAround('motion-board')
  await confirm(desk, '登记理事会决定', '理事会决定已登记')
  await desk.lookAround('motion-decided')
}

async function agree(known: Known, { desk, actor }: Seat): Promise<void> {
  await quietly((tx) => takeWorded(tx, actor, known.id, 'announce', '表决结果予以公示。'))
  await open(desk, record(known))
  await desk.press('记录协议')
  await desk.type('说明（将公开）', '协议已签，结余退回。')
  await confirm(desk, '记录协议', '协议已签')
  await quietly((tx) => takeWorded(tx, actor, known.id, 'start', '今天开餐，志愿者已到位。'))
}

interface Staff {
  readonly worker: Seat
  readonly manager: Seat
  readonly checker: Seat
  readonly accountant: Seat
}

/** The bank refuses the first order because the account is wrong; the second arrives. */
async function pay(known: Known, staff: Staff): Promise<void> {
  const { worker, checker, accountant } = staff
  await quietly((tx) =>
    addAccount(tx, SETUP, {
      ...{ hostId: group.hostId, bankName: '鄂尔多斯银行(演示)', number: '0000150699000001', ledgerAccount: '1002' },
      startsOn: '2026-01-01',
    }),
  )
  await open(worker.desk, '/console/payments/payees')
  await worker.desk.press('登记收款人')
  await worker.desk.pick('fundId', '暖心', '暖心基金')
  await worker.desk.type('户名', PAYEE)
  await worker.desk.type('开户行', '鄂尔多斯银行(演示)')
  await into(worker.desk, 'accountNumber', '0000150699000099')
  await worker.desk.lookAround('payee-entry')
  await confirm(worker.desk, '登记收款人', '待核实')
  await open(checker.desk, '/console/payments/payees')
  await checker.desk.press('核实')
  await checker.desk.page.getByRole('dialog').getByRole('textbox').fill('已核对营业执照和开户许可证')
  await confirm(checker.desk, '核实', '已核实')
  await checker.desk.lookAround('payee-list')

  const wrong = await ask(worker)
  await send(wrong, staff)
  await answer(wrong, accountant, '失败,,账号与户名不符')
  await open(worker.desk, `/console/payments/${showId('payment', wrong.id)}`)
  await said(worker.desk, '账号与户名不符')
  await worker.desk.lookAround('payment-failed')

  await worker.desk.press('重新申请')
  await worker.desk.page.getByText('餐费补贴', { exact: true }).first().waitFor()
  await worker.desk.press('申请付款')
  await said(worker.desk, '已提交')
  const right = await latest()
  await send(right, staff)
  await answer(right, accountant, '成功,B20261203001,')
  await open(worker.desk, `/console/payments/${showId('payment', right.id)}`)
  await worker.desk.press('提交到达凭据')
  await worker.desk.type('谁确认的、怎样确认的', '食堂财务来电确认已到账')
  await worker.desk.lookAround('payment-proof')
  await confirm(worker.desk, '提交到达凭据', '已办理')
  await open(checker.desk, `/console/payments/${showId('payment', right.id)}`)
  await checker.desk.press('认定已到达')
  await confirm(checker.desk, '认定已到达', '已办理')
  await checker.desk.lookAround('payment-reached')
  await open(worker.desk, record(known))
  await said(worker.desk, '58,000.00')
}

async function ask({ desk }: Seat): Promise<Known> {
  await open(desk, '/console/payments/new')
  await desk.pick('authorityId', NAME, NAME)
  await desk.pick('payeeId', '邻里', PAYEE)
  await desk.choose('budgetLine', '餐费补贴')
  await into(desk, 'amountFen', '58000')
  await desk.type('用途（会公开，不写个人信息）', '十二月餐费补贴')
  await desk.lookAround('payment-ask')
  await desk.press('申请付款')
  await said(desk, '已提交')
  return latest()
}
const latest = () => one<Known>('select id, code from payments.requests order by requested_at desc, id desc limit 1')

async function send({ id, code }: Known, { checker, manager }: Staff): Promise<void> {
  for (const [{ desk }, act] of [
    [checker, '复核'],
    [manager, '审批'],
  ] as const) {
    await open(desk, `/console/payments/${showId('payment', id)}`)
    await desk.press(act)
    await confirm(desk, act, '已办理')
  }
  const { desk } = manager
  await open(desk, '/console/payments/files')
  await desk.press('制作付款文件')
  await desk.page.getByLabel('付款账户').click()
  await desk.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
  await desk.page.getByLabel('已审批的付款').click()
  await desk.page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: formatPublicId(code) })
    .click()
  await desk.page.keyboard.press('Escape')
  await confirm(desk, '制作付款文件', '已办理')
}

async function answer({ code }: Known, { desk }: Seat, outcome: string): Promise<void> {
  await later('2026-12-03')
  await open(desk, '/console/payments/files')
  await desk.press('读入结果')
  const [result, reference, reason] = outcome.split(',')
  const text = `付款编号,结果,日期,流水号,原因\n${formatPublicId(code)},${result},2026-12-03,${reference},${reason}\n`
  await desk.page
    .locator('input[type=file]')
    .setInputFiles({ name: '结果.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await said(desk, /共 1 行/)
  await desk.lookAround('payment-bank-result')
}

/** Work is shown, handed in, judged; what the canteen did not need comes back, and the project is closed. */
async function finish(known: Known, { worker, manager, accountant }: Omit<Staff, 'checker'>): Promise<void> {
  await later('2027-01-10')
  const query = { kind: 'photo', fileName: '现场.jpg', caption: '开餐现场', milestone: 1, consent: 'yes' } as const
  const { id: photo } = await quietly((tx) => addEvidence(tx, worker.actor, known.id, query, JPEG))
  await quietly((tx) => reviewEvidence(tx, accountant.actor, photo, { accepted: true, words: '' }))
  await quietly((tx) => reach(tx, worker.actor, known.id, { milestone: 1, words: WORDS }))
  const { desk } = worker
  await open(desk, record(known))
  await desk.press('提交验收')
  await desk.type('说明（将公开）', '供餐三个月，共就餐一千八百人次。')
  await desk.type('餐费补贴', '57500')
  await desk.type('送餐', '0')
  await desk.type(/就餐/, '1800')
  await desk.lookAround('project-submit')
  await confirm(desk, '提交验收', '待验收')
  await quietly((tx) => takeWorded(tx, manager.actor, known.id, 'accept', WORDS))

  await open(manager.desk, record(known))
  await manager.desk.press('评估')
  await manager.desk.type('说明（将公开）', '受益老人满意，餐食准时。')
  await manager.desk.choose('level', '良好')
  await confirm(manager.desk, '评估', '已评估')
  await manager.desk.press('结项')
  await manager.desk.type('说明（将公开）', '工作完成，账目清楚。')
  const closing = manager.desk.page.getByRole('dialog')
  await closing.getByRole('button', { name: /^结\s*项$/ }).click()
  await said(manager.desk, '还有 500.00 元没有用完')
  await manager.desk.lookAround('project-unspent')
  await manager.desk.page.keyboard.press('Escape')
  await manager.desk.press('追回款项')
  await manager.desk.type('说明（将公开）', '食堂多收五百元，请退回。')
  await into(manager.desk, 'amountFen', '500')
  await confirm(manager.desk, '追回款项', '食堂多收五百元')
  await open(accountant.desk, record(known))
  await accountant.desk.press('登记收回款项')
  await accountant.desk.type('说明（将公开）', '食堂已退回五百元。')
  await into(accountant.desk, 'amountFen', '500')
  await confirm(accountant.desk, '登记收回款项', '食堂已退回五百元')
  await manager.desk.page.reload()
  await manager.desk.press('结项')
  await manager.desk.type('说明（将公开）', '工作完成，账目清楚。')
  await confirm(manager.desk, '结项', '已结项')
  await manager.desk.lookAround('project-closed')
}
