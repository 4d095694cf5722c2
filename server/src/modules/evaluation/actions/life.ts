import type { Actor } from '@shanju/contract/access.ts'
import type { AddReading } from '@shanju/contract/evaluation/shapes.ts'
import { sql } from 'kysely'
import { tellFinding } from '#modules/projects/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseClosing, refuseLate, refuseOpening, refuseReading } from '../logic/decide.ts'
import { drawFigures, packed } from '../queries/figures.ts'
import { answeredOf, evaluationState, getEvaluationRow, indicatorsOf, sheetsOf } from '../queries/rows.ts'
import { checkWords, personOf, stop, tell } from '../tell.ts'
import { holdEvaluation } from './roll.ts'

async function load(tx: Tx, id: string) {
  await holdEvaluation(tx, id)
  const row = await getEvaluationRow(tx, id)
  return { row, state: evaluationState(row, tx.now), about: { id, projectId: row.project.id } }
}

/** @throws Refusal evaluation.evaluation_not_found, cancelled, already_open, closes_too_early, not_drawn */
export async function openEvaluation(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { row, state, about } = await load(tx, id)
  stop(refuseOpening({ ...row, state }, tx.now))
  await sql`insert into evaluation.openings (evaluation_id, opened_by, opened_at)
    values (${id}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'open', about, { asked: row.asked })
}

/** The project may be judged again. @throws Refusal evaluation.evaluation_not_found, cancelled, not_open, regulations.blocked */
export async function cancelEvaluation(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  const { state, about } = await load(tx, id)
  stop(refuseLate(state))
  await checkWords(tx, [reason])
  await sql`insert into evaluation.cancellations (evaluation_id, reason, recorded_by, recorded_at)
    values (${id}, ${reason}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tellFinding(tx, id, undefined)
  await tell(tx, actor, 'cancel', about)
}

/**
 * A reading of an indicator, or of the persons reached; one that is there already is corrected by a later, with a reason.
 * @throws Refusal evaluation.evaluation_not_found, cancelled, not_open, indicator_not_found, day_ahead,
 * correction_without_reason, regulations.blocked
 */
export async function readIndicator(tx: Tx, actor: Actor, id: string, wanted: AddReading): Promise<void> {
  const { row, state, about } = await load(tx, id)
  stop(refuseLate(state))
  const indicators = await indicatorsOf(tx, row)
  const earlier = indicators[wanted.indicator]?.readings.length ?? 0
  stop(refuseReading(wanted, { indicators: indicators.length - 1, earlier, today: tx.today }))
  await checkWords(tx, [wanted.source, wanted.why])
  await sql`
    insert into evaluation.readings (evaluation_id, indicator, number, value, on_day, source, why, recorded_by, recorded_at)
    values (${id}, ${wanted.indicator}, ${earlier + 1}, ${wanted.value}, ${wanted.on}, ${wanted.source}, ${wanted.why},
      ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'add_reading', about, { indicator: wanted.indicator, value: wanted.value })
}

/**
 * Draws the figures and keeps them once: the database shuffles the answers and checks numbers and cells again; the project is
 * told and may be judged.
 * @throws Refusal evaluation.evaluation_not_found, not_open, still_open, sheets_differ, sheets_missing
 */
export async function closeEvaluation(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { row, state, about } = await load(tx, id)
  const answered = answeredOf(row)
  const sheets = await sheetsOf(tx, id)
  stop(refuseClosing({ ...row, state, answered, byPaper: row.byManner.paper, sheets }))
  const figures = await drawFigures(tx, row)
  await sql`select evaluation.close_evaluation(${id}, ${packed(figures)}::jsonb, ${personOf(actor)}, ${tx.now})`.execute(
    tx.db,
  )
  const { low = null, high = null } = figures.satisfaction ?? {}
  await tellFinding(tx, id, { answered, low, high })
  await tell(tx, actor, 'close', about, { answered })
}
