import type { Actor } from '@shanju/contract/access.ts'
import { words } from '@shanju/contract/giving/words.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { reverseAll, SYSTEM_MAKER, spendable } from '#modules/ledger/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { sealReason } from '../queries/donor-names.ts'
import { type HeldGift, holdGift } from './held-gift.ts'

/**
 * Takes back a gift recorded by mistake: its entry is reversed today, both stay readable and point at each other. Money
 * that is spent or out on a payment order is not taken back so: spending comes back first, or the donor is repaid (E72).
 * @throws Refusal giving.not_found, already_voided, history_has_no_entry, money_spent; ledger.earlier_year
 */
export async function voidGift(tx: Tx, actor: Actor, giftId: string, reason: string): Promise<void> {
  const gift = await holdGift(tx, { id: giftId })
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
  await refuseSpent(tx, gift)
  await record(tx, actor, {
    action: 'giving.void',
    subjectKind: 'gift',
    subjectId: giftId,
    subject: await subjectOfFund(tx, gift.fundId),
    details: { fund: gift.fundId, entry: entryId },
  })
}

/** Asked under the lock that the reversal took on the books: nobody spends between this look and the commit. */
async function refuseSpent(tx: Tx, { hostId, fundId, restrictionId }: HeldGift): Promise<void> {
  const { spendableFen } = await spendable(tx, { book: hostId, fund: fundId, restrictionId })
  if (spendableFen < 0n) throw refuse('giving.money_spent', { missing: formatYuan(-spendableFen) })
}

async function firstEntry(tx: Tx, giftId: string): Promise<string> {
  const { rows } = await sql<{ entry_id: string }>`
    select entry_id from ledger.pub_gift_entries where gift_id = ${giftId} and reverses is null`.execute(tx.db)
  if (!rows[0]) throw new Error(`gift ${giftId} stands without an entry`)
  return rows[0].entry_id
}
