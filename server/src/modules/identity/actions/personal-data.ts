import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { PHONE, phoneHash, SHOWN_NAME, shownNameHash } from '../queries/names.ts'

export interface PersonalData {
  readonly shownName: string
  readonly phone: string | null
}

/** Writes or replaces what is known of a person by name, sealed. */
export async function writePersonalData(tx: Tx, personId: string, data: PersonalData): Promise<void> {
  await sql`
    insert into identity.personal_data (person_id, shown_name, shown_name_hash, phone, phone_hash, updated_at)
    values (${personId}, ${tx.secrets.seal(data.shownName, SHOWN_NAME)}, ${shownNameHash(tx, data.shownName)},
      ${data.phone && tx.secrets.seal(data.phone, PHONE)}, ${data.phone && phoneHash(tx, data.phone)}, ${tx.now})
    on conflict (person_id) do update set shown_name = excluded.shown_name, shown_name_hash = excluded.shown_name_hash,
      phone = excluded.phone, phone_hash = excluded.phone_hash, updated_at = excluded.updated_at`.execute(tx.db)
}
