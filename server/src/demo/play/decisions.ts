import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { addDays, shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { choicesOf } from '../plan/decisions.ts'
import type { PlannedGroup, PlannedMeeting, PlannedMotion } from '../plan/shapes.ts'
import { readScenario } from '../scenario.ts'
import type { Cast } from './cast.ts'
import { putProject } from './projects.ts'
import type { Stage } from './stage.ts'

const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR
const NOTICE_DAYS = 3
const VALID_DAYS = 365

export async function formGroup(
  stage: Stage,
  cast: Cast,
  { fund, formedOn, seats }: PlannedGroup,
  by: string,
): Promise<void> {
  const body = { fundId: showId('fund', cast.fund(fund)), formedOn, seats: [...seats] }
  const { id } = await stage.ask(cast.person(by), governance.formGroup, { body })
  cast.groups.set(fund, id)
}

/** A whole meeting in one go: called in time, attended, its motions heard, voted and closed, its minutes kept. */
export async function meet(stage: Stage, cast: Cast, fund: string, meeting: PlannedMeeting, by: string): Promise<void> {
  const [person, now, text] = [cast.person(by), stage.clock.now(), readScenario().decisions]
  const group = cast.group(fund)
  const room = await stage.ask(person, governance.callMeeting, {
    params: { id: group },
    body: {
      ...{ kind: 'gathered', heldAt: now.toISOString(), place: '社区议事厅', agenda: '通报基金收支情况' },
      notifiedOn: addDays(shanghaiDate(now), -NOTICE_DAYS),
    },
  })
  const params = { id: room.id }
  const voters = room.seats.filter(({ seated, kind }) => seated && kind !== 'supervisor').map(({ id }) => id)
  const rows = voters.map((seatId) => ({ seatId, manner: 'in_person' as const }))
  await stage.ask(person, governance.attend, { params, body: { rows } })
  if (meeting.rules) await adoptRules(stage, cast, { group, meeting: room.id, voters, by }, text.rules.join('\n'))
  for (const motion of meeting.motions) await decide(stage, cast, { meeting: room.id, voters, by }, motion)
  await stage.ask(person, governance.addMinutes, {
    params,
    body: { body: text.minutes, presidedBy: voters[1] ?? null },
  })
}

interface Room {
  readonly meeting: string
  readonly voters: readonly string[]
  readonly by: string
}

async function adoptRules(
  stage: Stage,
  cast: Cast,
  room: Room & { readonly group: string },
  body: string,
): Promise<void> {
  const person = cast.person(room.by)
  const drafted = await stage.ask(person, governance.addRules, {
    params: { id: room.group },
    body: { body, largeSumFen: '2000000', emergencyCapFen: '500000' },
  })
  const { id } = await stage.ask(person, governance.addMotion, {
    params: { id: room.meeting },
    body: {
      kind: 'rules',
      title: '通过本基金管理办法',
      reasons: '依据设立协议制定，经成员讨论修改。',
      rulesId: drafted.rules[0]?.id ?? null,
    },
  })
  await hear(stage, cast, id, room.by)
  await vote(stage, cast, id, room, room.voters, false, choicesOf('passes', room.voters.length))
}

/** A project puts its own motion; the others are put plainly. */
async function putMotion(stage: Stage, cast: Cast, room: Room, motion: PlannedMotion): Promise<string> {
  const { course, title, reasons, field, payee, amountFen, project } = motion
  const secret = course === 'secret'
  if (project) return putProject(stage, cast, { project, meeting: room.meeting, secret }, room.by)
  const { id } = await stage.ask(cast.person(room.by), governance.addMotion, {
    params: { id: room.meeting },
    body: {
      ...{ kind: 'grant', title, reasons, field, payeeKind: 'body', payeeName: payee, amountFen: amountFen.toString() },
      ...{ secret, validTo: addDays(shanghaiDate(stage.clock.now()), VALID_DAYS) },
    },
  })
  return id
}

async function decide(stage: Stage, cast: Cast, room: Room, motion: PlannedMotion): Promise<void> {
  const [person, text] = [cast.person(room.by), readScenario().decisions]
  const { course, amountFen } = motion
  const id = await putMotion(stage, cast, room, motion)
  cast.motions.set(motion, id)
  if (amountFen > 2_000_000n) await hear(stage, cast, id, room.by, text.partyRemarks)
  const params = { id }
  if (course === 'open') {
    const closesAt = new Date(stage.clock.now().getTime() + WEEK).toISOString()
    await stage.ask(person, governance.openVote, { params, body: { closesAt } })
    return hands(stage, cast, id, room.by, room.voters.slice(0, 2), ['yes', 'yes'])
  }
  const [first, ...others] = room.voters
  const recused = course === 'recused' && first
  const deciding = recused ? others : room.voters
  if (recused) {
    const body = { seatId: recused, kind: 'kinship' as const, words: text.recusal }
    await stage.ask(person, governance.recuse, { params, body })
  }
  await vote(stage, cast, id, room, deciding, course === 'secret', choicesOf(course, deciding.length))
  if (course !== 'board' && course !== 'board_refuses') return
  const refuses = course === 'board_refuses'
  await stage.ask(person, governance.decideBoard, {
    params,
    body: {
      ...{ approves: !refuses, ruleCited: refuses ? text.boardRefuses.rule : null },
      ...{
        reason: refuses ? text.boardRefuses.reason : text.boardApproves,
        decidedOn: shanghaiDate(stage.clock.now()),
      },
      ...{ members: 9, present: 7, yes: refuses ? 1 : 7 },
    },
  })
}

async function hear(stage: Stage, cast: Cast, id: string, by: string, remarks = ''): Promise<void> {
  const invitedOn = addDays(shanghaiDate(stage.clock.now()), -NOTICE_DAYS)
  const body = { route: 'head', invitedOn, attended: true, view: remarks ? 'remarks' : 'agrees', remarks } as const
  await stage.ask(cast.person(by), governance.addGate, { params: { id }, body })
}

async function vote(
  stage: Stage,
  cast: Cast,
  id: string,
  room: Room,
  deciding: readonly string[],
  secret: boolean,
  choices: readonly ('yes' | 'no' | 'blank')[],
): Promise<void> {
  const [person, params] = [cast.person(room.by), { id }]
  const closesAt = new Date(stage.clock.now().getTime() + HOUR).toISOString()
  await stage.ask(person, governance.openVote, { params, body: { closesAt } })
  if (secret) {
    const count = (choice: string): number => choices.filter((each) => each === choice).length
    const slips = { yes: count('yes'), no: count('no'), blank: count('blank') }
    await stage.ask(person, governance.castSlips, {
      params,
      body: { seatIds: [...deciding], first: slips, second: slips },
    })
  } else await hands(stage, cast, id, room.by, deciding, choices)
  await stage.ask(person, governance.closeVote, { params })
}

async function hands(
  stage: Stage,
  cast: Cast,
  id: string,
  by: string,
  seats: readonly string[],
  choices: readonly ('yes' | 'no' | 'blank')[],
): Promise<void> {
  const rows = seats.map((seatId, at) => ({ seatId, choice: choices[at] ?? 'blank' }))
  const body = { manner: 'hand' as const, first: rows, second: rows }
  await stage.ask(cast.person(by), governance.castOpen, { params: { id }, body })
}
