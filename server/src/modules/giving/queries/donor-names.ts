import type { GiftRecord } from '@shanju/contract/giving/shapes.ts'
import { sql } from 'kysely'
import type { Secrets } from '#platform/kit/secret.ts'
import type { Tx } from '#platform/pg/db.ts'

const NAME = 'giving.donor_names.name'
const NOTE = 'giving.donor_names.note'
const REASON = 'giving.voids.reason'

/** A name however it was typed: width, case and blanks do not make another donor. */
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

export const donorHash = (secrets: Secrets, name: string): Buffer => secrets.keyedHash(plain(name), NAME)

export const DONOR_COLUMNS = { gift_id: 'uuid', name: 'bytea', name_hash: 'bytea', note: 'bytea' } as const

/** The sealed row of a gift's personal data. */
export const donorRow = (secrets: Secrets, giftId: string, name: string, note: string) => ({
  gift_id: giftId,
  name: secrets.seal(name.trim(), NAME),
  name_hash: donorHash(secrets, name),
  note: note === '' ? null : secrets.seal(note, NOTE),
})

const HANDLER = 'giving.handlings.handler'
const SECOND = 'giving.handlings.second_counter'

export const HANDLING_COLUMNS = { gift_id: 'uuid', handler: 'bytea', second_counter: 'bytea' } as const

/** The sealed row of who handled a gift; null stands for whoever recorded it. */
export const handlingRow = (
  secrets: Secrets,
  giftId: string,
  { handler, secondCounter }: { handler: string; secondCounter: string },
) => ({
  gift_id: giftId,
  handler: handler === '' ? null : secrets.seal(handler, HANDLER),
  second_counter: secondCounter === '' ? null : secrets.seal(secondCounter, SECOND),
})

export const sealReason = (secrets: Secrets, reason: string): Buffer => secrets.seal(reason, REASON)

const CORRECTED = 'giving.name_corrections.name'
const CORRECTION = 'giving.name_corrections.reason'

/** What stood there before a correction, and why it changed. */
export const sealCorrection = (secrets: Secrets, name: string, reason: string) => ({
  name: name === '' ? null : secrets.seal(name, CORRECTED),
  reason: secrets.seal(reason, CORRECTION),
})

/** A donor's name as it stands; empty where there is none. Nobody sees it by this: it is written on, not shown. */
export async function donorNameOf(tx: Tx, giftId: string): Promise<string> {
  const { rows } = await sql<{ name: Buffer }>`select name from giving.donor_names where gift_id = ${giftId}`.execute(
    tx.db,
  )
  return rows[0] ? tx.secrets.open(rows[0].name, NAME) : ''
}

/** Puts another name in the place of the one that stands; the note of staff stays. */
export async function renameDonor(tx: Tx, giftId: string, name: string): Promise<void> {
  await sql`insert into giving.donor_names (gift_id, name, name_hash)
    values (${giftId}, ${tx.secrets.seal(name, NAME)}, ${donorHash(tx.secrets, name)})
    on conflict (gift_id) do update set name = excluded.name, name_hash = excluded.name_hash`.execute(tx.db)
}

/** Who handled a gift and who counted after them, for staff. Whoever calls this writes the trail row. */
export async function openHandling(
  tx: Tx,
  giftId: string,
): Promise<{ handler: string | null; secondCounter: string | null }> {
  const { rows } = await sql<{ handler: Buffer | null; second: Buffer | null }>`
    select handler, second_counter as second from giving.handlings where gift_id = ${giftId}`.execute(tx.db)
  const { handler = null, second = null } = rows[0] ?? {}
  return {
    handler: handler && tx.secrets.open(handler, HANDLER),
    secondCounter: second && tx.secrets.open(second, SECOND),
  }
}

/** Names as they stood before they were corrected, newest first, for staff. Whoever calls this writes the trail row. */
export async function openCorrections(tx: Tx, giftId: string): Promise<GiftRecord['corrections']> {
  const { rows } = await sql<{ name: Buffer | null; reason: Buffer; at: Date }>`
    select name, reason, at from giving.name_corrections where gift_id = ${giftId} order by number desc`.execute(tx.db)
  return rows.map(({ name, reason, at }) => ({
    name: name && tx.secrets.open(name, CORRECTED),
    reason: tx.secrets.open(reason, CORRECTION),
    at,
  }))
}

/** What is kept sealed about a gift, because it names people or may. */
export interface GiftWords {
  readonly donorName: string | null
  readonly note: string
  readonly voidReason: string | null
}

export const NO_WORDS: GiftWords = { donorName: null, note: '', voidReason: null }

/** Opens what is sealed of gifts, for staff. Whoever calls this writes the trail row that somebody looked. */
export async function openWords(tx: Tx, giftIds: readonly string[]): Promise<(giftId: string) => GiftWords> {
  const { rows } = await sql<{ id: string; name: Buffer | null; note: Buffer | null; reason: Buffer | null }>`
    select g.id, n.name, n.note, v.reason from unnest(${[...giftIds]}::uuid[]) as g (id)
      left join giving.donor_names n on n.gift_id = g.id left join giving.voids v on v.gift_id = g.id
     where n.gift_id is not null or v.gift_id is not null`.execute(tx.db)
  const opened = new Map(
    rows.map((row): [string, GiftWords] => [
      row.id,
      {
        donorName: row.name ? tx.secrets.open(row.name, NAME) || null : null,
        note: row.note ? tx.secrets.open(row.note, NOTE) : '',
        voidReason: row.reason ? tx.secrets.open(row.reason, REASON) : null,
      },
    ]),
  )
  return (giftId) => opened.get(giftId) ?? NO_WORDS
}
