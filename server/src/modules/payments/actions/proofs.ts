import type { Actor } from '@shanju/contract/access.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { AddProof } from '@shanju/contract/payments/payout-shapes.ts'
import { sql } from 'kysely'
import { keepFile, paperTypeOf } from '#platform/files/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseAnswer } from '../logic/decide-payment.ts'
import { CONTENT, WORDS } from '../queries/proofs.ts'
import type { RequestRow } from '../queries/request-rows.ts'
import { stop } from '../tell.ts'
import { followed } from './record-answer.ts'
import { decideStep, holdRequest, writeStep } from './take-step.ts'

interface Signed {
  readonly words: string
  readonly confirmedOn: PlainDate
  readonly content: Buffer
}

/**
 * A witness saw it, or somebody said so on the telephone.
 * @throws Refusal payments.payment_not_found, no_person, wrong_step, same_person, day_wrong
 */
export async function addProof(tx: Tx, actor: Actor, id: string, wanted: AddProof): Promise<void> {
  const { row, person } = await decide(tx, actor, id, wanted.confirmedOn)
  const proofId = uuidv7(tx.now)
  await sql`insert into payments.proofs (id, request_id, kind, words, confirmed_on, submitted_by, submitted_at)
    values (${proofId}, ${id}, ${wanted.kind}, ${tx.secrets.seal(wanted.words, WORDS)}, ${wanted.confirmedOn}, ${person},
            ${tx.now})`.execute(tx.db)
  await writeStep(tx, actor, row, 'proving', { proofId })
}

/**
 * The signed receipt, sealed. What it is, its first bytes say, not its name.
 * @throws Refusal as `addProof`, and payments.proof_of_other_kind
 */
export async function addSigned(tx: Tx, actor: Actor, id: string, wanted: Signed): Promise<void> {
  const { row, person } = await decide(tx, actor, id, wanted.confirmedOn)
  const mediaType = paperTypeOf(wanted.content)
  if (!mediaType) throw refuse('payments.proof_of_other_kind')
  const fileId = await keepFile(tx, {
    ...{ name: 'proof', mediaType: 'application/octet-stream', addedBy: person },
    content: tx.secrets.sealBytes(wanted.content, CONTENT),
  })
  const proofId = uuidv7(tx.now)
  await sql`insert into payments.proofs (id, request_id, kind, file_id, media_type, words, confirmed_on, submitted_by,
      submitted_at)
    values (${proofId}, ${id}, 'signature', ${fileId}, ${mediaType}, ${tx.secrets.seal(wanted.words, WORDS)},
            ${wanted.confirmedOn}, ${person}, ${tx.now})`.execute(tx.db)
  await writeStep(tx, actor, row, 'proving', { proofId })
}

async function decide(tx: Tx, actor: Actor, id: string, on: PlainDate): Promise<{ row: RequestRow; person: string }> {
  const row = await holdRequest(tx, id)
  const person = await decideStep(tx, actor, row, 'proving')
  stop(refuseAnswer({ today: tx.today, sentOn: row.paidOn ?? tx.today, on, amountFen: 1n, mostFen: 1n }))
  return { row, person }
}

/** The proof holds: the help counts as arrived (U17). @throws Refusal payments.payment_not_found, no_person, wrong_step, same_person */
export async function acceptProof(tx: Tx, actor: Actor, id: string): Promise<void> {
  const row = await holdRequest(tx, id)
  await decideStep(tx, actor, row, 'reached')
  await writeStep(tx, actor, row, 'reached', { proofId: row.proofId ?? '' })
  await followed(tx, actor, row)
}

/** @throws Refusal payments.payment_not_found, no_person, wrong_step, same_person */
export async function refuseProof(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  const row = await holdRequest(tx, id)
  await decideStep(tx, actor, row, 'proof_refused')
  await writeStep(tx, actor, row, 'proof_refused', { proofId: row.proofId ?? '', reason })
}
