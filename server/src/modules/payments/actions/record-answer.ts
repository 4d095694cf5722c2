import type { Actor } from '@shanju/contract/access.ts'
import { formatPublicId, showId } from '@shanju/contract/kit/ids.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import type { BankAnswer } from '@shanju/contract/payments/payout-shapes.ts'
import { words } from '@shanju/contract/payments/words.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { draftOf, type KeyedDraft, post, release } from '#modules/ledger/index.ts'
import { fulfilDuties, judge, openDuties } from '#modules/regulations/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseAnswer } from '../logic/decide-payment.ts'
import type { RequestRow } from '../queries/request-rows.ts'
import { stop } from '../tell.ts'
import { decideStep, holdRequest, writeStep } from './take-step.ts'

export type Answer = BankAnswer & { readonly reason?: string }

/**
 * The bank debited the order, wholly or in part: the debit is posted (E35), which ends the order; what was not paid is the
 * authority's again. From that day the help counts as under way until somebody shows that it arrived (U17, U18).
 * @throws Refusal payments.payment_not_found, no_person, wrong_step, same_person, day_wrong, amount_wrong
 */
export async function recordPaid(tx: Tx, actor: Actor, id: string, answer: Answer): Promise<void> {
  const row = await holdRequest(tx, id)
  const maker = await decideStep(tx, actor, row, 'paid')
  const amountFen = answer.amountFen ?? row.amountFen
  stop(
    refuseAnswer({ today: tx.today, sentOn: row.sentOn ?? tx.today, on: answer.on, amountFen, mostFen: row.amountFen }),
  )
  const draft = await bookingOf(tx, row, { recipe: 'E35.direct', word: 'paid', amountFen, answer, maker })
  const [entry] = await post(tx, [
    { key: `payment ${row.id} paid`, draft, settles: row.commitmentId ?? undefined, elseOn: tx.today },
  ])
  const { on, reference } = answer
  await writeStep(tx, actor, row, 'paid', { amountFen, on, reference, entryId: entry?.id ?? '' })
  const { tasks } = await judge(tx, 'payment', { stage: 'paid', on })
  await openDuties(tx, actor, [
    {
      debtor: {
        ...{ kind: 'payment', id: showId('payment', row.id), name: formatPublicId(row.code) },
        owner: { role: 'charity_manager', organisationId: row.hostId },
        subject: await subjectOfFund(tx, row.fundId),
      },
      tasks,
    },
  ])
}

/**
 * The bank did not carry the order out: no entry, and the sum is free again (E36).
 * @throws Refusal payments.payment_not_found, no_person, wrong_step, same_person, day_wrong
 */
export async function recordFailed(
  tx: Tx,
  actor: Actor,
  id: string,
  answer: Answer & { reason: string },
): Promise<void> {
  const row = await holdRequest(tx, id)
  await decideStep(tx, actor, row, 'failed')
  const { on, reference, reason } = answer
  stop(refuseAnswer({ today: tx.today, sentOn: row.sentOn ?? tx.today, on, amountFen: 1n, mostFen: 1n }))
  await release(tx, actor, { commitmentId: row.commitmentId ?? '', reason: row.code })
  await writeStep(tx, actor, row, 'failed', { on, reference, reason })
}

/**
 * Paid money came back, wholly or in part: the books take it back (E36) and the authority has it again.
 * @throws Refusal payments.payment_not_found, no_person, wrong_step, same_person, day_wrong, amount_wrong
 */
export async function recordReturned(
  tx: Tx,
  actor: Actor,
  id: string,
  answer: Answer & { reason: string },
): Promise<void> {
  const row = await holdRequest(tx, id)
  const maker = await decideStep(tx, actor, row, 'returned')
  const mostFen = row.paidFen - row.returnedFen
  const amountFen = answer.amountFen ?? mostFen
  stop(refuseAnswer({ today: tx.today, sentOn: row.paidOn ?? tx.today, on: answer.on, amountFen, mostFen }))
  const draft = await bookingOf(tx, row, { recipe: 'E36.taken_back', word: 'returned', amountFen, answer, maker })
  const [entry] = await post(tx, [{ key: `payment ${row.id} returned ${row.steps + 1}`, draft, elseOn: tx.today }])
  const { on, reference, reason } = answer
  await writeStep(tx, actor, row, 'returned', { amountFen, on, reference, reason, entryId: entry?.id ?? '' })
  if (amountFen === mostFen) await followed(tx, actor, row)
}

/** Whoever was shown to be reached, or gave all back, is followed up no longer. */
export const followed = (tx: Tx, actor: Actor, row: RequestRow): Promise<number> =>
  fulfilDuties(tx, actor, {
    ...{ regulation: 'U18', kind: 'payment', ids: [showId('payment', row.id)] },
    evidence: formatPublicId(row.code),
  })

interface Booking {
  readonly recipe: 'E35.direct' | 'E36.taken_back'
  readonly word: 'paid' | 'returned'
  readonly amountFen: bigint
  readonly answer: Answer
  readonly maker: string
}

async function bookingOf(tx: Tx, row: RequestRow, booking: Booking): Promise<KeyedDraft['draft']> {
  const { recipe, word, amountFen, answer, maker } = booking
  return draftOf(
    recipe,
    {
      ...{ cash: await cashOf(tx, row), amount: amountFen },
      place: { restriction: 'R', restrictionId: row.restrictionId, fund: row.fundId },
      // Paid is not arrived: whoever is paid has it in hand, and the proof is kept with the payment (U17).
      reach: { reach: 'at_partner' },
    },
    {
      ...{ book: row.hostId, documentOn: answer.on, postedOn: answer.on, papers: [], reason: null },
      summary: fill(words.zh[`summary.${word}`], { code: formatPublicId(row.code) }),
      ...{ maker, checker: row.checkedBy === maker ? row.approvedBy : row.checkedBy, channel: 'bank' },
    },
    {},
  )
}

/** The ledger account of the bank account that pays; orders without a file leave by the host's main account. */
async function cashOf(tx: Tx, row: RequestRow): Promise<string> {
  const { rows } = await sql<{ cash: string }>`
    select a.ledger_account as cash from payments.batches b join payments.bank_accounts a on a.id = b.account_id
     where b.id = ${row.batchId}`.execute(tx.db)
  return rows[0]?.cash ?? '1002'
}
