import type { Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { subjectOfProject } from '#modules/projects/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** An evaluation is the business of its project. @throws Refusal evaluation.evaluation_not_found */
export async function subjectOfEvaluation(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ projectId: string }>`
    select project_id as "projectId" from evaluation.evaluations where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('evaluation.evaluation_not_found')
  return subjectOfProject(tx, rows[0].projectId)
}

/** @throws Refusal evaluation.photo_not_found */
export async function subjectOfPhoto(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ projectId: string }>`
    select e.project_id as "projectId" from evaluation.photos p join evaluation.evaluations e on e.id = p.evaluation_id
     where p.id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('evaluation.photo_not_found')
  return subjectOfProject(tx, rows[0].projectId)
}
