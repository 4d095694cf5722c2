import type { Actor } from '@shanju/contract/access.ts'
import type { RequestPayment } from '@shanju/contract/payments/payout-shapes.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { acceptWarnings, judgeOf, refuseIfBlocked } from '#modules/regulations/index.ts'
import { newPublicId, uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseRequest } from '../logic/decide-payment.ts'
import { holdAuthorities, type WorksOf } from '../queries/authorities.ts'
import { type LargeSumOf, recentOf, standingOf } from '../queries/request-rows.ts'
import { personOf, stop, tell } from '../tell.ts'

/** A request; the project it belongs to follows from what its authority was decided about. */
export type PaymentWish = Omit<RequestPayment, 'budgetLine' | 'milestone'> &
  Partial<Pick<RequestPayment, 'budgetLine' | 'milestone'>>

/** What later modules know and hand in. */
export interface Later {
  /** The large-sum line of a fund's rules in force. */
  readonly largeSumOf: LargeSumOf
  readonly worksOf: WorksOf
}

/**
 * Asks for a payment under an authority. What it is for will be public, so it holds no personal data (X13).
 * @throws Refusal payments.authority_not_found, payee_not_found, no_person, amount_missing, authority_ended,
 * authority_not_begun, authority_over, authority_unratified, project_over, payee_ended, payee_not_verified,
 * payee_not_approved, above_each_cap, above_left, earlier_unproven, line_unknown, regulations.blocked, regulations.reason_needed
 */
export async function requestPayment(
  tx: Tx,
  actor: Actor,
  wanted: PaymentWish,
  { largeSumOf, worksOf }: Later,
): Promise<string> {
  const { authorityId, payeeId, amountFen, purpose, budgetLine = null, milestone = null } = wanted
  await holdAuthorities(tx, [authorityId])
  const standing = await standingOf(tx, authorityId, payeeId)
  const person = personOf(actor)
  const work = (await worksOf(tx, [standing.motionId])).get(standing.motionId)
  const known = (name: string | null, of: readonly string[] = []): boolean => name === null || of.includes(name)
  const lineKnown = known(budgetLine, work?.lines) && known(milestone, work?.milestones)
  stop(refuseRequest({ amountFen, ...standing, projectOver: work?.over ?? false, lineKnown }, tx.today))
  const { fundId, hostId, restrictionId } = standing
  const judgement = (await judgeOf(tx))({
    payment: {
      stage: 'asked',
      ...{ amountFen, leftFen: standing.leftFen, payeeApproved: standing.payee.approved, on: tx.today },
      ...{ largeSumFen: await largeSumOf(tx, fundId), recent: await recentOf(tx, fundId, payeeId) },
    },
    text: { texts: [{ field: 'purpose', text: purpose }] },
  })
  refuseIfBlocked(judgement)
  const id = uuidv7(tx.now)
  // After this line the request must succeed; where the database sees it otherwise, that is a defect and nothing is written.
  await sql`insert into payments.requests (id, code, authority_id, payee_id, host_id, fund_id, restriction_id, amount_fen,
      purpose, project_id, budget_line, milestone, requested_by, requested_at)
    values (${id}, ${newPublicId()}, ${authorityId}, ${payeeId}, ${hostId}, ${fundId}, ${restrictionId},
      ${amountFen}, ${purpose}, ${work?.id ?? null}, ${budgetLine}, ${milestone},
      ${person}, ${tx.now})`.execute(tx.db)
  await acceptWarnings(
    tx,
    actor,
    { kind: 'payment', id, subject: await subjectOfFund(tx, fundId) },
    judgement.warnings,
    wanted.reason,
  )
  await tell(
    tx,
    actor,
    'request',
    { kind: 'payment', id, fundId },
    { authority: authorityId, sum: amountFen.toString() },
  )
  return id
}
