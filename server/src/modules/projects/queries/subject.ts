import type { Subject } from '@shanju/contract/access.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

type Code = 'project_not_found' | 'evidence_not_found' | 'objection_not_found'

/** A project, and all that belongs to it, is the business of its fund. */
async function ofFund(tx: Tx, found: RawBuilder<{ fundId: string }>, code: Code): Promise<Subject> {
  const { rows } = await found.execute(tx.db)
  if (!rows[0]) throw refuse(`projects.${code}`)
  return subjectOfFund(tx, rows[0].fundId)
}

/** @throws Refusal projects.project_not_found */
export const subjectOfProject = (tx: Tx, id: string): Promise<Subject> =>
  ofFund(tx, sql`select fund_id as "fundId" from projects.projects where id = ${id}`, 'project_not_found')

/** @throws Refusal projects.evidence_not_found */
export const subjectOfEvidence = (tx: Tx, id: string): Promise<Subject> =>
  ofFund(
    tx,
    sql`select p.fund_id as "fundId" from projects.evidence e join projects.projects p on p.id = e.project_id where e.id = ${id}`,
    'evidence_not_found',
  )

/** @throws Refusal projects.objection_not_found */
export const subjectOfObjection = (tx: Tx, id: string): Promise<Subject> =>
  ofFund(
    tx,
    sql`select p.fund_id as "fundId" from projects.objections o join projects.projects p on p.id = o.project_id where o.id = ${id}`,
    'objection_not_found',
  )
