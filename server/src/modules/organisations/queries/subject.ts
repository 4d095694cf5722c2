import type { Subject, Where } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/**
 * All places and bodies of a reach, with what lies above them: a row about somebody's whole list belongs there, so that
 * those above may read it.
 */
export async function subjectOfWhere(tx: Tx, where: Where): Promise<Subject> {
  const { rows } = await sql<{ path: string[] }>`
    select path from divisions.pub_divisions where code = any(${[...where.divisions]}::text[])
    union all
    select path from organisations.pub_organisations where id = any(${[...where.organisationIds]}::uuid[])`.execute(
    tx.db,
  )
  return { divisions: [...new Set(rows.flatMap(({ path }) => path))], organisationIds: where.organisationIds }
}

/**
 * Where a body is registered, all above that, and the body itself.
 * @throws Refusal platform.not_found when there is none
 */
export async function subjectOfOrganisation(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ path: string[] }>`
    select path from organisations.pub_organisations where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return { divisions: rows[0].path, organisationIds: [id] }
}
