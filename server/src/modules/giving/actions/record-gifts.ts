import type { Actor } from '@shanju/contract/access.ts'
import type { FundField } from '@shanju/contract/funds/vocab.ts'
import type { Agreement, Channel, DonorKind, Shown } from '@shanju/contract/giving/vocab.ts'
import { words } from '@shanju/contract/giving/words.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import { feesOf, markGiven } from '#modules/funds/index.ts'
import { draftOf, type KeyedDraft, post, SYSTEM_MAKER } from '#modules/ledger/index.ts'
import type { Judgement } from '#modules/regulations/index.ts'
import { newPublicId, uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { GiftRefusal } from '../logic/decide-gift.ts'
import { eventOf } from '../logic/gift-event.ts'
import type { NewReceipt } from '../logic/gift-facts.ts'
import { type Decide, decider } from '../queries/decider.ts'
import { type GiftFund, heldFunds } from '../queries/funds.ts'
import { insertGifts } from './insert-gifts.ts'

export interface NewGift {
  /** Who records it. */
  readonly by: Actor
  readonly fund: GiftFund
  /** Left out where a list does not say. */
  readonly donorKind?: DonorKind | undefined
  readonly donorName: string
  /** What the donor chose; undefined where nobody asked, and then nothing of the name is shown. */
  readonly shown?: Shown | undefined
  readonly amountFen: bigint
  readonly givenOn: string
  readonly channel: Channel
  /** One of the fund's fields; left out, the gift is for all of them. */
  readonly purposeField?: FundField | undefined
  readonly purpose: string
  readonly agreement?: Agreement | undefined
  readonly note: string
  /** The platform's or bank's own number of this gift; within one host it is recorded once. */
  readonly orderNo?: string | undefined
  readonly importId?: string | undefined
  readonly receipt?: NewReceipt | undefined
  /** Who took it and who counted after them; left out for what came by itself. */
  readonly handling?: { readonly handler: string; readonly secondCounter: string } | undefined
  /** The day since which its money is in the books as of unknown origin; the entry then only says whose it is (E07). */
  readonly heldSince?: string | undefined
}

export type Recorded =
  | { readonly refused: GiftRefusal }
  | {
      readonly refused?: undefined
      readonly id: string
      readonly publicId: string
      readonly history: boolean
      /** What the rule book warned of, and what it leaves to do: the caller's to answer for. */
      readonly judgement: Judgement
    }

export interface Standing {
  readonly gift: NewGift
  /** Free for the host by the fund's agreement; the rest is the fund's. */
  readonly feeFen: bigint
  readonly history: boolean
  readonly id: string
  readonly publicId: string
}

/**
 * Records many gifts at once: one statement per table, one posting, each gift its own answer. Rules are read once for
 * all. A gift that may not be recorded is refused alone; its neighbours stand. All that stands is in the books when this
 * returns. `known` is the decider of this transaction where the caller read it already. The caller makes sure that no order number among them is already recorded (see `findOrders`).
 */
export async function recordGifts(tx: Tx, gifts: readonly NewGift[], known?: Decide): Promise<Recorded[]> {
  const fundIds = [...new Set(gifts.map(({ fund }) => fund.id))]
  const funds = await heldFunds(tx, fundIds)
  const feeOf = await feesOf(tx, fundIds)
  const decide = known ?? (await decider(tx))
  const decided = gifts.map((gift) => {
    // Read again under the lock: a file is loaded over minutes, and its fund may be frozen meanwhile.
    const fund = funds.get(gift.fund.id) ?? gift.fund
    const decision = decide(gift, fund)
    if (decision.refused) return { refused: decision.refused }
    const feeFen = feeOf(fund.id, gift.amountFen, gift.givenOn)
    return { gift, feeFen, ...decision, id: uuidv7(tx.now), publicId: newPublicId() }
  })
  const standing = decided.filter((each) => each.refused === undefined)
  if (standing.length > 0) {
    await insertGifts(tx, standing)
    await markGiven(
      tx,
      standing.map(({ gift }) => gift.fund.id),
    )
    await post(
      tx,
      standing.filter((each) => !each.history).map((each) => draftFor(each, tx.today)),
    )
  }
  return decided.map((each) => {
    if (each.refused) return { refused: each.refused }
    const { id, publicId, history, judgement } = each
    return { id, publicId, history, judgement }
  })
}

/** A gift whose month is closed by now is booked today; its document keeps the day it was given. */
function draftFor({ gift, feeFen, id, publicId }: Standing, today: string): KeyedDraft {
  const { recipe, cash } = eventOf(gift.channel, feeFen, gift.heldSince)
  const place = { restriction: 'R', restrictionId: gift.fund.restrictionId, fund: gift.fund.id }
  // The past stays as it was told: whose the money is was found out today.
  const on = gift.heldSince ? today : gift.givenOn
  const from = gift.heldSince ? { received: receivedIn(gift.heldSince, today) } : { cash }
  const draft = draftOf(
    recipe,
    { ...from, amount: gift.amountFen, place, ...(feeFen > 0n ? { fee: feeFen } : {}) },
    {
      book: gift.fund.hostId,
      documentOn: on,
      postedOn: on,
      summary: fill(words.zh['summary.gift'], { code: formatPublicId(publicId) }),
      papers: [],
      maker: gift.by.kind === 'person' ? gift.by.personId : SYSTEM_MAKER,
      checker: null,
      reason: null,
      channel: gift.channel,
    },
    { gift: id },
  )
  return { key: `gift ${id}`, draft, elseOn: today }
}

const receivedIn = (day: string, today: string): 'this_year' | 'earlier_year' =>
  day.slice(0, 4) === today.slice(0, 4) ? 'this_year' : 'earlier_year'
