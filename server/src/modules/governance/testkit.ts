import type { AddGate, AddMotion } from '@shanju/contract/governance/motions.ts'
import type { AddRules, CallMeeting, NewSeat } from '@shanju/contract/governance/shapes.ts'
import type { Choice, SeatKind } from '@shanju/contract/governance/vocab.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import type { FreshDatabase } from '#test/support/clone.ts'
import { addFund, addHost, SETUP } from '#test/support/house.ts'
import { addRules } from './actions/add-rules.ts'
import { closeVote, openVote } from './actions/decide.ts'
import { callMeeting } from './actions/meetings.ts'
import { addGate, addMotion } from './actions/motions.ts'
import { formGroup } from './actions/seats.ts'
import { castOpen } from './actions/votes.ts'

export const TODAY = '2026-11-23'
export const LATER = new Date('2026-11-24T02:00:00Z')

const KINDS: readonly SeatKind[] = ['town_lead', 'community_lead', 'host_designate', 'donor', 'resident']

/** The n-th member; the telephone ends in 1000 + n. */
export const seating = (n: number, kind: SeatKind = KINDS[n] ?? 'other'): NewSeat => ({
  ...{
    kind,
    name: `成员${n}`,
    phone: `0477-000${1000 + n}`,
    post: '',
    chosenBy: kind === 'resident' ? 'election' : null,
  },
  ...{ named: n % 2 === 0, fromOn: '2026-01-01', toOn: '2028-12-31' },
})
export const factOf = (n: number): string => String(1000 + n)

export const RULES: AddRules = {
  body: '一、本办法适用于本社区基金。二、管理小组按本办法议事。三、重大事项须三分之二以上同意。',
  ...{ quorumTop: 2, quorumBottom: 3, specialTop: 2, specialBottom: 3, largeSumFen: 2_000_000n },
  ...{ noticeDays: 3, projectNoticeDays: 5, resultNoticeDays: 7, noticeHolds: false, hostFeeBp: 0 },
  ...{ emergencyCapFen: 500_000n, emergencyYes: 3, ratifyDays: 15 },
}

export const GRANT: AddMotion = {
  ...{ kind: 'grant', title: '资助老年助餐项目', reasons: '社区八十位老人中午吃饭不便。', secret: false },
  ...{ amountFen: 1_000_000n, eachCapFen: null, field: 'hardship', payeeKind: 'body', payeeName: '某某食堂(演示)' },
  ...{ validTo: '2027-12-31', rulesId: null, aboutMotionId: null },
}

/** Without money. */
export const PLAIN: AddMotion = {
  ...GRANT,
  ...{ kind: 'other', amountFen: null, field: null, payeeKind: null, payeeName: '', validTo: null },
}

export interface TestGroup {
  readonly fundId: string
  readonly hostId: string
  readonly groupId: string
  readonly meetingId: string
  readonly seats: readonly string[]
}

/** A fund with a delegation of 50,000 yuan, a group of `size` and a supervisor, and a meeting of today. */
export async function makeGroup(fresh: FreshDatabase, n: number, size = 5): Promise<TestGroup> {
  const hostId = await addHost(fresh, n)
  const fundId = await addFund(fresh, hostId, { name: `第${n}暖心基金(演示)` })
  return fresh.database.transact('test', async (tx) => {
    await sql`insert into funds.delegations (fund_id, number, ceiling_fen, subjects, from_on, to_on, recorded_at)
      values (${fundId}, 1, 5000000, '{hardship,care}', '2026-01-01', '2027-12-31', ${tx.now})`.execute(tx.db)
    const seats = [...Array.from({ length: size }, (_, at) => seating(at)), seating(size, 'supervisor')]
    const groupId = await formGroup(tx, SETUP, { fundId, formedOn: TODAY, seats })
    const meetingId = await callMeeting(tx, SETUP, groupId, MEETING)
    const { rows } = await sql<{ id: string }>`select id from governance.seats
      where group_id = ${groupId} and kind <> 'supervisor' order by id`.execute(tx.db)
    return { fundId, hostId, groupId, meetingId, seats: rows.map(({ id }) => id) }
  })
}

export const MEETING: CallMeeting = {
  ...{ kind: 'gathered', heldAt: new Date('2026-11-23T06:00:00Z'), place: '社区活动室', notifiedOn: '2026-11-20' },
  ...{ urgentReason: null, agenda: '' },
}

export const motionOf = (fresh: FreshDatabase, { meetingId }: TestGroup, wanted: AddMotion): Promise<string> =>
  fresh.database.transact('test', (tx) => addMotion(tx, SETUP, meetingId, wanted))

export const opened = async (fresh: FreshDatabase, group: TestGroup, wanted: AddMotion): Promise<string> => {
  const id = await motionOf(fresh, group, wanted)
  await fresh.database.transact('test', (tx) => openVote(tx, SETUP, id, LATER))
  return id
}

const HEARD: AddGate = {
  ...{ route: 'head', invitedOn: TODAY, attended: true, view: 'agrees', remarks: '', dueOn: null },
}

export const hear = (fresh: FreshDatabase, id: string): Promise<void> =>
  fresh.database.transact('test', (tx) => addGate(tx, SETUP, id, HEARD))

/** All seats raise their hands alike. */
export const allVote = (fresh: FreshDatabase, { seats }: TestGroup, id: string, choice: Choice): Promise<void> =>
  fresh.database.transact('test', (tx) => {
    const rows = seats.map((seatId) => ({ seatId, choice }))
    return castOpen(tx, SETUP, id, { manner: 'hand', first: rows, second: rows })
  })

export const closed = (fresh: FreshDatabase, id: string): Promise<void> =>
  fresh.database.transact('test', (tx) => closeVote(tx, SETUP, id))

/** Rules drafted and adopted by all. */
export async function adopt(fresh: FreshDatabase, group: TestGroup, rules: Partial<AddRules> = {}): Promise<string> {
  const rulesId = await fresh.database.transact('test', async (tx) => {
    await addRules(tx, SETUP, group.groupId, { ...RULES, ...rules })
    const { rows } = await sql<{ id: string }>`select id from governance.rules where group_id = ${group.groupId}
      order by number desc limit 1`.execute(tx.db)
    return rows[0]?.id ?? ''
  })
  const id = await opened(fresh, group, { ...PLAIN, kind: 'rules', title: '通过管理办法', rulesId })
  await hear(fresh, id)
  await allVote(fresh, group, id, 'yes')
  await closed(fresh, id)
  return rulesId
}

export const wire = (prefix: string, id: string | undefined): string => showId(prefix, id ?? '')
export const nobody = (prefix: string): string => showId(prefix, crypto.randomUUID())

/** As a form sends it: sums as text, ids with their prefix. */
export const sent = (value: object) =>
  JSON.parse(JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? each.toString() : each)))
export const motionBody = (more: object = {}) => sent({ ...PLAIN, ...more })
export const seatBody = (n: number, more: object = {}) => ({ ...sent(seating(n)), ...more })
export const meetingBody = (more: object = {}) => ({
  ...{ kind: 'gathered', heldAt: '2026-11-25T02:00:00Z', place: '活动室', notifiedOn: '2026-11-22' },
  ...more,
})
export const CLOSES = { closesAt: '2026-11-24T02:00:00Z' }
export const votesOf = (seats: readonly string[], choice = 'yes', manner = 'hand') => {
  const rows = seats.map((id) => ({ seatId: wire('seat', id), choice }))
  return { manner, first: rows, second: rows }
}
export const BOARD = { approves: true, reason: '同意', decidedOn: '2026-11-23', members: 9, present: 6, yes: 4 }
