import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/governance/routes.ts'
import type { RulesTrial, RulesTrialRow } from '@shanju/contract/governance/trial.ts'
import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Query } from '@shanju/contract/kit/route.ts'
import { MOST_TRIED, shownTrials, type Tried } from '@shanju/contract/kit/trial.ts'
import { sql } from 'kysely'
import type { Listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { reaches } from '#platform/pg/reach.ts'
import { type ClosedMotion, causeOf, type TriedFigures, tryDraft, type Verdict } from '../logic/try-rules.ts'

type Asked = Omit<Query<typeof routes.tryRules>, 'page' | 'pageSize'>

interface Row extends Omit<ClosedMotion, 'rules'> {
  readonly motionId: string
  readonly number: number
  readonly title: string
  readonly group: RulesTrialRow['group']
  readonly closedAt: Date
  readonly rules: (Omit<TriedFigures, 'largeSumFen' | 'emergencyCapFen'> & Readonly<Record<SumName, string>>) | null
}
type SumName = 'largeSumFen' | 'emergencyCapFen'
type Motion = Omit<Row, 'rules'> & ClosedMotion

/** Closed motions within reach and time, the newest first, no more than can be tried at once; and how many there are. */
async function closedMotions(tx: Tx, actor: Actor, groupId: string | undefined, from: PlainDate, to: PlainDate) {
  const day = sql`(r.closed_at at time zone 'Asia/Shanghai')::date`
  const within = sql`from governance.resolutions r
      join governance.motions m on m.id = r.motion_id
      join governance.groups g on g.id = r.group_id
      join funds.pub_funds f on f.id = g.fund_id
     where ${reaches(whereCan(actor, 'governance.read'), sql`f.path`, sql`array[f.host_id]`)}
       and (${groupId ?? null}::uuid is null or g.id = ${groupId ?? null}::uuid)
       and ${day} between ${from}::date and ${to}::date`
  const counted = await sql<{ n: number }>`select count(*)::int as n ${within}`.execute(tx.db)
  const { rows } = await sql<Row>`
    with found as (select r.*, m.kind, m.number as motion_number, m.title, m.amount_fen, m.meeting_id,
                          json_build_object('id', g.id, 'name', g.name) as "group" ${within}
                    order by r.closed_at desc, r.id desc limit ${MOST_TRIED})
    select x.motion_id as "motionId", x.motion_number as number, x.title, x."group", x.closed_at as "closedAt", x.kind,
           x.amount_fen as "amountFen", x.seats, x.recused, x.present, x.outcome,
           json_build_object('yes', x.yes, 'no', x.no, 'blank', x.blank) as counts,
           e.notified_on as "notifiedOn", (e.held_at at time zone 'Asia/Shanghai')::date as "heldOn",
           e.urgent_reason as "urgentReason", (x.closed_at at time zone 'Asia/Shanghai')::date as "closedOn",
           exists (select 1 from governance.gates h where h.motion_id = x.motion_id
             and h.recorded_at <= x.closed_at) as "gateHeard",
           (select min((d.carried_at at time zone 'Asia/Shanghai')::date) from governance.pub_decisions d
             where x.kind = 'emergency' and d.kind = 'ratify' and d.about_motion_id = x.motion_id) as "ratifiedOn",
           case when u.id is not null then json_build_object('quorumTop', u.quorum_top, 'quorumBottom', u.quorum_bottom,
             'specialTop', u.special_top, 'specialBottom', u.special_bottom, 'largeSumFen', u.large_sum_fen::text,
             'emergencyYes', u.emergency_yes, 'noticeDays', u.notice_days, 'ratifyDays', u.ratify_days,
             'emergencyCapFen', u.emergency_cap_fen::text) end as rules
      from found x
      join governance.meetings e on e.id = x.meeting_id
      left join governance.rules u on u.id = x.rules_id
     order by x.closed_at desc, x.id desc`.execute(tx.db)
  return { found: counted.rows[0]?.n ?? 0, motions: rows.map(typed) }
}

const typed = ({ rules, ...row }: Row): Motion => ({
  ...row,
  rules: rules && {
    ...rules,
    largeSumFen: BigInt(rules.largeSumFen),
    emergencyCapFen: BigInt(rules.emergencyCapFen),
  },
})

async function tried(tx: Tx, actor: Actor, query: Asked) {
  const { to = tx.today, q = '', kind, show } = query
  const { from = addDays(to, -365) } = query
  const { found, motions } = await closedMotions(tx, actor, query.groupId, from, to)
  const trial = tryDraft(motions, query)
  const rows = shownTrials(trial.tried, show)
    .filter(({ decision }) => (kind === undefined || decision.kind === kind) && holds(decision, q))
    .map(shown)
  const untried = { ...trial.untried, beyond: found - motions.length }
  return {
    rows,
    figures: {
      ...{ from, to, found, tried: trial.tried.length },
      different: trial.tried.filter(({ differs }) => differs).length,
      untried: Object.entries(untried).flatMap(([why, count]) => (count > 0 ? [{ why, count }] : [])),
    },
  }
}

const holds = ({ title, group }: Motion, q: string): boolean =>
  `${title} ${group.name}`.toLowerCase().includes(q.toLowerCase())

function shown(one: Tried<Motion, Verdict>): RulesTrialRow {
  const { motionId, number, title, kind, group, closedAt, amountFen, seats, recused, present, counts } = one.decision
  return {
    ...{ motionId, number, title, kind, group, closedAt, amountFen, seats, recused, present },
    ...{ yes: counts.yes, no: counts.no, was: one.was.end, wouldBe: one.wouldBe.end, cause: causeOf(one) },
    needed: neededOf(one.was),
    wouldNeed: neededOf(one.wouldBe),
  }
}

const neededOf = ({ needs }: Verdict) => ({
  quorum: needs.quorumNeeded,
  yes: needs.yesNeeded,
  special: needs.special,
})

/** A draft of the rules over the decisions of a year; nothing is written. */
export async function tryRulesOf(tx: Tx, actor: Actor, query: Query<typeof routes.tryRules>): Promise<RulesTrial> {
  const { rows, figures } = await tried(tx, actor, query)
  const begin = (query.page - 1) * query.pageSize
  return { ...figures, items: rows.slice(begin, begin + query.pageSize), total: rows.length, more: false }
}

export async function allTried(tx: Tx, actor: Actor, query: Asked): Promise<Listed<RulesTrialRow>> {
  const { rows } = await tried(tx, actor, query)
  return {
    count: rows.length,
    batches: (async function* () {
      yield rows
    })(),
  }
}
