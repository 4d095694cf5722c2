import type { Actor } from '@shanju/contract/access.ts'
import type { AddPayee } from '@shanju/contract/payments/payout-shapes.ts'
import type { PAYEE_MARKS } from '@shanju/contract/payments/vocab.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { payeeHash } from '../queries/payee-hash.ts'
import { BANK, fundOfPayee, getPayee, NAME, NUMBER } from '../queries/payees.ts'
import { personOf, tell } from '../tell.ts'

const REASON = 'payments.payee_marks.reason'

/** Enters a payee; name, bank and account are sealed at once. @throws Refusal funds.not_found, payments.no_person, payee_exists */
export async function addPayee(tx: Tx, actor: Actor, wanted: AddPayee): Promise<string> {
  const person = personOf(actor)
  await subjectOfFund(tx, wanted.fundId)
  const id = uuidv7(tx.now)
  const { rows } = await sql`
    insert into payments.payees (id, host_id, kind, name_hash, account_hash, shown_name, last_four, fund_id, made_by, made_at)
    select ${id}, f.host_id, ${wanted.kind}, ${payeeHash(tx, wanted.name)},
           ${tx.secrets.keyedHash(wanted.accountNumber, NUMBER)}, ${wanted.kind === 'person' ? null : wanted.name},
           ${wanted.accountNumber.slice(-4)}, f.id, ${person}, ${tx.now}
      from funds.pub_funds f where f.id = ${wanted.fundId}
    on conflict (host_id, name_hash, account_hash) do nothing returning id`.execute(tx.db)
  if (rows.length === 0) throw refuse('payments.payee_exists')
  await sql`insert into payments.payee_words (payee_id, name, bank_name, account_number)
    values (${id}, ${tx.secrets.seal(wanted.name, NAME)}, ${tx.secrets.seal(wanted.bankName, BANK)},
            ${tx.secrets.seal(wanted.accountNumber, NUMBER)})`.execute(tx.db)
  await tell(tx, actor, 'add_payee', { kind: 'payee', id, fundId: wanted.fundId }, { kind: wanted.kind })
  return id
}

/**
 * Somebody else than who entered it says by what it was verified.
 * @throws Refusal payments.payee_not_found, no_person, payee_ended, payee_verified, same_person
 */
export async function verifyPayee(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  const payee = await getPayee(tx, id)
  const person = personOf(actor)
  if (payee.ended) throw refuse('payments.payee_ended')
  if (payee.verified) throw refuse('payments.payee_verified')
  if (payee.addedBy.id === person) throw refuse('payments.same_person')
  await mark(tx, actor, id, { kind: 'verified', reason, person, taken: 'payee_verified' })
}

/** @throws Refusal payments.payee_not_found, no_person, payee_ended */
export async function endPayee(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  await getPayee(tx, id)
  await mark(tx, actor, id, { kind: 'ended', reason, person: personOf(actor), taken: 'payee_ended' })
}

interface Mark {
  readonly kind: (typeof PAYEE_MARKS)[number]
  readonly reason: string
  readonly person: string
  readonly taken: 'payee_verified' | 'payee_ended'
}

async function mark(tx: Tx, actor: Actor, id: string, { kind, reason, person, taken }: Mark): Promise<void> {
  const { rows } = await sql`
    insert into payments.payee_marks (payee_id, kind, reason, person_id, marked_at)
    values (${id}, ${kind}, ${tx.secrets.seal(reason, REASON)}, ${person}, ${tx.now})
    on conflict do nothing returning payee_id`.execute(tx.db)
  if (rows.length === 0) throw refuse(`payments.${taken}`)
  const act = kind === 'verified' ? 'verify_payee' : 'end_payee'
  await tell(tx, actor, act, { kind: 'payee', id, fundId: await fundOfPayee(tx, id) })
}
