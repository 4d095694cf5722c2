import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { BudgetShown, Project, Proposal } from '@shanju/contract/projects/shapes.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

interface ProposalRow {
  readonly number: number
  readonly words: string
  readonly field: Proposal['field']
  readonly startsOn: PlainDate
  readonly endsOn: PlainDate
  readonly risks: string
  readonly titles: string[]
  readonly days: PlainDate[]
  readonly reached: (PlainDate | null)[]
  readonly names: string[]
  readonly units: string[]
  readonly targets: number[]
  readonly results: number[] | null
}

/** The latest proposal, with the milestones reached and the results handed in. */
export async function proposalOf(tx: Tx, id: string): Promise<Proposal | null> {
  const { rows } = await sql<ProposalRow>`
    select v.number, v.words, v.field, v.starts_on as "startsOn", v.ends_on as "endsOn", v.risks,
           v.milestone_titles as titles, v.milestone_days::text[] as days, v.indicator_names as names,
           v.indicator_units as units, v.indicator_targets as targets,
           array(select (select (t.taken_at at time zone 'Asia/Shanghai')::date::text from projects.steps t
                          where t.project_id = v.project_id and t.milestone = n.n)
                   from generate_series(1, cardinality(v.milestone_titles)) n (n) order by n.n) as reached,
           (select z.results from projects.results z where z.project_id = v.project_id order by z.number desc limit 1) as results
      from projects.proposals v where v.project_id = ${id} order by v.number desc limit 1`.execute(tx.db)
  const [row] = rows
  if (!row) return null
  const { titles, days, reached, names, units, targets, results, ...proposal } = row
  return {
    ...proposal,
    milestones: titles.map((title, at) => ({ title, dueOn: days[at] ?? row.endsOn, reachedOn: reached[at] ?? null })),
    indicators: names.map((name, at) => ({
      ...{ name, unit: units[at] ?? '', target: targets[at] ?? 0 },
      result: results?.[at] ?? null,
    })),
  }
}

interface BudgetRow {
  readonly number: number
  readonly sumFen: bigint
  readonly names: string[]
  readonly fens: bigint[]
  readonly motionId: string | null
  readonly decision: string | null
  readonly spent: bigint[] | null
}

/** What payments say of a project: paid less returned, and on its way, by line of the budget; '' for what names none. */
export async function paymentsOf(tx: Tx, id: string): Promise<ReadonlyMap<string, Paid>> {
  const { rows } = await sql<Paid & { line: string }>`
    select coalesce(r.budget_line, '') as line, sum(r.paid_fen - r.returned_fen)::bigint as "paidFen",
           coalesce(sum(r.amount_fen) filter (where r.state in ('requested', 'checked', 'approved', 'sent')), 0)::bigint as "liveFen"
      from payments.pub_requests r where r.project_id = ${id} group by 1`.execute(tx.db)
  return new Map(rows.map(({ line, paidFen, liveFen }) => [line, { paidFen, liveFen }]))
}

interface Paid {
  readonly paidFen: bigint
  readonly liveFen: bigint
}
const NOTHING: Paid = { paidFen: 0n, liveFen: 0n }

/** Every budget, the latest first, with what was handed in as spent on each line and what was paid under the one in force. */
export async function budgetsOf(tx: Tx, id: string, paid: ReadonlyMap<string, Paid>): Promise<BudgetShown[]> {
  const { rows } = await sql<BudgetRow>`
    select b.number, b.sum_fen as "sumFen", b.line_names as names, b.line_fens as fens, b.motion_id as "motionId",
           d.state as decision,
           (select z.spent_fens from projects.results z
             where z.project_id = b.project_id and z.budget_number = b.number order by z.number desc limit 1) as spent
      from projects.budgets b left join lateral projects.decided(b.motion_id) d on true
     where b.project_id = ${id} order by b.number desc`.execute(tx.db)
  const inForce = rows.find(({ motionId, decision }) => motionId === null || decision === 'carried')?.number
  const stateOf = ({ number, motionId, decision }: BudgetRow): BudgetShown['state'] => {
    if (number === inForce) return 'in_force'
    if (decision === 'waiting') return 'asked'
    return motionId === null || decision === 'carried' ? 'earlier' : 'refused'
  }
  return rows.map((row) => ({
    ...{ number: row.number, sumFen: row.sumFen, motionId: row.motionId, state: stateOf(row) },
    lines: row.names.map((name, at) => ({
      name,
      amountFen: row.fens[at] ?? 0n,
      spentFen: row.spent?.[at] ?? null,
      ...((row.number === inForce && paid.get(name)) || NOTHING),
    })),
  }))
}

/** Motions about the project, in their order. */
export async function decisionsOf(tx: Tx, id: string): Promise<Project['decisions']> {
  const { rows } = await sql<Project['decisions'][number]>`
    select t.motion_id as "motionId", d.title, d.state, b.number as "forBudget"
      from projects.steps t cross join lateral projects.decided(t.motion_id) d
      left join projects.budgets b on b.motion_id = t.motion_id
     where t.project_id = ${id} and t.motion_id is not null order by t.number`.execute(tx.db)
  return rows
}

export interface StepRow {
  readonly number: number
  readonly step: Project['steps'][number]['step']
  readonly to: Project['state']
  readonly words: string
  readonly untilOn: PlainDate | null
  readonly amountFen: bigint | null
  readonly milestone: number | null
  readonly takenAt: Date
  readonly takenBy: string | null
}

export async function stepsOf(tx: Tx, id: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select number, step, to_state as "to", words, until_on as "untilOn", amount_fen as "amountFen", milestone,
           taken_at as "takenAt", taken_by as "takenBy"
      from projects.steps where project_id = ${id} order by number desc`.execute(tx.db)
  return rows
}

type Ends = Pick<Project, 'level' | 'agreement' | 'claimedFen' | 'backFen' | 'closing' | 'needSource' | 'need'>

/** How it began and how it ended. */
export async function endsOf(tx: Tx, id: string): Promise<Ends> {
  const { rows } = await sql<
    Omit<Ends, 'closing'> & {
      readonly closing: { treatment: 'return_to_limit' | 'other_project' | null; closedOn: string } | null
      readonly surplusFen: bigint | null
      readonly target: { code: string; name: string } | null
    }
  >`
    select p.need_source as "needSource", p.need, e.level,
           case when a.project_id is not null then json_build_object('signedOn', a.signed_on, 'surplus', a.surplus) end as agreement,
           coalesce((select sum(t.amount_fen) from projects.steps t where t.project_id = p.id and t.step = 'claim_back'), 0)::bigint
             as "claimedFen",
           coalesce((select sum(t.amount_fen) from projects.steps t where t.project_id = p.id and t.step = 'get_back'), 0)::bigint
             as "backFen",
           case when c.project_id is not null then json_build_object('treatment', c.treatment, 'closedOn', c.closed_on) end as closing,
           c.surplus_fen as "surplusFen",
           case when x.id is not null then json_build_object('code', x.code, 'name', x.name) end as target
      from projects.projects p
      left join projects.evaluations e on e.project_id = p.id
      left join projects.agreements a on a.project_id = p.id
      left join projects.closings c on c.project_id = p.id
      left join projects.projects x on x.id = c.target_id
     where p.id = ${id}`.execute(tx.db)
  const [row] = rows
  if (!row) throw new Error(`project ${id} is gone`)
  const { closing, surplusFen, target, ...ends } = row
  return { ...ends, closing: closing && { ...closing, surplusFen: surplusFen ?? 0n, target } }
}
