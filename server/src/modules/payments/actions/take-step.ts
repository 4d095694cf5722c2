import type { Actor } from '@shanju/contract/access.ts'
import { addDays } from '@shanju/contract/kit/dates.ts'
import type { PaymentStep } from '@shanju/contract/payments/vocab.ts'
import { sql } from 'kysely'
import { commit, release } from '#modules/ledger/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { GOES_ON, refuseAuthority, refusePayee, refuseStep } from '../logic/decide-payment.ts'
import { holdAuthorities } from '../queries/authorities.ts'
import { REASON } from '../queries/payments.ts'
import { getRequestRow, type RequestRow, standingOf } from '../queries/request-rows.ts'
import { personOf, stop, tell } from '../tell.ts'

/** The bank has debited an order by then, or somebody looks into it: the month of an older one does not close. */
const DAYS_AT_BANK = 15

export interface StepRow {
  readonly amountFen?: bigint
  readonly on?: string
  readonly reference?: string | null
  readonly commitmentId?: string
  readonly entryId?: string
  readonly batchId?: string
  readonly proofId?: string
  readonly reason?: string
}

/**
 * Holds the authority, then reads: whoever comes second sees what the first did.
 * @throws Refusal payments.payment_not_found
 */
export async function holdRequest(tx: Tx, id: string): Promise<RequestRow> {
  await holdAuthorities(tx, [(await getRequestRow(tx, id)).authorityId])
  return getRequestRow(tx, id)
}

/** @throws Refusal payments.no_person, wrong_step, same_person, and where money goes on what stands against it */
export async function decideStep(tx: Tx, actor: Actor, row: RequestRow, step: PaymentStep): Promise<string> {
  stop(refuseStep(row, step, actor.kind === 'person' ? actor.personId : null))
  if (GOES_ON.has(step)) {
    const { authority, payee } = await standingOf(tx, row.authorityId, row.payeeId)
    stop(refuseAuthority(authority, tx.today) ?? refusePayee(payee))
  }
  return personOf(actor)
}

/** Writes a step that was decided; the database judges it again. */
export async function writeStep(
  tx: Tx,
  actor: Actor,
  row: RequestRow,
  step: PaymentStep,
  more: StepRow = {},
): Promise<void> {
  await sql`insert into payments.steps (request_id, no, step, person_id, at, amount_fen, done_on, reference, commitment_id,
      entry_id, batch_id, proof_id, reason)
    values (${row.id}, ${row.steps + 1}, ${step}, ${personOf(actor)}, ${tx.now}, ${more.amountFen ?? null},
      ${more.on ?? null}, ${more.reference ?? null}, ${more.commitmentId ?? null}, ${more.entryId ?? null},
      ${more.batchId ?? null}, ${more.proofId ?? null},
      ${more.reason === undefined ? null : tx.secrets.seal(more.reason, REASON)})`.execute(tx.db)
  await tell(tx, actor, step, { kind: 'payment', id: row.id, fundId: row.fundId })
}

/** @throws Refusal payments.payment_not_found, and what `decideStep` throws */
async function plain(tx: Tx, actor: Actor, id: string, step: PaymentStep, more: StepRow = {}): Promise<void> {
  const row = await holdRequest(tx, id)
  await decideStep(tx, actor, row, step)
  await writeStep(tx, actor, row, step, more)
}

export const checkPayment = (tx: Tx, actor: Actor, id: string): Promise<void> => plain(tx, actor, id, 'checked')

/** The order went to the bank at its counter or on its pages; a file of many is `makeBatch`. */
export const sendPayment = (tx: Tx, actor: Actor, id: string): Promise<void> => plain(tx, actor, id, 'sent')

export const refusePayment = (tx: Tx, actor: Actor, id: string, reason: string): Promise<void> =>
  plain(tx, actor, id, 'refused', { reason })

/** Approving takes the sum out of reach (E34). @throws Refusal as `check`, and ledger.overdrawn */
export async function approvePayment(tx: Tx, actor: Actor, id: string): Promise<void> {
  const row = await holdRequest(tx, id)
  await decideStep(tx, actor, row, 'approved')
  const order = await commit(tx, actor, {
    ...{ book: row.hostId, fund: row.fundId, restrictionId: row.restrictionId, key: `payment ${row.id}` },
    ...{ amountFen: row.amountFen, purpose: row.code, dueOn: addDays(tx.today, DAYS_AT_BANK) },
  })
  await writeStep(tx, actor, row, 'approved', { commitmentId: order.id })
}

/** Taken back before it goes to the bank; after approval the sum is free again. */
export async function withdrawPayment(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  const row = await holdRequest(tx, id)
  await decideStep(tx, actor, row, 'withdrawn')
  if (row.commitmentId !== null) await release(tx, actor, { commitmentId: row.commitmentId, reason: row.code })
  await writeStep(tx, actor, row, 'withdrawn', { reason })
}
