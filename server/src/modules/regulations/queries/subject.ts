import type { Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { findDefinition } from '../logic/book.ts'

/**
 * A regulation holds for all whom the platform serves, so it is the business of what lies above all cities: of the one
 * city where there is one.
 * @throws Refusal platform.not_found
 */
export async function subjectOfRegulation(tx: Tx, id: string): Promise<Subject> {
  if (!findDefinition(id)) throw refuse('platform.not_found')
  return subjectOfAll(tx)
}

export async function subjectOfAll(tx: Tx): Promise<Subject> {
  const { rows } = await sql<{ path: string[] }>`
    select path from divisions.pub_divisions where level = 'city' and valid_to is null`.execute(tx.db)
  return { divisions: rows[0]?.path.filter((code) => rows.every(({ path }) => path.includes(code))) ?? [] }
}
