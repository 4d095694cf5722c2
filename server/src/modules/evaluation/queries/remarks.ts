import type { Actor } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/evaluation/routes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { tell } from '../tell.ts'
import { getEvaluationRow } from './rows.ts'

export const REMARK = 'evaluation.remarks.sealed'

/** Ordered by their ids, which are pure chance. People may tell of themselves in them, so reading leaves a trail row. */
export async function listRemarks(
  tx: Tx,
  actor: Actor,
  { params, query }: Input<typeof routes.listRemarks>,
): Promise<Page<{ id: string; question: number; words: string }>> {
  const { id, project } = await getEvaluationRow(tx, params.id)
  await tell(tx, actor, 'read_remarks', { id, projectId: project.id })
  const rows = sql<{ id: string; question: number; sealed: Buffer }>`
    select id, question, sealed from evaluation.remarks where evaluation_id = ${id} order by id`
  const found = await page(tx, query, rows)
  const items = found.items.map(({ sealed, ...row }) => ({ ...row, words: tx.secrets.open(sealed, REMARK) }))
  return { ...found, items }
}
