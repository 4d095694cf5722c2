import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decisionProofRoutes } from '@shanju/contract/governance/decision-proof.ts'
import { exports } from '@shanju/contract/governance/exports.ts'
import { refusals } from '@shanju/contract/governance/refusals.ts'
import { routes } from '@shanju/contract/governance/routes.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund } from '#test/support/house.ts'
import { served } from './index.ts'
import {
  adopt,
  allVote,
  BOARD,
  CLOSES,
  closed,
  factOf,
  GRANT,
  hear,
  makeGroup,
  meetingBody,
  motionBody,
  nobody,
  opened,
  PLAIN,
  seatBody,
  sent,
  type TestGroup,
  votesOf,
  wire,
} from './testkit.ts'

let fresh: FreshDatabase
let api: TestApi
let group: TestGroup
/** Without rules. */
let bare: TestGroup
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  group = await makeGroup(fresh, 1)
  bare = await makeGroup(fresh, 2)
  await adopt(fresh, group)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const WORKER = holding('community_worker', { kind: 'division', code: '150602' })
const HOST = () => holding('charity_manager', { kind: 'organisation', id: group.hostId })
const ask = (route: AnyRoute, id: string, body?: unknown, actor = WORKER) =>
  api.ask(actor, route, { params: { id }, ...(body === undefined ? {} : { body }) })

const voting = async (more: object = {}): Promise<string> =>
  wire('motion', await opened(fresh, group, { ...PLAIN, ...more }))
const decided = async (more: object = {}): Promise<string> => {
  const id = await opened(fresh, group, { ...GRANT, ...more })
  await hear(fresh, id)
  await allVote(fresh, group, id, 'yes')
  await closed(fresh, id)
  return wire('motion', id)
}
const linkFor = async (at: number): Promise<string> => {
  const made = await ask(routes.makeLinks, wire('meeting', group.meetingId), {
    seatIds: [wire('seat', group.seats[at])],
  })
  return made.body.links[0].token
}
const member = (route: AnyRoute, token: string, fact: string, more: object = {}) =>
  api.ask(STRANGER, route, { body: { token, fact, ...more } })

type Way = () => Promise<{ status: number; body: { code: string } }>

/** Every refusal in the order in which they are checked, each with the way to meet it. */
const WAYS: readonly (readonly [code: keyof typeof refusals, way: Way])[] = [
  ['group_not_found', () => ask(routes.getGroup, nobody('group'))],
  ['meeting_not_found', () => ask(routes.getMeeting, nobody('meeting'))],
  ['motion_not_found', () => ask(routes.getMotion, nobody('motion'))],
  ['question_not_found', () => ask(routes.answer, nobody('question'), { words: '答复' })],
  ['seat_not_found', () => ask(routes.endSeat, nobody('seat'), { endedOn: '2026-11-23', reason: 'resigned' })],
  [
    'rules_not_found',
    () =>
      ask(routes.addMotion, wire('meeting', group.meetingId), motionBody({ kind: 'rules', rulesId: nobody('rules') })),
  ],
  [
    'group_exists',
    () =>
      api.ask(HOST(), routes.formGroup, {
        body: {
          fundId: wire('fund', group.fundId),
          formedOn: '2026-11-01',
          seats: [0, 1, 2, 3, 4].map((n) => seatBody(n)),
        },
      }),
  ],
  [
    'composition_unfit',
    async () => {
      const fundId = wire('fund', await addFund(fresh, group.hostId, { name: '另一个基金(演示)' }))
      const seats = [0, 1, 2, 3].map((n) => seatBody(n))
      return api.ask(HOST(), routes.formGroup, { body: { fundId, formedOn: '2026-11-01', seats } })
    },
  ],
  ['term_ends_before', () => ask(routes.addSeat, wire('group', group.groupId), seatBody(5, { toOn: '2025-01-01' }))],
  ['chosen_by_missing', () => ask(routes.addSeat, wire('group', group.groupId), seatBody(4, { chosenBy: null }))],
  [
    'seat_ended',
    async () => {
      const end = () => ask(routes.endSeat, wire('seat', bare.seats[4]), { endedOn: '2026-11-23', reason: 'resigned' })
      await end()
      return end()
    },
  ],
  [
    'notice_too_short',
    () => ask(routes.callMeeting, wire('group', group.groupId), meetingBody({ notifiedOn: '2026-11-23' })),
  ],
  ['money_incomplete', () => ask(routes.addMotion, wire('meeting', group.meetingId), motionBody({ kind: 'grant' }))],
  [
    'about_unfit',
    async () =>
      ask(
        routes.addMotion,
        wire('meeting', group.meetingId),
        motionBody({ kind: 'revoke', aboutMotionId: await voting() }),
      ),
  ],
  ['gate_incomplete', async () => ask(routes.addGate, await voting(), { route: 'head' })],
  [
    'withdrawn',
    async () => {
      const id = await voting()
      await ask(routes.withdraw, id, { reason: '写错了' })
      return ask(routes.withdraw, id, { reason: '写错了' })
    },
  ],
  ['already_open', async () => ask(routes.openVote, await voting(), CLOSES)],
  [
    'rules_not_in_force',
    async () => {
      const made = await ask(routes.addMotion, wire('meeting', bare.meetingId), motionBody())
      return ask(routes.openVote, made.body.id, CLOSES)
    },
  ],
  [
    'above_emergency_cap',
    () =>
      ask(
        routes.addMotion,
        wire('meeting', group.meetingId),
        sent({ ...GRANT, kind: 'emergency', amountFen: 500_001n }),
      ),
  ],
  [
    'closes_too_early',
    async () => {
      const made = await ask(routes.addMotion, wire('meeting', group.meetingId), motionBody())
      return ask(routes.openVote, made.body.id, { closesAt: '2026-11-23T02:00:00Z' })
    },
  ],
  ['link_not_found', () => member(routes.memberPage, 'AAAAAAAAAAAAAAAAAAAAAA', '1000')],
  [
    'link_locked',
    async () => {
      const token = await linkFor(1)
      await Promise.all(Array.from({ length: 9 }, (_, n) => member(routes.memberPage, token, `200${n}`)))
      return member(routes.memberPage, token, factOf(1))
    },
  ],
  ['fact_wrong', async () => member(routes.memberPage, await linkFor(2), '9999')],
  [
    'link_used',
    async () => {
      const [motionId, token] = [await voting(), await linkFor(0)]
      await member(routes.memberVote, token, factOf(0), { motionId, choice: 'yes' })
      return member(routes.memberVote, token, factOf(0), { motionId, choice: 'no' })
    },
  ],
  ['not_open', async () => ask(routes.closeVote, await decided())],
  [
    'voting_over',
    async () => {
      const id = await voting()
      fresh.clock.set('2026-11-24T02:00:01Z')
      const answer = await ask(routes.castOpen, id, votesOf(group.seats))
      fresh.clock.set('2026-11-23T02:00:00Z')
      return answer
    },
  ],
  ['not_on_roll', async () => ask(routes.castOpen, await voting(), votesOf(bare.seats))],
  [
    'recused',
    async () => {
      const id = await voting()
      await ask(routes.recuse, id, { seatId: wire('seat', group.seats[0]), kind: 'interest', words: '本人是供货商' })
      return ask(routes.castOpen, id, votesOf(group.seats))
    },
  ],
  ['hand_in_secret', async () => ask(routes.castOpen, await voting({ secret: true }), votesOf(group.seats))],
  [
    'ballot_of_other_kind',
    async () => ask(routes.castOpen, await voting({ secret: true }), votesOf(group.seats, 'yes', 'paper')),
  ],
  [
    'keyed_differently',
    async () =>
      ask(routes.castOpen, await voting(), { ...votesOf(group.seats), second: votesOf(group.seats, 'no').second }),
  ],
  [
    'already_voted',
    async () => {
      const id = await voting()
      await ask(routes.castOpen, id, votesOf(group.seats))
      return ask(routes.castOpen, id, votesOf(group.seats))
    },
  ],
  ['vote_still_open', async () => ask(routes.closeVote, await voting())],
  [
    'party_not_heard',
    async () => {
      const id = await opened(fresh, group, { ...PLAIN, kind: 'change_use' })
      await allVote(fresh, group, id, 'yes')
      return ask(routes.closeVote, wire('motion', id))
    },
  ],
  ['nothing_for_board', async () => ask(routes.decideBoard, await voting(), BOARD, HOST())],
  [
    'board_decided',
    async () => {
      const id = await decided({ amountFen: 5_000_001n })
      await ask(routes.decideBoard, id, BOARD, HOST())
      return ask(routes.decideBoard, id, BOARD, HOST())
    },
  ],
  [
    'decided_in_future',
    async () => ask(routes.decideBoard, await decided(), { ...BOARD, decidedOn: '2026-11-24' }, HOST()),
  ],
  ['rule_not_cited', async () => ask(routes.decideBoard, await decided(), { ...BOARD, approves: false }, HOST())],
  ['board_not_needed', async () => ask(routes.decideBoard, await decided(), BOARD, HOST())],
  [
    'board_majority_missing',
    async () => ask(routes.decideBoard, await decided({ amountFen: 5_000_001n }), { ...BOARD, yes: 3 }, HOST()),
  ],
  [
    'proof_pending',
    async () =>
      api.ask(WORKER, decisionProofRoutes.decisionProofFile, {
        params: { id: await decided() },
        query: { of: 'resolution' },
      }),
  ],
  [
    'question_answered',
    async () => {
      const motionId = await voting()
      await member(routes.memberAsk, await linkFor(3), factOf(3), { motionId, words: '钱从哪里来？' })
      const { body } = await ask(routes.questions, motionId)
      await ask(routes.answer, body.items[0].id, { words: '本基金的限定资金。' })
      return ask(routes.answer, body.items[0].id, { words: '再答一次' })
    },
  ],
]

test('every refusal, in the order of the list, with its status and a sentence in both languages', async () => {
  assert.deepEqual(
    WAYS.map(([code]) => code),
    Object.keys(refusals),
  )
  for (const [code, way] of WAYS) {
    const answer = await way()
    assert.deepEqual(
      [answer.status, answer.body.code],
      [refusals[code].status, `governance.${code}`],
      `${code}: ${JSON.stringify(answer.body)}`,
    )
  }
})

test('V12: a member reads, asks, declares and votes with link and second fact; of a secret ballot the receipt is published', async () => {
  const motionId = await voting({ secret: true, title: '无记名议案' })
  const tokens = await Promise.all(group.seats.map((_seat, at) => linkFor(at)))
  const page = await member(routes.memberPage, tokens[0] ?? '', factOf(0))
  const shown = page.body.motions.find(({ id }: { id: string }) => id === motionId)
  assert.deepEqual([page.status, shown.mayVote, shown.voted, shown.tally], [200, true, false, null])
  const receipts = []
  for (const [at, token] of tokens.entries()) {
    const voted = await member(routes.memberVote, token, factOf(at), { motionId, choice: at < 4 ? 'yes' : 'blank' })
    receipts.push(voted.body.receipt)
  }
  const running = await ask(routes.getMotion, motionId)
  assert.deepEqual([running.body.tally.voted, running.body.tally.counts], [5, null])
  assert.ok(running.body.roll.every(({ choice }: { choice: null }) => choice === null))
  const done = await ask(routes.closeVote, motionId)
  assert.deepEqual([done.body.state, done.body.tally.counts], ['carried', { yes: 4, no: 0, blank: 1 }])
  const seen = await api.ask(STRANGER, routes.publicMotion, { params: { id: motionId } })
  assert.deepEqual(seen.body.commitments, receipts.sort())
  // An older link is replaced by a newer one.
  await linkFor(0)
  assert.equal((await member(routes.memberPage, tokens[0] ?? '', factOf(0))).body.code, 'governance.link_not_found')
})

test('V12: a link speaks for its own meeting, and a member may step back by it', async () => {
  const other = await makeGroup(fresh, 3)
  await adopt(fresh, other)
  const foreign = wire('motion', await opened(fresh, other, PLAIN))
  const token = await linkFor(4)
  for (const [route, more] of [
    [routes.memberVote, { choice: 'yes' }],
    [routes.memberRecuse, { kind: 'kinship', words: '亲戚' }],
    [routes.memberAsk, { words: '为什么？' }],
  ] as const) {
    const answer = await member(route, token, factOf(4), { motionId: foreign, ...more })
    assert.equal(answer.body.code, 'governance.motion_not_found')
  }
  const motionId = await voting()
  const mine = await member(routes.memberRecuse, token, factOf(4), {
    motionId,
    kind: 'kinship',
    words: '申请人是我姐姐',
  })
  assert.equal(mine.body.motions.find(({ id }: { id: string }) => id === motionId).recused, true)
})

test('V13: names stand sealed, on public pages only with consent, and reading them leaves a trail row', async () => {
  const id = wire('group', group.groupId)
  const before = await fresh.owner.query(
    `select count(*)::int as n from trail.records where action = 'governance.read_members'`,
  )
  const staff = await ask(routes.getGroup, id)
  const seen = await fresh.owner.query(
    `select count(*)::int as n from trail.records where action = 'governance.read_members'`,
  )
  assert.equal(seen.rows[0].n, before.rows[0].n + 1)
  assert.deepEqual(
    staff.body.members.slice(0, 2).map(({ fullName }: { fullName: string }) => fullName),
    ['成员0', '成员1'],
  )
  const open = await api.ask(STRANGER, routes.publicGroup, { params: { id: wire('fund', group.fundId) } })
  const names = open.body.seats.map(({ name }: { name: string | null }) => name)
  assert.deepEqual(names.slice(0, 3), ['成员0', null, '成员2'])
  assert.ok(!JSON.stringify(open.body).includes('成员1') && !JSON.stringify(open.body).includes('0477'))
  assert.equal(open.body.rules.length, 1)
  const { rows } = await fresh.owner.query<{ all: string }>(
    `select (select string_agg(s::text, '') from governance.seats s) || (select string_agg(t::text, '') from trail.records t) as all`,
  )
  assert.ok(!rows[0]?.all.includes('成员1'))
  await ask(routes.changeMember, wire('seat', group.seats[0]), { name: '成员0', phone: '0477-0001000', named: false })
  await ask(routes.forgetMember, wire('seat', bare.seats[1]))
  const now = await api.ask(STRANGER, routes.publicGroup, { params: { id: wire('fund', group.fundId) } })
  assert.equal(now.body.seats[0].name, null)
})

test('V13: a payee who is a person is named to nobody but staff who ask; a member of that name is a hint', async () => {
  const id = await voting({ ...GRANT, payeeKind: 'person', payeeName: '成员 3' })
  const { body } = await ask(routes.getMotion, id)
  assert.deepEqual([body.payee, body.hints], [null, [wire('seat', group.seats[3])]])
  assert.equal((await ask(routes.readPayee, id)).body.name, '成员 3')
  assert.equal((await ask(routes.readPayee, id, undefined, STRANGER)).body.code, 'platform.not_signed_in')
})

test('V16: a draft of the rules is tried on decisions of a year within reach; the list is filtered, exported and writes nothing', async () => {
  await decided()
  const groupId = wire('group', group.groupId)
  const tried = (query: object = {}, actor = WORKER) =>
    api.ask(actor, routes.tryRules, { query: { groupId, ...query } as never })
  const stands = async () =>
    (await fresh.owner.query('select count(*)::int as n from governance.resolutions')).rows[0].n
  const before = await stands()
  const same = (await tried()).body
  assert.deepEqual([same.different, same.total], [0, 0])
  assert.ok(same.tried > 0)
  // The first rules themselves were voted on before any rules.
  assert.deepEqual(same.untried, [{ why: 'before_rules', count: 1 }])
  const strict = (await tried({ largeSumFen: '1', specialTop: 1, specialBottom: 1, noticeDays: 60 })).body
  assert.equal(strict.different, strict.tried)
  const [row] = strict.items
  assert.deepEqual([row.was, row.wouldBe, row.cause, row.wouldNeed.yes], ['passed', 'not_called', 'notice', 5])
  assert.equal((await tried({ noticeDays: 60, kind: 'invest' })).body.total, 0)
  assert.equal((await tried({ noticeDays: 60, q: '没有这样的' })).body.total, 0)
  assert.equal((await tried({ show: 'all' })).body.total, same.tried)
  assert.equal((await tried({ to: '2020-01-01' })).body.found, 0)
  const elsewhere = holding('community_worker', { kind: 'division', code: '150603' })
  assert.equal((await tried({}, elsewhere)).body.found, 0)
  assert.equal((await tried({}, STRANGER)).body.code, 'platform.not_signed_in')
  assert.equal((await tried({ quorumTop: 'x' })).body.code, 'platform.invalid_input')
  const file = await api.askFile(WORKER, exports.tryRulesExport, {
    query: { groupId, noticeDays: 60, format: 'csv' } as never,
  })
  assert.equal(file.status, 200)
  assert.equal(await stands(), before)
})
