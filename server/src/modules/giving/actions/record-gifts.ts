import type { Actor } from '@shanju/contract/access.ts'
import type { Channel, Shown } from '@shanju/contract/giving/vocab.ts'
import { words } from '@shanju/contract/giving/words.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import { sql } from 'kysely'
import { feesOf, markGiven } from '#modules/funds/index.ts'
import { draftOf, type KeyedDraft, post, SYSTEM_MAKER } from '#modules/ledger/index.ts'
import { newPublicId, uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { decideGift, type GiftRefusal } from '../logic/decide-gift.ts'
import { eventOf } from '../logic/gift-event.ts'
import { shownName, shownOf } from '../logic/shown-name.ts'
import { donorRow } from '../queries/donor-names.ts'
import { type GiftFund, heldFunds } from '../queries/funds.ts'

export interface NewGift {
  /** Who records it. */
  readonly by: Actor
  readonly fund: GiftFund
  readonly donorName: string
  readonly shown: Shown
  readonly amountFen: bigint
  readonly givenOn: string
  readonly channel: Channel
  readonly purpose: string
  readonly note: string
  /** The platform's or bank's own number of this gift; within one host it is recorded once. */
  readonly orderNo?: string | undefined
  readonly importId?: string | undefined
}

export type Recorded =
  | { readonly refused: GiftRefusal }
  | { readonly refused?: undefined; readonly id: string; readonly publicId: string }

/**
 * Records many gifts at once: one statement per table, one posting, each gift its own answer. A gift that may not be
 * recorded is refused alone; its neighbours stand. All that stands is in the books when this returns.
 * The caller makes sure that no order number among them is already recorded (see `findOrders`).
 */
export async function recordGifts(tx: Tx, gifts: readonly NewGift[]): Promise<Recorded[]> {
  const fundIds = [...new Set(gifts.map(({ fund }) => fund.id))]
  const funds = await heldFunds(tx, fundIds)
  const feeOf = await feesOf(tx, fundIds)
  const decided = gifts.map((gift) => {
    // Read again under the lock: a file is loaded over minutes, and its fund may be frozen meanwhile.
    const fund = funds.get(gift.fund.id) ?? gift.fund
    const decision = decideGift(gift.givenOn, { fund, today: tx.today })
    if (decision.refused) return { refused: decision.refused }
    const feeFen = feeOf(fund.id, gift.amountFen, gift.givenOn)
    return { gift, feeFen, history: decision.history, id: uuidv7(tx.now), publicId: newPublicId() }
  })
  const standing = decided.filter((each) => each.refused === undefined)
  if (standing.length > 0) {
    await insertGifts(tx, standing)
    await insertNames(tx, standing)
    await markGiven(
      tx,
      standing.map(({ gift }) => gift.fund.id),
    )
    await post(
      tx,
      standing.filter((each) => !each.history).map((each) => draftFor(each)),
    )
  }
  return decided.map((each) => (each.refused ? { refused: each.refused } : { id: each.id, publicId: each.publicId }))
}

interface Standing {
  readonly gift: NewGift
  /** Free for the host by the fund's agreement; the rest is the fund's. */
  readonly feeFen: bigint
  readonly history: boolean
  readonly id: string
  readonly publicId: string
}

async function insertGifts(tx: Tx, standing: readonly Standing[]): Promise<void> {
  const rows = standing.map(({ gift, history, id, publicId }) => {
    const shown = shownOf(gift.donorName, gift.shown)
    return {
      id,
      public_id: publicId,
      fund_id: gift.fund.id,
      amount_fen: gift.amountFen.toString(),
      given_on: gift.givenOn,
      channel: gift.channel,
      purpose: gift.purpose,
      shown,
      shown_name: shownName(gift.donorName, shown),
      history,
      host_id: gift.fund.hostId,
      order_no: gift.orderNo ?? null,
      import_id: gift.importId ?? null,
      recorded_by: gift.by.kind === 'person' ? gift.by.personId : null,
      recorded_at: tx.now,
    }
  })
  await sql`insert into giving.gifts select * from json_populate_recordset(null::giving.gifts, ${JSON.stringify(rows)}::json)`.execute(
    tx.db,
  )
}

async function insertNames(tx: Tx, standing: readonly Standing[]): Promise<void> {
  const rows = standing
    .filter(({ gift }) => gift.donorName.trim() !== '' || gift.note !== '')
    .map(({ gift, id }) => donorRow(tx.secrets, id, gift.donorName, gift.note))
  if (rows.length === 0) return
  await sql`insert into giving.donor_names
    select * from json_populate_recordset(null::giving.donor_names, ${JSON.stringify(rows)}::json)`.execute(tx.db)
}

function draftFor({ gift, feeFen, id, publicId }: Standing): KeyedDraft {
  const { recipe, cash } = eventOf(gift.channel, feeFen)
  const place = { restriction: 'R', restrictionId: gift.fund.restrictionId, fund: gift.fund.id }
  const draft = draftOf(
    recipe,
    { cash, amount: gift.amountFen, place, ...(feeFen > 0n ? { fee: feeFen } : {}) },
    {
      book: gift.fund.hostId,
      documentOn: gift.givenOn,
      postedOn: gift.givenOn,
      summary: fill(words.zh['summary.gift'], { code: formatPublicId(publicId) }),
      papers: [],
      maker: gift.by.kind === 'person' ? gift.by.personId : SYSTEM_MAKER,
      checker: null,
      reason: null,
      channel: gift.channel,
    },
    { gift: id },
  )
  return { key: `gift ${id}`, draft }
}
