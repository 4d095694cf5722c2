import { sql } from 'kysely'
import type { Secrets } from '#platform/kit/secret.ts'
import type { Tx } from '#platform/pg/db.ts'

const NAME = 'giving.donor_names.name'
const NOTE = 'giving.donor_names.note'

/** A name however it was typed: width, case and blanks do not make another donor. */
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

export const donorHash = (secrets: Secrets, name: string): Buffer => secrets.keyedHash(plain(name), NAME)

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

/** The sealed row of a gift's personal data, as the JSON that PostgreSQL turns into a row. */
export const donorRow = (secrets: Secrets, giftId: string, name: string, note: string): object => ({
  gift_id: giftId,
  name: hex(secrets.seal(name.trim(), NAME)),
  name_hash: hex(donorHash(secrets, name)),
  note: note === '' ? null : hex(secrets.seal(note, NOTE)),
})

export interface DonorWords {
  readonly name: string | null
  readonly note: string
}

const NOBODY: DonorWords = { name: null, note: '' }

/** Opens the names of gifts for staff. Whoever calls this writes the trail row that somebody looked. */
export async function openNames(tx: Tx, giftIds: readonly string[]): Promise<(giftId: string) => DonorWords> {
  const { rows } = await sql<{ gift_id: string; name: Buffer; note: Buffer | null }>`
    select gift_id, name, note from giving.donor_names where gift_id = any(${[...giftIds]}::uuid[])`.execute(tx.db)
  const opened = new Map(
    rows.map((row): [string, DonorWords] => [
      row.gift_id,
      {
        name: tx.secrets.open(row.name, NAME) || null,
        note: row.note ? tx.secrets.open(row.note, NOTE) : '',
      },
    ]),
  )
  return (giftId) => opened.get(giftId) ?? NOBODY
}
