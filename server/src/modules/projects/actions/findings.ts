import type { ProjectState } from '@shanju/contract/projects/vocab.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { holdProject } from '../tell.ts'

/**
 * An evaluation of a project begins: until it tells what it found nobody judges the project.
 * @param ready says of the project's state whether one may, and throws where not
 * @throws Refusal projects.project_not_found
 */
export async function beginSurvey(
  tx: Tx,
  projectId: string,
  evaluationId: string,
  ready: (state: ProjectState, underWay: boolean) => void,
): Promise<void> {
  await holdProject(tx, projectId)
  const { rows } = await sql<{ state: ProjectState; underWay: boolean }>`
    select p.state, exists (select 1 from projects.surveys s where s.project_id = p.id
             and not exists (select 1 from projects.findings f where f.evaluation_id = s.evaluation_id)) as "underWay"
      from projects.pub_projects p where p.id = ${projectId}`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('projects.project_not_found')
  ready(found.state, found.underWay)
  await sql`insert into projects.surveys (evaluation_id, project_id, begun_at)
    values (${evaluationId}, ${projectId}, ${tx.now})`.execute(tx.db)
}

/** How many answered, and between what the share of the satisfied lies; undefined where it was called off. */
export async function tellFinding(
  tx: Tx,
  evaluationId: string,
  found: { readonly answered: number; readonly low: number | null; readonly high: number | null } | undefined,
): Promise<void> {
  await sql`insert into projects.findings (evaluation_id, called_off, answered, low, high, told_at)
    values (${evaluationId}, ${found === undefined}, ${found?.answered ?? null}, ${found?.low ?? null},
      ${found?.high ?? null}, ${tx.now})`.execute(tx.db)
}
