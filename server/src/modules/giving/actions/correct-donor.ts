import type { Actor } from '@shanju/contract/access.ts'
import type { CorrectDonor } from '@shanju/contract/giving/shapes.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { blockWords, judgeOf } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseDonor } from '../logic/decide-counter.ts'
import { giftFacts } from '../logic/gift-facts.ts'
import { shownName, shownOf } from '../logic/shown-name.ts'
import { donorNameOf, renameDonor, sealCorrection } from '../queries/donor-names.ts'
import { holdGift } from './held-gift.ts'

/**
 * Corrects the name or kind of a donor. What stood there before is kept, sealed, with the reason. How the donor is shown
 * stays their choice; who has no name any more is shown as nobody.
 * @throws Refusal giving.anonymous_with_name, not_found, already_voided, rule_blocks (D01), donor_unchanged
 */
export async function correctDonor(tx: Tx, actor: Actor, giftId: string, wanted: CorrectDonor): Promise<void> {
  const { donorKind, donorName, reason } = wanted
  const refused = refuseDonor(wanted)
  if (refused) throw refuse(`giving.${refused}`)
  const gift = await holdGift(tx, { id: giftId })
  const { given_on: givenOn, amount_fen: amountFen } = await sumOf(tx, giftId)
  const facts = giftFacts({ ...gift, donorKind, donorName, givenOn, amountFen, purpose: '' })
  // What else the rules say of the gift was settled when it was recorded.
  const block = (await judgeOf(tx))({ gift: facts }).blocks.find(({ regulation }) => regulation === 'D01')
  if (block) throw refuse('giving.rule_blocks', blockWords(block))
  const before = await donorNameOf(tx, giftId)
  if (before === donorName && gift.donorKind === donorKind) throw refuse('giving.donor_unchanged')
  const sealed = sealCorrection(tx.secrets, before, reason)
  const personId = actor.kind === 'person' ? actor.personId : null
  await sql`insert into giving.name_corrections (gift_id, number, name, reason, person_id, at)
    select ${giftId}, 1 + count(*), ${sealed.name}, ${sealed.reason}, ${personId}, ${tx.now}
      from giving.name_corrections where gift_id = ${giftId}`.execute(tx.db)
  await renameDonor(tx, giftId, donorName)
  const shown = shownOf(donorName, gift.shown)
  await sql`update giving.gifts set donor_kind = ${donorKind}, shown = ${shown}, shown_name = ${shownName(donorName, shown)}
    where id = ${giftId}`.execute(tx.db)
  await record(tx, actor, {
    action: 'giving.correct_donor',
    subjectKind: 'gift',
    subjectId: giftId,
    subject: await subjectOfFund(tx, gift.fundId),
    details: { donorKind },
  })
}

async function sumOf(tx: Tx, giftId: string): Promise<{ given_on: string; amount_fen: bigint }> {
  const { rows } = await sql<{ given_on: string; amount_fen: bigint }>`
    select given_on, amount_fen from giving.gifts where id = ${giftId}`.execute(tx.db)
  if (!rows[0]) throw refuse('giving.not_found')
  return rows[0]
}
