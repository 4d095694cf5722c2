import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listRoutes } from '@shanju/contract/governance/lists.ts'
import { routes } from '@shanju/contract/governance/routes.ts'
import { MOTION_STATES } from '@shanju/contract/governance/vocab.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { unpack } from '#platform/sheets/unpack.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { SETUP } from '#test/support/house.ts'
import { served } from './index.ts'
import { printedMeeting } from './queries/print-meeting.ts'
import {
  adopt,
  allVote,
  closed,
  makeGroup,
  motionBody,
  opened,
  PLAIN,
  RULES,
  seatBody,
  sent,
  type TestGroup,
  wire,
} from './testkit.ts'

let fresh: FreshDatabase
let api: TestApi
let group: TestGroup
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  group = await makeGroup(fresh, 1)
  await adopt(fresh, group)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const WORKER = holding('community_worker', { kind: 'division', code: '150602' })
const ask = (route: AnyRoute, id: string, body: unknown) => api.ask(WORKER, route, { params: { id }, body })

test('V14: attendance, minutes and rules are added in versions; a seat replaced ends the day the next begins', async () => {
  const meeting = wire('meeting', group.meetingId)
  const row = (manner: string) => ({ rows: [{ seatId: wire('seat', group.seats[0]), manner }] })
  await ask(routes.attend, meeting, row('in_person'))
  fresh.clock.advance(1000)
  assert.deepEqual((await ask(routes.attend, meeting, row('leave'))).body.attendances[0].manner, 'leave')
  await ask(routes.addMinutes, meeting, { body: '会议按议程进行。', presidedBy: wire('seat', group.seats[0]) })
  const { body } = await ask(routes.addMinutes, meeting, { body: '会议按议程进行，更正一处。' })
  assert.deepEqual(
    body.minutes.map(({ number }: { number: number }) => number),
    [2, 1],
  )
  const drafted = await ask(routes.addRules, wire('group', group.groupId), sent(RULES))
  assert.deepEqual(
    drafted.body.rules.map(({ inForceFrom }: { inForceFrom: string | null }) => inForceFrom !== null),
    [false, true],
  )
  const next = seatBody(5, { kind: 'donor', fromOn: '2026-11-24', replaces: wire('seat', group.seats[3]) })
  await ask(routes.addSeat, wire('group', group.groupId), next)
  const on = async (day: string) =>
    (
      await api.ask(WORKER, routes.getGroup, { params: { id: wire('group', group.groupId) }, query: { on: day } })
    ).body.members
      .filter(({ seated, kind }: { seated: boolean; kind: string }) => seated && kind === 'donor')
      .map(({ fullName }: { fullName: string }) => fullName)
  assert.deepEqual([await on('2026-11-23'), await on('2026-11-24')], [['成员3'], ['成员5']])
  const listed = await api.ask(WORKER, routes.listGroups, {})
  assert.ok(
    listed.body.items.some(
      ({ rulesNumber, seats }: { rulesNumber: number; seats: number }) => rulesNumber === 1 && seats === 5,
    ),
  )
})

test('words for the public hold no personal data: a motion with a mobile number in its reasons is refused', async () => {
  const answer = await ask(
    routes.addMotion,
    wire('meeting', group.meetingId),
    motionBody({ reasons: '请联系 13800138000 领取' }),
  )
  assert.equal(answer.body.code, 'regulations.blocked')
  const slips = { yes: 5, no: 0, blank: 0 }
  const id = wire('motion', await opened(fresh, group, { ...PLAIN, secret: true }))
  const cast = await ask(routes.castSlips, id, {
    seatIds: group.seats.slice(0, 5).map((seat) => wire('seat', seat)),
    first: slips,
    second: slips,
  })
  assert.equal(cast.body.tally.voted, 5)
})

test('V15: the minutes are set for signing, with every resolution in them', async () => {
  const motion = await opened(fresh, group, { ...PLAIN, title: '印在纪要里的议案' })
  await allVote(fresh, group, motion, 'yes')
  await closed(fresh, motion)
  const printed = await fresh.database.transact('test', (tx) => printedMeeting(tx, SETUP, group.meetingId))
  const item = printed.parts.find(({ title }) => title.includes('印在纪要里的议案'))
  assert.match(item?.lines.join('') ?? '', /同意5票，不同意0票，弃权0票.*结果：通过/)
  assert.equal(printed.sign?.names.length, 6)
  const file = await api.askFile(WORKER, routes.printMeeting, { params: { id: wire('meeting', group.meetingId) } })
  assert.deepEqual([file.status, file.content.subarray(0, 5).toString()], [200, '%PDF-'])
})

test('the list of motions says of each the same as its own page, in every state, and filters and files hold to it', async () => {
  await opened(fresh, group, PLAIN)
  await ask(routes.withdraw, wire('motion', await opened(fresh, group, PLAIN)), { reason: '重复提出' })
  await ask(routes.addMotion, wire('meeting', group.meetingId), motionBody())
  const { body } = await api.ask(WORKER, listRoutes.listMotions, { query: { pageSize: '200' } as never })
  const states = new Set<string>()
  for (const row of body.items) {
    states.add(row.state)
    assert.equal((await ask(routes.getMotion, row.id, undefined)).body.state, row.state, row.title)
  }
  assert.ok(states.size >= 4, [...states].join())
  for (const state of MOTION_STATES) {
    const narrowed = await api.ask(WORKER, listRoutes.listMotions, { query: { state } as never })
    assert.equal(narrowed.body.total, body.items.filter((row: { state: string }) => row.state === state).length, state)
  }
  const elsewhere = holding('community_worker', { kind: 'division', code: '150603' })
  for (const list of Object.values(listRoutes)) {
    assert.equal((await api.ask(elsewhere, list)).body.total, 0, list.name)
    assert.equal((await api.ask(STRANGER, list)).body.code, 'platform.not_signed_in', list.name)
  }
  const meetings = (await api.ask(WORKER, listRoutes.listMeetings, { query: { pageSize: '200' } as never })).body
  const attendances = (await api.ask(WORKER, listRoutes.listAttendances, { query: { pageSize: '1' } as never })).body
  const came = meetings.items.reduce(
    (sum: number, { attended, excused }: Record<string, number>) => sum + (attended ?? 0) + (excused ?? 0),
    0,
  )
  assert.equal(attendances.total, came)
})

test('V15: minutes, a resolution and the notice can be had as DOCX, the notice as a poster; of an open vote the motion', async () => {
  const motion = await opened(fresh, group, { ...PLAIN, title: '可修改的议案' })
  const params = { id: wire('motion', motion) }
  const meeting = { id: wire('meeting', group.meetingId) }
  const site = 'https://shanju.example'
  const docx = async (route: AnyRoute, of: { id: string }, query: Record<string, string>) => {
    const { status, content } = await api.askFile(WORKER, route, { params: of, query: { format: 'docx', ...query } })
    assert.equal(status, 200)
    return String(unpack(content, 1_000_000).get('word/document.xml'))
  }
  assert.match(await docx(routes.printResolution, params, {}), /项议案.*可修改的议案.*状态：表决中/)
  await allVote(fresh, group, motion, 'yes')
  await closed(fresh, motion)
  assert.match(await docx(routes.printMeeting, meeting, {}), /可修改的议案.*结果：通过/)
  assert.match(await docx(routes.printResolution, params, {}), /决议.*可修改的议案.*同意5票/)
  const notice = await docx(routes.printNotice, meeting, { site })
  assert.match(notice, /关于召开第1次会议的通知.*可修改的议案/)
  assert.ok(!notice.includes('成员'), 'a notice names no member')
  const poster = await api.askFile(WORKER, routes.printNotice, { params: meeting, query: { format: 'a3', site } })
  assert.deepEqual([poster.status, poster.content.subarray(0, 5).toString()], [200, '%PDF-'])
  for (const wrong of ['javascript:alert(1)', 'https://a.example/path', ''])
    assert.equal(
      (await api.ask(WORKER, routes.printNotice, { params: meeting, query: { site: wrong } })).body.code,
      'platform.invalid_input',
    )
})
