import type { Channel, DonorKind, Shown } from '@shanju/contract/giving/vocab.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

export interface HeldGift {
  readonly id: string
  readonly publicId: string
  readonly fundId: string
  readonly hostId: string
  readonly restrictionId: string
  readonly channel: Channel
  readonly donorKind: DonorKind | null
  readonly shown: Shown
  readonly history: boolean
}

/**
 * One gift that stands, locked until the end of the transaction, so that whoever waited sees what the one before them did.
 * @throws Refusal giving.not_found, already_voided
 */
export async function holdGift(tx: Tx, by: { readonly id: string } | { readonly publicId: string }): Promise<HeldGift> {
  const which = 'id' in by ? sql`g.id = ${by.id}` : sql`g.public_id = ${by.publicId}`
  const { rows } = await sql<HeldGift>`
    select g.id, g.public_id as "publicId", g.fund_id as "fundId", g.host_id as "hostId", g.channel,
           g.donor_kind as "donorKind", g.shown, g.history,
           (select f.restriction_id from funds.pub_funds f where f.id = g.fund_id) as "restrictionId"
      from giving.gifts g where ${which} for update`.execute(tx.db)
  const [gift] = rows
  if (!gift) throw refuse('giving.not_found')
  // Asked after the lock.
  const voided = await sql`select 1 from giving.voids where gift_id = ${gift.id}`.execute(tx.db)
  if (voided.rows.length > 0) throw refuse('giving.already_voided')
  return gift
}
