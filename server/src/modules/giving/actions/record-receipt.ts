import type { Actor } from '@shanju/contract/access.ts'
import type { RecordReceipt } from '@shanju/contract/giving/shapes.ts'
import { words } from '@shanju/contract/giving/words.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { fulfilDuties, judge, refuseIfBlocked } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { findTakenReceipts, lockReceipts } from '../queries/receipts.ts'
import { holdGift } from './held-gift.ts'

/**
 * Records the number of a gift's donation receipt, or that the donor wants none; the last word holds. The duty to issue one
 * is done with it.
 * @throws Refusal giving.receipt_no_missing, not_found, already_voided, receipt_taken; regulations.blocked (D03)
 */
export async function recordReceipt(tx: Tx, actor: Actor, giftId: string, wanted: RecordReceipt): Promise<void> {
  const issued = wanted.receipt === 'issued'
  if (issued && wanted.receiptNo === '') throw refuse('giving.receipt_no_missing')
  const gift = await holdGift(tx, { id: giftId })
  if (issued) {
    refuseIfBlocked(await judge(tx, 'receipt', { nature: wanted.nature }))
    await lockReceipts(tx, gift.hostId)
    const number = { hostId: gift.hostId, number: wanted.receiptNo }
    const taken = (await findTakenReceipts(tx, [number])).get(`${number.hostId} ${number.number}`)
    if (taken !== undefined && taken !== gift.publicId)
      throw refuse('giving.receipt_taken', { code: formatPublicId(taken) })
  }
  const receiptNo = issued ? wanted.receiptNo : null
  const personId = actor.kind === 'person' ? actor.personId : null
  await sql`insert into giving.receipts (gift_id, number, host_id, kind, receipt_no, person_id, at)
    select ${giftId}, 1 + count(*), ${gift.hostId}, ${wanted.receipt}, ${receiptNo}, ${personId}, ${tx.now}
      from giving.receipts where gift_id = ${giftId}`.execute(tx.db)
  await fulfilDuties(tx, actor, {
    ...{ regulation: 'D02', kind: 'gift', ids: [giftId] },
    evidence: receiptNo ? fill(words.zh['evidence.receipt'], { number: receiptNo }) : words.zh['evidence.waived'],
  })
  await record(tx, actor, {
    action: 'giving.record_receipt',
    subjectKind: 'gift',
    subjectId: giftId,
    subject: await subjectOfFund(tx, gift.fundId),
    details: { receipt: wanted.receipt, ...(receiptNo ? { receiptNo } : {}) },
  })
}
