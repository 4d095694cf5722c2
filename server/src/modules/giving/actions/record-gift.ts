import type { Actor, Subject } from '@shanju/contract/access.ts'
import type { Gift, RecordGift } from '@shanju/contract/giving/shapes.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { subjectsOfFunds } from '#modules/funds/index.ts'
import { acceptWarnings, openDuties } from '#modules/regulations/index.ts'
import { type Refusal, refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { recordActs } from '#platform/trail/index.ts'
import type { NewReceipt } from '../logic/gift-facts.ts'
import { decider } from '../queries/decider.ts'
import { type GiftFund, giftFunds } from '../queries/funds.ts'
import { asRead } from './as-read.ts'
import { checkCounter } from './check-counter.ts'
import { oweTogether } from './owe-together.ts'
import { type NewGift, type Recorded, recordGifts } from './record-gifts.ts'

/** A gift as somebody at a counter writes it down. */
export interface CounterGift {
  readonly by: Actor
  readonly gift: RecordGift
  readonly requestId: string
}

export interface FundedGift extends CounterGift {
  readonly fund: GiftFund
}

/**
 * Gifts of many counters at once, each with its own row on the trail. What looks like a gift that stands already is asked
 * about, and warnings of the rule book want a reason; what is left to do becomes a duty of the host's accountant.
 * @returns by position the gift, or why it may not be recorded: funds.not_found, giving.anonymous_with_name, …
 */
export async function recordCounterGifts(tx: Tx, asked: readonly CounterGift[]): Promise<(Gift | Refusal)[]> {
  const funds = await giftFunds(
    tx,
    asked.map(({ gift }) => gift.fundId),
  )
  const found = asked.flatMap((each): FundedGift[] => {
    const fund = funds.get(each.gift.fundId)
    return fund ? [{ ...each, fund }] : []
  })
  const decide = await decider(tx)
  const checked = await checkCounter(tx, found, decide)
  const passed = found.filter((_each, index) => checked[index] === undefined)
  const gifts = passed.map(newGift)
  const recorded = await recordGifts(tx, gifts, decide)
  await tell(tx, passed, recorded)
  const outcomes = new Map<RecordGift, Gift | Refusal | undefined>()
  for (const [index, { gift }] of found.entries()) outcomes.set(gift, checked[index])
  for (const [index, { gift }] of passed.entries()) outcomes.set(gift, answerOf(gifts[index], recorded[index], tx.now))
  return asked.map(({ gift }) => outcomes.get(gift) ?? refuse('funds.not_found'))
}

function answerOf(gift: NewGift | undefined, recorded: Recorded | undefined, at: Date): Gift | Refusal {
  if (!gift || !recorded) return refuse('giving.not_found')
  if (recorded.refused) return refuse(`giving.${recorded.refused.code}`, recorded.refused.params)
  return asRead({ gift, ...recorded }, at)
}

/** What is typed at a counter as a gift like all others. */
function newGift({ by, gift, fund }: FundedGift): NewGift {
  const receipt: NewReceipt | undefined =
    gift.receipt === 'issued'
      ? { kind: 'issued', receiptNo: gift.receiptNo }
      : gift.receipt === 'waived'
        ? { kind: 'waived' }
        : undefined
  return { ...gift, by, fund, receipt, handling: { handler: gift.handler, secondCounter: gift.secondCounter } }
}

interface Stood extends FundedGift {
  readonly id: string
  readonly publicId: string
  readonly judgement: NonNullable<Extract<Recorded, { refused?: undefined }>['judgement']>
  readonly subject: Subject
}

/** The trail, the reasons for going on, and the duties of what was recorded. */
async function tell(tx: Tx, passed: readonly FundedGift[], recorded: readonly Recorded[]): Promise<void> {
  const subjects = await subjectsOfFunds(
    tx,
    passed.map(({ fund }) => fund.id),
  )
  const stood = passed.flatMap((each, index): Stood[] => {
    const outcome = recorded[index]
    return outcome && !outcome.refused ? [{ ...each, ...outcome, subject: subjects.get(each.fund.id) ?? {} }] : []
  })
  await recordActs(
    tx,
    stood.map(({ by, gift, fund, requestId, id, subject }) => ({
      ...{ actor: by, requestId, action: 'giving.record', subjectKind: 'gift', subjectId: id, subject },
      details: { fund: fund.id, amountFen: gift.amountFen.toString(), channel: gift.channel, givenOn: gift.givenOn },
    })),
  )
  for (const { by, gift, requestId, id, subject, judgement } of stood) {
    const about = { kind: 'gift', id, subject }
    if (judgement.warnings.length > 0)
      await acceptWarnings({ ...tx, requestId }, by, about, judgement.warnings, gift.reason)
  }
  await owe(tx, stood)
}

/**
 * A gift handed over owes its own receipt. Payments with a number of their own come by the thousand: their host owes the
 * receipts of a day together, and the first of the day opens the duty.
 */
async function owe(tx: Tx, stood: readonly Stood[]): Promise<void> {
  const [first] = stood
  if (!first) return
  const { own = [], together = [] } = Object.groupBy(stood, ({ gift }) => (gift.orderNo === '' ? 'own' : 'together'))
  await openDuties(
    tx,
    first.by,
    own.map((each) => ({
      debtor: debtorOf(each),
      tasks: each.judgement.tasks,
      by: { actor: each.by, requestId: each.requestId },
    })),
  )
  const { by, requestId } = together[0] ?? first
  await oweTogether(
    { ...tx, requestId },
    by,
    together.map(({ fund, judgement }) => ({ hostId: fund.hostId, tasks: judgement.tasks })),
  )
}

const debtorOf = ({ id, publicId, fund, subject }: Stood) =>
  ({
    kind: 'gift',
    id,
    name: formatPublicId(publicId),
    owner: { role: 'charity_accountant', organisationId: fund.hostId },
    subject,
  }) as const
