import type { Actor } from '@shanju/contract/access.ts'
import type { AssignUnknown, ReturnUnknown } from '@shanju/contract/giving/shapes.ts'
import { words } from '@shanju/contract/giving/words.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { draftOf, post, SYSTEM_MAKER } from '#modules/ledger/index.ts'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { refuseDonor } from '../logic/decide-counter.ts'
import { eventOf } from '../logic/gift-event.ts'
import { getGiftFund } from '../queries/funds.ts'
import { lockUnknown } from '../queries/unknown.ts'
import { openUnknown, sealReturn } from '../queries/unknown-words.ts'
import { answerForList } from './owe-together.ts'
import { recordGifts } from './record-gifts.ts'

/** As long as a gift's note may be. */
const LONGEST_NOTE = 500

/**
 * Somebody found out whose fund and whose gift it is: it becomes a gift of the day on which the money came, and what was
 * owed becomes the fund's (E07). The entry stands on the day it was found out.
 * @throws Refusal giving.anonymous_with_name, unknown_not_found, unknown_settled, unknown_other_host, and every refusal of a gift
 */
export async function assignUnknown(tx: Tx, actor: Actor, id: string, to: AssignUnknown): Promise<void> {
  const refused = refuseDonor(to)
  if (refused) throw refuse(`giving.${refused}`)
  const money = await lockUnknown(tx, id)
  const fund = await getGiftFund(tx, to.fundId)
  if (fund.hostId !== money.hostId) throw refuse('giving.unknown_other_host')
  const gift = {
    ...{ by: actor, fund, shown: to.shown, purpose: to.purpose },
    ...{ donorKind: to.donorKind, donorName: to.donorName },
    ...{ amountFen: money.amountFen, givenOn: money.receivedOn, channel: money.channel, heldSince: money.receivedOn },
    note: openUnknown(tx.secrets, money.words).said.slice(0, LONGEST_NOTE),
  }
  const recorded = await recordGifts(tx, [gift])
  await answerForList(tx, actor, [gift], recorded)
  const [made] = recorded
  if (!made || made.refused) {
    throw refuse(`giving.${made?.refused.code ?? 'fund_takes_no_gifts'}`, made?.refused.params ?? {})
  }
  await sql`insert into giving.unknown_ends (id, unknown_id, kind, gift_id, person_id, at)
    values (${uuidv7(tx.now)}, ${id}, 'gift', ${made.id}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: 'giving.assign_unknown',
    subjectKind: 'gift',
    subjectId: made.id,
    subject: await subjectOfFund(tx, fund.id),
    details: { unknown: id, fund: fund.id, amountFen: money.amountFen.toString() },
  })
}

/**
 * The money went back to whoever sent it (E10): what was owed is paid. Recorded after the bank did it, on the bank's day.
 * @throws Refusal giving.unknown_not_found, unknown_settled, returned_before_received, returned_in_future
 */
export async function returnUnknown(tx: Tx, actor: Actor, id: string, { on, reason }: ReturnUnknown): Promise<void> {
  const money = await lockUnknown(tx, id)
  if (on < money.receivedOn) throw refuse('giving.returned_before_received', { day: on, received: money.receivedOn })
  if (on > tx.today) throw refuse('giving.returned_in_future', { day: on })
  const personId = personOf(actor)
  const draft = draftOf(
    'E10.return',
    { cash: eventOf(money.channel).cash, amount: money.amountFen },
    {
      book: money.hostId,
      documentOn: on,
      postedOn: on,
      summary: words.zh['summary.unknown_returned'],
      papers: [],
      maker: personId ?? SYSTEM_MAKER,
      checker: null,
      reason: null,
      channel: money.channel,
    },
    {},
  )
  await post(tx, [{ key: `unknown return ${id}`, draft, elseOn: tx.today }])
  await sql`insert into giving.unknown_ends (id, unknown_id, kind, reason, person_id, at)
    values (${uuidv7(tx.now)}, ${id}, 'returned', ${sealReturn(tx.secrets, reason)}, ${personId}, ${tx.now})`.execute(
    tx.db,
  )
  await record(tx, actor, {
    action: 'giving.return_unknown',
    subjectKind: 'unknown',
    subjectId: id,
    subject: await subjectOfOrganisation(tx, money.hostId),
    details: { amountFen: money.amountFen.toString(), on },
  })
}

const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)
