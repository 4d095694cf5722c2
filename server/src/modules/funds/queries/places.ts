import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { ServedPlace } from '../logic/decide.ts'

/** Those of the codes that are in force. */
export async function placesOf(tx: Tx, codes: readonly string[]): Promise<Map<string, ServedPlace>> {
  const { rows } = await sql<ServedPlace>`
    select code, path from divisions.pub_divisions where code = any(${[...codes]}::text[]) and valid_to is null`.execute(
    tx.db,
  )
  return new Map(rows.map((place) => [place.code, place]))
}

/** The town-level unit a fund's place lies in, or is. */
export async function townOf(tx: Tx, code: string): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    select t.code from divisions.pub_divisions d join divisions.pub_divisions t on t.code = any(d.path)
     where d.code = ${code} and t.level = 'town'`.execute(tx.db)
  const [town] = rows
  if (!town) throw new Error(`a fund stands at ${code}, which lies in no town`)
  return town.code
}
