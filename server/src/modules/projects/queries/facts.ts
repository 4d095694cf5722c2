import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { ProjectState } from '@shanju/contract/projects/vocab.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { StepFacts } from '../logic/decide-step.ts'

/** What is known of a project when a step is about to be taken. */
export interface Standing extends Omit<StepFacts, 'today' | 'person'> {
  readonly id: string
  readonly fundId: string
  readonly name: string
  readonly code: string
  readonly stepNumber: number
  readonly budgetNumber: number | null
  readonly sumFen: bigint | null
  readonly lines: readonly string[]
  readonly fens: readonly bigint[]
  readonly field: string | null
  readonly milestones: number
  readonly reached: readonly number[]
  readonly indicators: number
  readonly claimedFen: bigint
  readonly backFen: bigint
  readonly agreedSurplus: 'return_to_limit' | 'other_project' | null
  readonly spentFens: readonly bigint[] | null
  /** Under its decisions: what the bank paid less what it gave back, and what of that is shown to have arrived. */
  readonly paidFen: bigint
  readonly reachedFen: bigint
  readonly projectNoticeDays: number | null
  readonly resultNoticeDays: number | null
}

interface Row extends Omit<Standing, 'state' | 'noticeUntil' | 'resultUntil' | 'openMilestones'> {
  readonly state: ProjectState
  readonly noticeUntil: PlainDate | null
  readonly resultUntil: PlainDate | null
}

/** Reads it under the lock that the caller holds. @throws Refusal projects.project_not_found */
export async function standingOf(tx: Tx, id: string): Promise<Standing> {
  const { rows } = await sql<Row>`
    select p.id, p.fund_id as "fundId", p.name, p.code, p.state, p.step_number as "stepNumber", p.budget_number as "budgetNumber",
           p.sum_fen as "sumFen", coalesce(b.line_names, '{}') as lines, coalesce(b.line_fens, '{}') as fens, x.field,
           coalesce(cardinality(x.milestone_titles), 0) as milestones,
           coalesce(cardinality(x.indicator_names), 0) as indicators,
           s.studied, s.reached, s."claimedFen", s."backFen", s.makers || e.makers as makers, s.refusers,
           p.notice_until as "noticeUntil", s."resultUntil", g.id is not null as "hasGroup",
           r.rules_id is not null as "hasRules", coalesce(r.notice_holds, false) as "noticeHolds",
           r.project_notice_days as "projectNoticeDays", r.result_notice_days as "resultNoticeDays",
           y.paid_fen as "paidFen", y.reached_fen as "reachedFen", y.open_payments as "openPayments", a.surplus as "agreedSurplus", z.spent_fens as "spentFens", e.waiting as "waitingEvidence",
           (select count(*)::int from projects.objections o where o.project_id = p.id
             and not exists (select 1 from projects.answers w where w.objection_id = o.id)) as "openObjections",
           exists (select 1 from projects.surveys y where y.project_id = p.id
                    and not exists (select 1 from projects.findings w where w.evaluation_id = y.evaluation_id)) as "evaluationRunning",
           exists (select 1 from projects.budgets y cross join lateral projects.decided(y.motion_id) d
                    where y.project_id = p.id and d.state = 'waiting') as "budgetAsked"
      from projects.pub_projects p
      left join projects.budgets b on b.project_id = p.id and b.number = p.budget_number
      left join lateral (select * from projects.proposals v where v.project_id = p.id order by v.number desc limit 1) x on true
      left join lateral (select * from projects.results v where v.project_id = p.id order by v.number desc limit 1) z on true
      left join projects.agreements a on a.project_id = p.id
      left join governance.pub_groups g on g.fund_id = p.fund_id
      left join lateral governance.pub_rules_at(p.fund_id, ${tx.now}) r on true
      cross join lateral (
        select coalesce(bool_or(t.step = 'study'), false) as studied,
               coalesce(array_agg(t.milestone) filter (where t.milestone is not null), '{}')::int[] as reached,
               coalesce(sum(t.amount_fen) filter (where t.step = 'claim_back'), 0)::bigint as "claimedFen",
               coalesce(sum(t.amount_fen) filter (where t.step = 'get_back'), 0)::bigint as "backFen",
               coalesce(array_agg(t.taken_by) filter (where t.step = 'submit'), '{}') as makers,
               coalesce(array_agg(t.taken_by) filter (where t.step = 'decline'), '{}') as refusers,
               max(t.until_on) filter (where t.step = 'announce') as "resultUntil"
          from projects.steps t where t.project_id = p.id) s
      cross join lateral projects.money_of(p.id) y
      cross join lateral (
        select coalesce(array_agg(v.submitted_by), '{}') as makers,
               count(*) filter (where not exists (select 1 from projects.reviews w where w.evidence_id = v.id))::int as waiting
          from projects.evidence v where v.project_id = p.id) e
     where p.id = ${id}`.execute(tx.db)
  const [row] = rows
  if (!row) throw refuse('projects.project_not_found')
  return { ...row, openMilestones: row.milestones - row.reached.length }
}

/** Whether a fund's rules let the notice of a result hold the work up. The id as the database has it. */
export async function noticeHolds(tx: Tx, fundId: string): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`
    select notice_holds as holds from governance.pub_rules_at(${fundId}, ${tx.now})`.execute(tx.db)
  return rows[0]?.holds ?? false
}
