import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '@shanju/contract/access.ts'
import type { Shown } from '@shanju/contract/giving/vocab.ts'
import { parseSlipCode } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { shownName } from '../logic/shown-name.ts'
import { donorNameOf } from '../queries/donor-names.ts'
import { slipCodeOf } from '../queries/slip-code.ts'
import { type HeldGift, holdGift } from './held-gift.ts'

/**
 * Changes how the public sees a donor, on the donor's word. The same again changes nothing.
 * @throws Refusal giving.not_found, already_voided, no_name_to_show
 */
export async function changeShown(tx: Tx, actor: Actor, giftId: string, shown: Shown): Promise<void> {
  await show(tx, actor, await holdGift(tx, { id: giftId }), shown)
}

/**
 * The same by the donor, who has no account: the code on the slip proves that its holder was given it. A name is no proof,
 * for whoever knows it could have it published.
 * @throws Refusal giving.not_found, slip_code_wrong, already_voided, no_name_to_show
 */
export async function changeOwnShown(
  tx: Tx,
  actor: Actor,
  { publicId, slipCode, shown }: { readonly publicId: string; readonly slipCode: string; readonly shown: Shown },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from giving.gifts where public_id = ${publicId}`.execute(tx.db)
  if (!rows[0]) throw refuse('giving.not_found')
  const typed = Buffer.from(parseSlipCode(slipCode) ?? '')
  const known = Buffer.from(slipCodeOf(tx.secrets, rows[0].id))
  if (typed.length !== known.length || !timingSafeEqual(typed, known)) throw refuse('giving.slip_code_wrong')
  await show(tx, actor, await holdGift(tx, { id: rows[0].id }), shown)
}

async function show(tx: Tx, actor: Actor, gift: HeldGift, shown: Shown): Promise<void> {
  if (gift.shown === shown) return
  const name = await donorNameOf(tx, gift.id)
  if (name === '') throw refuse('giving.no_name_to_show')
  const personId = actor.kind === 'person' ? actor.personId : null
  await sql`insert into giving.shown_changes (gift_id, number, from_shown, to_shown, by, person_id, at)
    select ${gift.id}, 1 + count(*), ${gift.shown}, ${shown}, ${actor.kind === 'stranger' ? 'donor' : 'staff'}, ${personId}, ${tx.now}
      from giving.shown_changes where gift_id = ${gift.id}`.execute(tx.db)
  await sql`update giving.gifts set shown = ${shown}, shown_name = ${shownName(name, shown)} where id = ${gift.id}`.execute(
    tx.db,
  )
  await record(tx, actor, {
    action: actor.kind === 'stranger' ? 'giving.change_own_shown' : 'giving.change_shown',
    subjectKind: 'gift',
    subjectId: gift.id,
    subject: await subjectOfFund(tx, gift.fundId),
    details: { shown },
  })
}
