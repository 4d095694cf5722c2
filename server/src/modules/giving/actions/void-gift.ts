import type { Actor } from '@shanju/contract/access.ts'
import { words } from '@shanju/contract/giving/words.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { reverseAll, SYSTEM_MAKER } from '#modules/ledger/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { sealReason } from '../queries/donor-names.ts'

/**
 * Takes back a gift recorded by mistake: its entry is reversed today, both stay readable and point at each other.
 * @throws Refusal giving.not_found, already_voided, history_has_no_entry; ledger.earlier_year
 */
export async function voidGift(tx: Tx, actor: Actor, giftId: string, reason: string): Promise<void> {
  const { rows } = await sql<{ fund_id: string; history: boolean }>`
    select fund_id, history from giving.gifts where id = ${giftId} for update`.execute(tx.db)
  const [gift] = rows
  if (!gift) throw refuse('giving.not_found')
  // Asked after the lock: whoever waited for it sees what the one before them did.
  const voided = await sql`select 1 from giving.voids where gift_id = ${giftId}`.execute(tx.db)
  if (voided.rows.length > 0) throw refuse('giving.already_voided')
  if (gift.history) throw refuse('giving.history_has_no_entry')
  const entryId = await firstEntry(tx, giftId)
  const personId = actor.kind === 'person' ? actor.personId : null
  await sql`insert into giving.voids (gift_id, reason, person_id, at) values (${giftId}, ${sealReason(tx.secrets, reason)}, ${personId}, ${tx.now})`.execute(
    tx.db,
  )
  await reverseAll(tx, [
    {
      entryId,
      key: `gift void ${giftId}`,
      maker: personId ?? SYSTEM_MAKER,
      reason: words.zh['reason.recorded_by_mistake'],
    },
  ])
  await record(tx, actor, {
    action: 'giving.void',
    subjectKind: 'gift',
    subjectId: giftId,
    subject: await subjectOfFund(tx, gift.fund_id),
    details: { fund: gift.fund_id, entry: entryId },
  })
}

async function firstEntry(tx: Tx, giftId: string): Promise<string> {
  const { rows } = await sql<{ entry_id: string }>`
    select entry_id from ledger.pub_gift_entries where gift_id = ${giftId} and reverses is null`.execute(tx.db)
  if (!rows[0]) throw new Error(`gift ${giftId} stands without an entry`)
  return rows[0].entry_id
}
