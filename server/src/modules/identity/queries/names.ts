import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export const SHOWN_NAME = 'identity.personal_data.shown_name'
export const PHONE = 'identity.personal_data.phone'

/** Digits alone tell numbers apart; blanks and dashes are how people write them. */
export const phoneHash = (tx: Tx, phone: string): Buffer => tx.secrets.keyedHash(phone.replace(/\D/g, ''), PHONE)

export const shownNameHash = (tx: Tx, shownName: string): Buffer => tx.secrets.keyedHash(shownName, SHOWN_NAME)

/**
 * How people are shown to colleagues, by id; ids without a person are left out. Staff act in public office, so their
 * shown names leave no trail row; their telephone numbers do.
 */
export async function shownNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ person_id: string; shown_name: Buffer }>`
    select person_id, shown_name from identity.personal_data
    where person_id = any(${[...new Set(ids)]}::uuid[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.person_id, tx.secrets.open(row.shown_name, SHOWN_NAME)]))
}
