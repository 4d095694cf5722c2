import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { routes } from '@shanju/contract/projects/routes.ts'
import { verifyAuthorities } from '#modules/governance/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { unpack } from '#platform/sheets/unpack.ts'
import { expectFound } from '#test/support/altered.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { adopt, decided, makeGroup, meetingOf, nobody, sent, type TestGroup, wire } from '#test/support/groups.ts'
import { addFund } from '#test/support/house.ts'
import { addVerified, fill, payUnder, withdrawPayment } from '#test/support/payouts.ts'
import { served } from './index.ts'
import { publicProjects } from './queries/public-names.ts'
import { verifyProjects } from './queries/verify-projects.ts'
import {
  CHECKER,
  IDEA,
  JPEG,
  MAKER,
  motionOf,
  noticed,
  PROGRAM,
  PROPOSAL,
  somebody,
  uuidOf,
  VOTE,
  WORDS,
} from './testkit.ts'

let fresh: FreshDatabase
let api: TestApi
let group: TestGroup
let other: TestGroup
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  group = await makeGroup(fresh, 1)
  other = await makeGroup(fresh, 2)
  await adopt(fresh, group, { noticeHolds: true })
})
after(async () => {
  await api.close()
  await fresh.close()
})

const HOST = (): Actor => ({
  ...{ kind: 'person', personId: CHECKER.personId },
  assignments: [{ role: 'charity_manager', reach: { kind: 'organisation', id: group.hostId } }],
})
const ACCOUNTANT = () => holding('charity_accountant', { kind: 'organisation', id: group.hostId })
const ask = (route: AnyRoute, id: string, body?: unknown, actor: Actor = MAKER) =>
  api.ask(actor, route, { params: { id }, ...(body === undefined ? {} : { body: sent(body as object) }) })
const words = { words: WORDS }
const vote = (more: object = {}) => ({ ...sent({ ...VOTE, ...more }), meetingId: wire('meeting', group.meetingId) })
const hand = (id: string, content: Buffer, query: Record<string, string> = {}, actor: Actor = MAKER) =>
  api.ask(actor, routes.addEvidence, {
    params: { id },
    query: { kind: 'photo', fileName: '现场.jpg', caption: '开餐现场', ...query },
    body: content,
  })
const begun = async (more: object = {}): Promise<string> => {
  const { status, body } = await api.ask(MAKER, routes.begin, {
    body: sent({ ...IDEA, fundId: wire('fund', group.fundId), ...more }),
  })
  assert.equal(status, 200, JSON.stringify(body))
  return body.id
}
const done = async (route: AnyRoute, id: string, body: unknown, actor: Actor = MAKER) => {
  const answer = await ask(route, id, body, actor)
  assert.equal(answer.status, 200, `${route.name} ${JSON.stringify(answer.body)}`)
  return id.startsWith('project_') ? (await ask(routes.get, id)).body : answer.body
}
const refused = async (asked: Promise<{ status: number; body: { code?: string } }>, status: number, code: string) => {
  const answer = await asked
  assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(answer.body))
}

test('J2 J4 J8 J9 a project goes from an idea to its end, with an objection, another budget, money back and a surplus', async () => {
  const id = await begun()
  await refused(ask(routes.propose, id, PROPOSAL), 409, 'projects.step_not_allowed')
  await done(routes.study, id, words)
  await done(routes.enlist, id, words)
  await refused(ask(routes.propose, id, { ...PROPOSAL, sumFen: 999n }), 422, 'projects.budget_not_adding_up')
  await refused(ask(routes.propose, id, { ...PROPOSAL, endsOn: '2026-11-01' }), 422, 'projects.days_out_of_order')
  await refused(ask(routes.propose, id, { ...PROPOSAL, risks: '联系 13847712345 王某' }), 422, 'regulations.blocked')
  const proposed = await done(routes.propose, id, PROPOSAL)
  assert.deepEqual([proposed.state, proposed.sumFen, proposed.budgets[0].state], ['proposed', '1000000', 'in_force'])
  const { code } = proposed
  const open = () => api.ask(STRANGER, routes.publicProject, { params: { code } })
  await refused(open(), 404, 'projects.project_not_found')
  const named = () => fresh.database.transact('test', (tx) => publicProjects(tx, [uuidOf('project', id)]))
  assert.equal((await named()).size, 0)

  const notice = await done(routes.notify, id, words)
  assert.equal(notice.noticeUntil, '2026-11-30', 'five working days after Monday 23 November')
  assert.equal((await open()).body.mayObject, true)
  assert.equal((await named()).get(uuidOf('project', id))?.code, code)
  // The notice as a file to write in: what for, how much, until when.
  const site = { format: 'docx', site: 'https://shanju.example' }
  const printed = await api.askFile(MAKER, routes.printNotice, { params: { id }, query: site })
  assert.match(
    String(unpack(printed.content, 1_000_000).get('word/document.xml')),
    /项目公示.*10,000\.00元.*2026年11月30日/,
  )
  const object = () =>
    api.ask(STRANGER, routes.object, {
      params: { code },
      body: { words: '食堂离三号楼太远，老人走不到。', contact: '某某' },
    })
  assert.deepEqual((await object()).body, { code, objections: 1 })
  await refused(ask(routes.putToVote, id, vote()), 409, 'projects.notice_running')

  fresh.clock.set('2026-12-01T02:00:00Z')
  await refused(object(), 409, 'projects.notice_over')
  await refused(ask(routes.putToVote, id, vote()), 409, 'projects.objections_open')
  const { body: told } = await ask(routes.readObjections, id)
  const [objection] = told.objections
  assert.match(objection.words, /三号楼/)
  await done(routes.answerObjection, objection.id, { words: '将为三号楼送餐上门，每天十一点半送到。' })
  await refused(
    ask(routes.answerObjection, objection.id, { words: '再答一次没有意义。' }),
    409,
    'projects.objection_answered',
  )
  const elsewhere = await meetingOf(fresh, other)
  const foreign = { ...vote(), meetingId: wire('meeting', elsewhere) }
  await refused(ask(routes.putToVote, id, foreign), 422, 'projects.meeting_of_other_fund')
  await refused(
    ask(routes.putToVote, id, { ...vote(), meetingId: nobody('meeting') }),
    404,
    'governance.meeting_not_found',
  )
  assert.equal((await done(routes.putToVote, id, vote())).state, 'voting')
  await refused(ask(routes.announce, id, words), 409, 'projects.step_not_allowed')
  await decided(fresh, group, await motionOf(fresh, uuidOf('project', id)))
  assert.equal((await ask(routes.get, id)).body.state, 'approved')

  await done(routes.announce, id, words)
  const agreement = { ...words, signedOn: '2026-12-01', surplus: 'other_project' }
  await refused(
    ask(routes.agree, id, { ...agreement, signedOn: '2026-12-02' }, HOST()),
    422,
    'projects.days_out_of_order',
  )
  await done(routes.agree, id, agreement, HOST())
  await refused(ask(routes.start, id, words), 409, 'projects.notice_running')
  fresh.clock.set('2026-12-14T02:00:00Z')
  await done(routes.start, id, words)

  await evidenceAndMilestones(id)
  await anotherBudget(id)
  await moneyFollowsPayments(id)
  await refused(ask(routes.submit, id, { ...words, spentFen: ['1'], results: [1] }), 422, 'projects.results_incomplete')
  await refused(
    ask(routes.submit, id, { ...words, spentFen: ['950000', '60000'], results: [1800] }),
    422,
    'projects.spent_above_budget',
  )
  await done(routes.submit, id, { ...words, spentFen: ['850000', '50000'], results: [1800] })
  await refused(ask(routes.accept, id, words, somebody(1, 'town')), 403, 'projects.own_work')
  await done(routes.send_back, id, words, CHECKER)
  await done(routes.submit, id, { ...words, spentFen: ['860000', '50000'], results: [1850] })
  await done(routes.accept, id, words, CHECKER)
  await done(routes.evaluate, id, { ...words, level: 'good' }, CHECKER)
  await refused(ask(routes.close, id, words, HOST()), 409, 'projects.unspent_at_payee')
  await moneyComesBack(id)
  await refused(ask(routes.close, id, words, HOST()), 422, 'projects.surplus_needs_target')
  const target = await noticed(fresh, group, '下一个助餐项目')
  const closed = await done(routes.close, id, { ...words, targetId: showId('project', target) }, HOST())
  assert.deepEqual(
    [closed.state, closed.closing.surplusFen, closed.closing.treatment, closed.closing.target.name],
    ['closed', '90000', 'other_project', '下一个助餐项目'],
  )

  const { body: page } = await open()
  assert.deepEqual(
    [page.state, page.level, page.evidence.length, page.objections],
    [
      'closed',
      'good',
      1,
      [{ madeAt: page.objections[0].madeAt, answered: true, answer: '将为三号楼送餐上门，每天十一点半送到。' }],
    ],
  )
  assert.deepEqual(page.proposal.indicators[0], { name: '就餐', unit: '人次', target: 2000, result: 1850 })
  const text = JSON.stringify(page)
  for (const kept of ['三号楼太远', '某某', '现场.jpg', '签到', CHECKER.personId]) assert.ok(!text.includes(kept), kept)
  const { body: list } = await api.ask(STRANGER, routes.publicList, {
    query: { fundId: wire('fund', group.fundId), state: 'closed' },
  })
  assert.deepEqual([list.total, list.items[0].code], [1, code])
})

/** Evidence of the wrong kind, of one's own, too much; and the milestone it stands for. */
async function evidenceAndMilestones(id: string): Promise<void> {
  await refused(ask(routes.reach, id, { ...words, milestone: 2 }), 422, 'projects.milestone_unknown')
  await refused(ask(routes.reach, id, { ...words, milestone: 1 }), 409, 'projects.evidence_missing')
  await refused(hand(id, PROGRAM), 422, 'projects.evidence_of_other_kind')
  await refused(hand(id, Buffer.alloc(0)), 422, 'projects.evidence_of_other_kind')
  await refused(hand(id, Buffer.concat([JPEG, Buffer.alloc(19 * 1024 * 1024)])), 413, 'projects.evidence_too_large')
  await refused(hand(id, JPEG, { milestone: '2' }), 422, 'projects.milestone_unknown')
  assert.equal((await hand(id, JPEG, { milestone: '1', consent: 'yes' })).status, 200)
  assert.equal(
    (await hand(id, JPEG, { kind: 'sign_in', consent: 'yes', fileName: '签到.jpg', caption: '就餐签到' })).status,
    200,
  )
  const [sheet, photo] = (await ask(routes.get, id)).body.evidence
  await refused(ask(routes.reviewEvidence, photo.id, { accepted: true }, somebody(1, 'town')), 403, 'projects.own_work')
  for (const { id: each } of [sheet, photo]) await done(routes.reviewEvidence, each, { accepted: true }, CHECKER)
  await refused(ask(routes.reviewEvidence, photo.id, { accepted: false }, CHECKER), 409, 'projects.evidence_reviewed')
  const file = (route: AnyRoute, each: string, actor: Actor) => api.askFile(actor, route, { params: { id: each } })
  const staff = await file(routes.readEvidence, sheet.id, MAKER)
  assert.deepEqual([staff.status, staff.headers['content-type'], staff.content], [200, 'image/jpeg', JPEG])
  assert.equal((await file(routes.publicEvidence, photo.id, STRANGER)).status, 200)
  assert.equal((await file(routes.publicEvidence, sheet.id, STRANGER)).status, 404, 'a sign-in sheet names people')
  await refused(
    ask(routes.submit, id, { ...words, spentFen: ['1', '1'], results: [1] }),
    409,
    'projects.milestones_open',
  )
  await done(routes.reach, id, { ...words, milestone: 1 })
  await refused(ask(routes.reach, id, { ...words, milestone: 1 }), 409, 'projects.milestone_reached')
  await done(routes.report, id, words)
  await done(routes.pause, id, words, HOST())
  await done(routes.resume, id, words, HOST())
}

/** Another budget is in force only when carried. */
async function anotherBudget(id: string): Promise<void> {
  const asked = { ...words, meetingId: wire('meeting', group.meetingId), sumFen: 1_000_000n, lines: PROPOSAL.lines }
  await refused(ask(routes.askBudget, id, asked), 422, 'projects.budget_unchanged')
  const moved = {
    ...asked,
    lines: [
      { name: '餐费补贴', amountFen: 940_000n },
      { name: '送餐', amountFen: 60_000n },
    ],
  }
  const waiting = await done(routes.askBudget, id, moved)
  assert.deepEqual(
    waiting.budgets.map(({ state }: { state: string }) => state),
    ['asked', 'in_force'],
  )
  await refused(ask(routes.askBudget, id, moved), 409, 'projects.budget_asked')
  await decided(fresh, group, await motionOf(fresh, uuidOf('project', id)))
  const { body } = await ask(routes.get, id)
  assert.deepEqual(
    body.budgets.map(({ state }: { state: string }) => state),
    ['in_force', 'earlier'],
  )
  const more = { ...asked, sumFen: 1_000_100n, lines: [{ name: '餐费补贴', amountFen: 1_000_100n }] }
  await refused(ask(routes.askBudget, id, more), 422, 'governance.money_incomplete')
}

/** What is paid of a project is what its payments paid: nothing of one that failed, came back, or is only asked for. */
async function moneyFollowsPayments(id: string): Promise<void> {
  await fill(fresh, group.fundId, 2_000_000n, '2026-12-13')
  const { rows } = await fresh.owner.query<{ id: string }>(
    `select motion_id as id from projects.steps where project_id = $1 and step = 'put_to_vote'`,
    [uuidOf('project', id)],
  )
  const payee = await addVerified(fresh, group.fundId, { name: VOTE.payeeName })
  const pay = (fen: bigint, until: 'failed' | 'returned' | 'reached', line = '餐费补贴') =>
    payUnder(fresh, { fund: group.fundId, motion: rows[0]?.id ?? '', payee, fen, line, until })
  const paid = async () => {
    const { paidFen, budgets } = (await ask(routes.get, id)).body
    return [paidFen, ...budgets[0].lines.map((line: { paidFen: string }) => line.paidFen)]
  }
  await pay(300_000n, 'failed')
  assert.deepEqual(await paid(), ['0', '0', '0'])
  await pay(400_000n, 'reached')
  await pay(540_000n, 'returned')
  assert.deepEqual(await paid(), ['400000', '400000', '0'])
  await pay(470_000n, 'reached')
  await pay(60_000n, 'reached', '送餐')
  assert.deepEqual(await paid(), ['930000', '870000', '60000'])
  await assert.rejects(pay(1n, 'reached', '机票'), { code: 'payments.line_unknown' })
}

/** Nobody claims more than was paid; what comes back is booked under the limit it was spent from. */
async function moneyComesBack(id: string): Promise<void> {
  const money = (amountFen: string) => ({ ...words, amountFen })
  await refused(ask(routes.claimBack, id, money('930001'), HOST()), 422, 'projects.back_too_much')
  await done(routes.claimBack, id, money('30000'), HOST())
  await refused(ask(routes.getBack, id, money('30001'), ACCOUNTANT()), 422, 'projects.back_too_much')
  const back = await done(routes.getBack, id, money('20000'), ACCOUNTANT())
  assert.deepEqual([back.claimedFen, back.backFen], ['30000', '20000'])
  const { rows } = await fresh.owner.query(
    `select account, side, amount_fen::text as sum from ledger.lines
      where entry_id = (select id from ledger.entries where key like 'project back %') order by account desc`,
  )
  assert.deepEqual(rows, [
    { account: '5101', side: 'credit', sum: '20000' },
    { account: '1002', side: 'debit', sum: '20000' },
  ])
}

test('J5 a refused application is appealed, heard by somebody else and taken up again', async () => {
  const id = await begun()
  await done(routes.decline, id, words, somebody(3, 'town'))
  await done(routes.appeal, id, words)
  await refused(ask(routes.reopen, id, words, somebody(3, 'town')), 403, 'projects.own_refusal')
  await done(routes.uphold, id, words, CHECKER)
  await done(routes.appeal, id, words)
  assert.equal((await done(routes.reopen, id, words, CHECKER)).state, 'listed')
  await refused(ask(routes.propose, id, PROPOSAL), 409, 'projects.study_missing')
})

test('J8 a stopped project is closed with what is left, back to its limit where nothing else was agreed', async () => {
  const id = wire('project', await noticed(fresh, group, '中止的项目'))
  fresh.clock.set('2026-12-30T02:00:00Z')
  await done(routes.putToVote, id, vote())
  const motion = await motionOf(fresh, uuidOf('project', id))
  await decided(fresh, group, motion)
  fresh.clock.set('2027-01-12T02:00:00Z')
  const payee = await addVerified(fresh, group.fundId, { name: VOTE.payeeName, accountNumber: '6222000099998888' })
  const under = { fund: group.fundId, motion, payee, fen: 100n }
  const asked = await payUnder(fresh, { ...under, until: 'asked' })
  await done(routes.stop, id, words, HOST())
  await refused(ask(routes.close, id, words, HOST()), 409, 'projects.payments_open')
  await fresh.database.transact('test', (tx) => withdrawPayment(tx, HOST(), asked, '项目已中止'))
  await refused(ask(routes.close, id, { ...words, spentFen: '1000001' }, HOST()), 422, 'projects.spent_above_budget')
  const closed = await done(routes.close, id, { ...words, spentFen: '0' }, HOST())
  assert.deepEqual([closed.closing.surplusFen, closed.closing.treatment], ['1000000', 'return_to_limit'])
  await assert.rejects(payUnder(fresh, { ...under, until: 'asked' }), { code: 'payments.project_over' })
})

test('what is not there, whom it does not concern, and what the fund lacks', async () => {
  await refused(ask(routes.get, nobody('project')), 404, 'projects.project_not_found')
  await refused(
    ask(routes.reviewEvidence, nobody('evidence'), { accepted: true }, CHECKER),
    404,
    'projects.evidence_not_found',
  )
  await refused(ask(routes.answerObjection, nobody('objection'), words), 404, 'projects.objection_not_found')
  const id = await begun()
  const elsewhere = somebody(5, 'community_worker', '150603')
  assert.equal((await ask(routes.study, id, words, elsewhere)).status, 404, 'of another banner it does not exist')
  assert.equal((await ask(routes.pause, id, words)).status, 403)
  await fresh.owner.query(`update funds.funds set state = 'frozen' where id = $1`, [other.fundId])
  await refused(
    api.ask(MAKER, routes.begin, { body: sent({ ...IDEA, fundId: wire('fund', other.fundId) }) }),
    409,
    'projects.fund_not_open',
  )
  const bare = await addFund(fresh, group.hostId, { name: '没有小组的基金(演示)', placeCode: '150602002' })
  const lonely = await begun({ fundId: wire('fund', bare) })
  for (const route of [routes.study, routes.enlist]) await done(route, lonely, words)
  await done(routes.propose, lonely, PROPOSAL)
  await refused(ask(routes.notify, lonely, words), 409, 'projects.no_group')
  const { body } = await api.ask(MAKER, routes.list, { query: { q: '助餐', waits: 'objection' } })
  assert.equal(body.total, 0)
  const { body: found } = await api.ask(MAKER, routes.list, {
    query: { q: '中止', state: 'closed', peopleGroup: 'elderly' },
  })
  assert.equal(found.total, 1)
})

test('J10 a step, a budget, a result or an authority that its owner altered is found and named', async () => {
  const named = async (tx: Tx) => {
    const { fault } = await verifyProjects(tx)
    const authority = await verifyAuthorities(tx)
    return fault ? `${fault.table} ${fault.row} ${fault.what}` : authority && `authorities ${authority}`
  }
  await expectFound(fresh, named, [
    ['projects.steps', `set number = number + 1 where step = 'close'`, /^steps /],
    ['projects.steps', `set from_state = 'stopped' where step = 'close' and from_state = 'evaluated'`, /^steps /],
    [
      'projects.budgets',
      'set sum_fen = sum_fen + 1, line_fens[1] = line_fens[1] + 1 where motion_id is null',
      /^budgets /,
    ],
    ['projects.results', 'set spent_fens[1] = spent_fens[1] - 1', /^closings /],
    ['projects.closings', 'set surplus_fen = surplus_fen + 1 where surplus_fen > 0', /^closings /],
    ['payments.authorities', 'set cap_fen = cap_fen + 1', /^authorities /],
    ['payments.authorities', `set valid_to = valid_to + 365`, /^authorities /],
  ])
})
