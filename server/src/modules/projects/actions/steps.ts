import type { Actor } from '@shanju/contract/access.ts'
import type { Agree, MoneyStep, Propose, Reach, Submit, Taken } from '@shanju/contract/projects/shapes.ts'
import type { WordedStep } from '@shanju/contract/projects/step-routes.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { addWorkingDays } from '#platform/kit/working-days.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseBudget, refuseDays, refuseResults } from '../logic/budget.ts'
import { personOf, stop } from '../tell.ts'
import { insertBudget } from './budgets.ts'
import { type Allowed, allowStep, writeStep } from './write-step.ts'

/** A step that says nothing but its words; notices run as many working days as the rules in force ask. */
export async function takeWorded(tx: Tx, actor: Actor, id: string, step: WordedStep, words: string): Promise<Taken> {
  const allowed = await allowStep(tx, actor, id, step, words)
  const days = noticeDays(step, allowed)
  return writeStep(tx, actor, allowed, words, days === null ? {} : { untilOn: addWorkingDays(tx.today, days) })
}

function noticeDays(step: WordedStep, { standing }: Allowed): number | null {
  if (step === 'notify') return standing.projectNoticeDays
  return step === 'announce' ? standing.resultNoticeDays : null
}

/**
 * Writes a proposal with its budget; a later one replaces it.
 * @throws Refusal as {@link allowStep}; projects.budget_not_adding_up, days_out_of_order
 */
export async function propose(tx: Tx, actor: Actor, id: string, wanted: Propose): Promise<Taken> {
  const lines = wanted.lines.map(({ name }) => name)
  const texts = [wanted.words, wanted.risks, ...lines, ...wanted.milestones.map(({ title }) => title)]
  const allowed = await allowStep(tx, actor, id, 'propose', texts.join('\n'))
  stop(refuseBudget(wanted))
  stop(refuseDays(wanted))
  const { milestones, indicators } = wanted
  await sql`
    insert into projects.proposals (project_id, number, words, field, starts_on, ends_on, risks, milestone_titles,
      milestone_days, indicator_names, indicator_units, indicator_targets, made_by, made_at)
    select ${id}::uuid, coalesce(max(number), 0) + 1, ${wanted.words}, ${wanted.field}, ${wanted.startsOn}::date,
      ${wanted.endsOn}::date, ${wanted.risks}, ${milestones.map(({ title }) => title)}::text[],
      ${milestones.map(({ dueOn }) => dueOn)}::date[], ${indicators.map(({ name }) => name)}::text[],
      ${indicators.map(({ unit }) => unit)}::text[], ${indicators.map(({ target }) => target)}::int[],
      ${personOf(actor)}::uuid, ${tx.now}::timestamptz
      from projects.proposals where project_id = ${id}`.execute(tx.db)
  await insertBudget(tx, actor, id, wanted, null)
  return writeStep(tx, actor, allowed, wanted.words)
}

/** @throws Refusal as {@link allowStep}; projects.days_out_of_order */
export async function agree(tx: Tx, actor: Actor, id: string, wanted: Agree): Promise<Taken> {
  const allowed = await allowStep(tx, actor, id, 'agree', wanted.words)
  if (wanted.signedOn > tx.today) throw refuse('projects.days_out_of_order')
  await sql`insert into projects.agreements (project_id, signed_on, surplus, recorded_by, recorded_at)
    values (${id}, ${wanted.signedOn}, ${wanted.surplus}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  return writeStep(tx, actor, allowed, wanted.words)
}

/**
 * A milestone is reached when evidence that somebody else accepted stands for it.
 * @throws Refusal as {@link allowStep}; projects.milestone_unknown, milestone_reached, evidence_missing
 */
export async function reach(tx: Tx, actor: Actor, id: string, { milestone, words }: Reach): Promise<Taken> {
  const allowed = await allowStep(tx, actor, id, 'reach', words)
  if (milestone > allowed.standing.milestones) throw refuse('projects.milestone_unknown')
  if (allowed.standing.reached.includes(milestone)) throw refuse('projects.milestone_reached')
  const { rows } = await sql`
    select 1 from projects.evidence e join projects.reviews r on r.evidence_id = e.id and r.accepted
     where e.project_id = ${id} and e.milestone = ${milestone} limit 1`.execute(tx.db)
  if (!rows[0]) throw refuse('projects.evidence_missing')
  return writeStep(tx, actor, allowed, words, { milestone })
}

/**
 * Hands the work in for acceptance.
 * @throws Refusal as {@link allowStep}; projects.results_incomplete, spent_above_budget
 */
export async function submit(tx: Tx, actor: Actor, id: string, handed: Submit): Promise<Taken> {
  const allowed = await allowStep(tx, actor, id, 'submit', handed.words)
  const { lines, indicators, sumFen, budgetNumber } = allowed.standing
  stop(refuseResults(handed, { lines: lines.length, indicators, sumFen: sumFen ?? 0n }))
  await sql`
    insert into projects.results (project_id, number, budget_number, spent_fens, results, recorded_by, recorded_at)
    select ${id}::uuid, coalesce(max(number), 0) + 1, ${budgetNumber}::int, ${handed.spentFen.map(String)}::bigint[],
      ${[...handed.results]}::int[], ${personOf(actor)}::uuid, ${tx.now}::timestamptz
      from projects.results where project_id = ${id}`.execute(tx.db)
  return writeStep(tx, actor, allowed, handed.words)
}

/** @throws Refusal as {@link allowStep}; projects.back_too_much: more than was paid and has not come back */
export async function claimBack(tx: Tx, actor: Actor, id: string, { words, amountFen }: MoneyStep): Promise<Taken> {
  const allowed = await allowStep(tx, actor, id, 'claim_back', words)
  const { claimedFen, paidFen } = allowed.standing
  if (claimedFen + amountFen > paidFen) throw refuse('projects.back_too_much')
  return writeStep(tx, actor, allowed, words, { amountFen })
}
