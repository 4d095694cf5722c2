import { randomBytes } from 'node:crypto'
import type { Actor } from '@shanju/contract/access.ts'
import type { PlanEvaluation } from '@shanju/contract/evaluation/shapes.ts'
import { publicIdFrom } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { beginSurvey } from '#modules/projects/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refusePlan } from '../logic/decide.ts'
import { sha256 } from '../queries/roll.ts'
import { personOf, stop, tell } from '../tell.ts'

/** The seed stays sealed until the sample is drawn; its hash is public before the roll, so that nobody can choose it afterwards. */
export const SEED = 'evaluation.evaluations.seed_sealed'
const SEED_BYTES = 16

/**
 * @throws Refusal evaluation.questionnaire_not_found, projects.project_not_found, evaluation.project_not_ready, under_way,
 * closes_too_early
 */
export async function planEvaluation(tx: Tx, actor: Actor, wanted: PlanEvaluation): Promise<string> {
  const { projectId, questionnaireId, sampling, margin, leastCell, leastAnswers, closesAt } = wanted
  const { rows } = await sql`select 1 from evaluation.questionnaires where id = ${questionnaireId}`.execute(tx.db)
  if (!rows[0]) throw refuse('evaluation.questionnaire_not_found')
  const id = uuidv7(tx.now)
  await beginSurvey(tx, projectId, id, (project, underWay) => stop(refusePlan({ project, underWay, closesAt }, tx.now)))
  const seed = randomBytes(SEED_BYTES).toString('hex')
  await sql`
    insert into evaluation.evaluations (id, public_id, project_id, questionnaire_id, sampling, margin, least_cell, least_answers,
      closes_at, seed_hash, seed_sealed, recorded_by, recorded_at)
    values (${id}, ${publicIdFrom(randomBytes(12))}, ${projectId}, ${questionnaireId}, ${sampling}, ${margin}, ${leastCell},
      ${leastAnswers}, ${closesAt}, decode(${sha256(seed)}, 'hex'), ${tx.secrets.seal(seed, SEED)}, ${personOf(actor)},
      ${tx.now})`.execute(tx.db)
  await tell(tx, actor, 'plan', { id, projectId }, { sampling })
  return id
}
