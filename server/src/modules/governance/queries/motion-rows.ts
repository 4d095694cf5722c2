import type { Motion, PublicMotion, Tally } from '@shanju/contract/governance/motions.ts'
import type {
  BoardReason,
  Choice,
  Outcome,
  RECUSAL_BY,
  RECUSAL_KINDS,
  VoteManner,
} from '@shanju/contract/governance/vocab.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { countRoll, type RuleFigures } from '../logic/decide-close.ts'
import { motionState } from '../logic/decide-motion.ts'

type Plain = Pick<
  PublicMotion,
  | 'id'
  | 'number'
  | 'kind'
  | 'title'
  | 'reasons'
  | 'secret'
  | 'amountFen'
  | 'eachCapFen'
  | 'field'
  | 'payeeKind'
  | 'payee'
  | 'validTo'
  | 'meetingId'
  | 'meetingNumber'
  | 'opensAt'
  | 'closesAt'
  | 'ratifyBy'
  | 'ratified'
>

/** A motion with everything that was written about it but its roll. */
export interface MotionRow extends Plain {
  readonly groupId: string
  readonly fundId: string
  readonly whose: Motion['whose']
  readonly aboutMotionId: string | null
  readonly payeeHash: Buffer | null
  readonly withdrawn: boolean
  readonly openedRulesId: string | null
  readonly figures: (Omit<RuleFigures, 'largeSumFen'> & { readonly largeSumFen: string }) | null
  readonly gate: (Omit<NonNullable<PublicMotion['gate']>, 'recordedAt'> & { readonly recordedAt: string }) | null
  readonly outcome: Outcome | null
  readonly resolutionNumber: number
  readonly special: boolean
  readonly boardFor: BoardReason[] | null
  readonly ballotRoot: Buffer | null
  readonly closedAt: Date | null
  readonly rulesNumber: number | null
  readonly closed: Tally | null
  readonly board: PublicMotion['board']
}

export async function motionRows(tx: Tx, where: RawBuilder<unknown>, limit = 1000): Promise<MotionRow[]> {
  const { rows } = await sql<MotionRow>`
    select m.id, m.number, m.kind, m.title, m.reasons, m.secret, m.amount_fen as "amountFen", m.each_cap_fen as "eachCapFen",
           m.field, m.payee_kind as "payeeKind", p.shown_name as payee, m.payee_hash as "payeeHash", m.valid_to as "validTo",
           m.meeting_id as "meetingId", me.number as "meetingNumber", m.group_id as "groupId", g.fund_id as "fundId",
           json_build_object('placeCode', f.place_code, 'hostId', f.host_id) as whose,
           m.about_motion_id as "aboutMotionId", w.motion_id is not null as withdrawn,
           o.opened_at as "opensAt", o.closes_at as "closesAt", o.rules_id as "openedRulesId",
           case when u.id is not null then json_build_object('quorumTop', u.quorum_top, 'quorumBottom', u.quorum_bottom,
             'specialTop', u.special_top, 'specialBottom', u.special_bottom, 'largeSumFen', u.large_sum_fen::text,
             'emergencyYes', u.emergency_yes) end as figures,
           case when h.id is not null then json_build_object('route', h.route, 'invitedOn', h.invited_on, 'attended', h.attended,
             'view', h.view, 'dueOn', h.due_on, 'recordedAt', h.recorded_at) end as gate,
           r.outcome, r.number as "resolutionNumber", r.special, r.board_for as "boardFor", r.ballot_root as "ballotRoot",
           r.closed_at as "closedAt", u.number as "rulesNumber",
           case when r.id is not null then json_build_object('seats', r.seats, 'recused', r.recused, 'present', r.present,
             'voted', r.yes + r.no + r.blank, 'quorumNeeded', r.quorum_needed, 'yesNeeded', r.yes_needed,
             'counts', json_build_object('yes', r.yes, 'no', r.no, 'blank', r.blank)) end as closed,
           case when b.id is not null then json_build_object('approves', b.approves, 'ruleCited', b.rule_cited,
             'reason', b.reason, 'decidedOn', b.decided_on, 'members', b.members, 'present', b.present, 'yes', b.yes) end as board,
           a.ratify_by as "ratifyBy", coalesce(a.ratified, false) as ratified
      from governance.motions m
      join governance.groups g on g.id = m.group_id
      join funds.pub_funds f on f.id = g.fund_id
      join governance.meetings me on me.id = m.meeting_id
      left join governance.payees p on p.motion_id = m.id
      left join governance.withdrawals w on w.motion_id = m.id
      left join governance.openings o on o.motion_id = m.id
      left join governance.rules u on u.id = o.rules_id
      left join governance.resolutions r on r.motion_id = m.id
      left join governance.board_decisions b on b.motion_id = m.id
      left join payments.pub_authorities a on a.motion_id = m.id
      left join lateral (select * from governance.gates x where x.motion_id = m.id
                          order by x.route = 'later', x.recorded_at desc, x.id desc limit 1) h on true
     where ${where} order by m.number desc limit ${limit}`.execute(tx.db)
  return rows
}

export interface RollRow {
  readonly seatId: string
  readonly left: boolean
  readonly attended: boolean
  readonly recused: (typeof RECUSAL_KINDS)[number] | null
  readonly recusedBy: (typeof RECUSAL_BY)[number] | null
  readonly manner: VoteManner | null
  readonly round: number
  /** Of an open vote alone. */
  readonly choice: Choice | null
}

/** Who may vote, who has, and in an open vote what. */
export async function rollOf(tx: Tx, motionId: string, meetingId: string): Promise<RollRow[]> {
  const { rows } = await sql<RollRow>`
    select l.seat_id as "seatId", exists (select 1 from governance.seat_ends e where e.seat_id = l.seat_id
             and e.ended_on <= ${tx.today}::date) as left,
           coalesce((select a.manner <> 'leave' from governance.attendances a
              where a.meeting_id = ${meetingId} and a.seat_id = l.seat_id
              order by a.recorded_at desc, a.id desc limit 1), false) as attended,
           x.kind as recused, x.declared_by as "recusedBy", v.manner, coalesce(v.round, 0) as round, b.choice
      from governance.roll l
      left join governance.recusals x on x.motion_id = l.motion_id and x.seat_id = l.seat_id
      left join lateral (select manner, round from governance.votes w
         where w.motion_id = l.motion_id and w.seat_id = l.seat_id order by w.round desc limit 1) v on true
      left join governance.ballots b on b.motion_id = l.motion_id and b.seat_id = l.seat_id and b.round = v.round
     where l.motion_id = ${motionId} order by l.seat_id`.execute(tx.db)
  return rows
}

/** Of a secret vote the sum of its ballots, and nothing else of them. */
export async function slipsOf(tx: Tx, motionId: string): Promise<Record<Choice, number>> {
  const { rows } = await sql<Record<Choice, number>>`
    select count(*) filter (where choice = 'yes')::int as yes, count(*) filter (where choice = 'no')::int as no,
           count(*) filter (where choice = 'blank')::int as blank
      from governance.ballots where motion_id = ${motionId}`.execute(tx.db)
  return rows[0] ?? { yes: 0, no: 0, blank: 0 }
}

export const countOf = (roll: readonly RollRow[], choice: Choice): number =>
  roll.filter((row) => row.recused === null && row.choice === choice).length

export const openCounts = (roll: readonly RollRow[]): Record<Choice, number> => ({
  yes: countOf(roll, 'yes'),
  no: countOf(roll, 'no'),
  blank: countOf(roll, 'blank'),
})

export const figuresOf = ({ figures }: MotionRow): RuleFigures | null =>
  figures && { ...figures, largeSumFen: BigInt(figures.largeSumFen) }

/** For the count the roll as it stands: its members' choices only where the vote is open. */
export const rollFacts = (roll: readonly RollRow[]) =>
  roll.map(({ recused, attended, manner }) => ({ recused: recused !== null, attended, voted: manner !== null }))

/** While it runs: of a secret vote only how many have voted. */
function runningTally(row: MotionRow, roll: readonly RollRow[]): Tally {
  const tally = countRoll({ ...row, rules: figuresOf(row), roll: rollFacts(roll), counts: openCounts(roll) })
  return row.secret ? { ...tally, counts: null } : tally
}

export const stateOf = (row: MotionRow) =>
  motionState({
    opened: row.opensAt !== null,
    withdrawn: row.withdrawn,
    outcome: row.outcome,
    boardFor: row.boardFor ?? [],
    boardApproves: row.board?.approves ?? null,
  })

/** What everybody may read. @param roll of a vote that runs; left out where no count is to be told */
export function publicMotionOf(row: MotionRow, roll?: readonly RollRow[]): PublicMotion {
  const { board, gate, closed, outcome, closedAt } = row
  return {
    ...plainOf(row),
    state: stateOf(row),
    gate: gate && { ...gate, recordedAt: new Date(gate.recordedAt) },
    resolution:
      outcome === null || closedAt === null
        ? null
        : {
            number: row.resolutionNumber,
            outcome,
            special: row.special,
            boardFor: row.boardFor ?? [],
            ballotRoot: row.ballotRoot?.toString('hex') ?? null,
            closedAt,
            rulesNumber: row.rulesNumber,
          },
    tally: closed ?? (roll && row.opensAt !== null ? runningTally(row, roll) : null),
    board,
  }
}

const plainOf = (row: MotionRow): Plain => ({
  ...{ id: row.id, number: row.number, kind: row.kind, title: row.title, reasons: row.reasons, secret: row.secret },
  ...{ amountFen: row.amountFen, eachCapFen: row.eachCapFen, field: row.field, payeeKind: row.payeeKind },
  ...{ payee: row.payee, validTo: row.validTo, meetingId: row.meetingId, meetingNumber: row.meetingNumber },
  ...{ opensAt: row.opensAt, closesAt: row.closesAt, ratifyBy: row.ratifyBy, ratified: row.ratified },
})
