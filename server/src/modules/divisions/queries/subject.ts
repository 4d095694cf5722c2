import type { Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { commonPath } from '../logic/common-path.ts'

/**
 * Where a division lies: itself and everything above it. One that ended keeps its place.
 * @throws Refusal platform.not_found when the code was never used
 */
export const subjectOfDivision = (tx: Tx, code: string): Promise<Subject> => subjectOfDivisions(tx, [code])

/** Where a row about a list of divisions belongs: the place it was narrowed to, else the city. */
export async function subjectOfList(tx: Tx, within: string | undefined): Promise<Subject> {
  const { rows } = await sql<{ path: string[] }>`
    select path from divisions.divisions
     where code = ${within ?? null} or cardinality(path) = 1 order by cardinality(path) desc limit 1`.execute(tx.db)
  return { divisions: rows[0]?.path ?? [] }
}

/** What stands above all of several divisions: whoever changes them together must reach all of them. */
export async function subjectOfDivisions(tx: Tx, codes: readonly string[]): Promise<Subject> {
  const wanted = [...new Set(codes)]
  const { rows } = await sql<{ path: string[] }>`
    select path from divisions.divisions where code = any(${wanted}::text[])`.execute(tx.db)
  if (rows.length < wanted.length) throw refuse('platform.not_found')
  return { divisions: commonPath(rows.map(({ path }) => path)) }
}

/** @throws Refusal platform.not_found when there is no such name */
export async function subjectOfMongolianName(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ code: string }>`
    select code from divisions.mongolian_names where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('platform.not_found')
  return subjectOfDivision(tx, rows[0].code)
}
