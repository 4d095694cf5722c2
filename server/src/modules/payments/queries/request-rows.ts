import type { Subject } from '@shanju/contract/access.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { PaidKind, RequestState } from '@shanju/contract/payments/vocab.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { AuthorityFacts, PayeeFacts } from '../logic/decide-payment.ts'

/** A request as steps are decided by. */
export interface RequestRow {
  readonly id: string
  readonly code: string
  readonly authorityId: string
  readonly payeeId: string
  readonly hostId: string
  readonly fundId: string
  readonly restrictionId: string
  readonly amountFen: bigint
  readonly paidFen: bigint
  readonly returnedFen: bigint
  readonly state: RequestState
  readonly steps: number
  readonly requestedBy: string
  readonly checkedBy: string | null
  readonly approvedBy: string | null
  readonly sentBy: string | null
  readonly commitmentId: string | null
  readonly batchId: string | null
  readonly sentOn: PlainDate | null
  readonly paidOn: PlainDate | null
  readonly payeeKind: PaidKind
  /** Who handed in the proof that waits, and which it is. */
  readonly provedBy: string | null
  readonly proofId: string | null
}

/** In the order of their ids. */
export async function requestRows(tx: Tx, condition: RawBuilder<unknown>): Promise<RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    select r.id, r.code, r.authority_id as "authorityId", r.payee_id as "payeeId", r.host_id as "hostId",
           r.fund_id as "fundId", r.restriction_id as "restrictionId", r.amount_fen as "amountFen", r.paid_fen as "paidFen",
           r.returned_fen as "returnedFen", r.state, r.steps, r.requested_by as "requestedBy", r.checked_by as "checkedBy",
           r.approved_by as "approvedBy", r.sent_by as "sentBy", r.commitment_id as "commitmentId", r.batch_id as "batchId",
           payments.day_of(s.at) as "sentOn", d.done_on as "paidOn", p.kind as "payeeKind",
           q.person_id as "provedBy", q.proof_id as "proofId"
      from payments.requests r
      join payments.payees p on p.id = r.payee_id
      left join payments.steps s on s.request_id = r.id and s.step = 'sent'
      left join payments.steps d on d.request_id = r.id and d.step = 'paid'
      left join lateral (select person_id, proof_id from payments.steps q
                          where r.state = 'proving' and q.request_id = r.id and q.step = 'proving'
                          order by q.no desc limit 1) q on true
     where ${condition} order by r.id`.execute(tx.db)
  return rows
}

/** @throws Refusal payments.payment_not_found */
export async function getRequestRow(tx: Tx, id: string): Promise<RequestRow> {
  const [row] = await requestRows(tx, sql`r.id = ${id}`)
  if (!row) throw refuse('payments.payment_not_found')
  return row
}

/** @throws Refusal payments.payment_not_found */
export async function subjectOfPayment(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ fundId: string }>`
    select fund_id as "fundId" from payments.requests where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('payments.payment_not_found')
  return subjectOfFund(tx, rows[0].fundId)
}

export interface Standing {
  readonly fundId: string
  readonly motionId: string
  readonly hostId: string
  readonly restrictionId: string
  readonly mostEachFen: bigint
  readonly leftFen: bigint
  readonly authority: AuthorityFacts
  readonly payee: PayeeFacts
  readonly earlierUnproven: boolean
}

/** An authority and a payee as they stand to each other. @throws Refusal payments.authority_not_found, payee_not_found */
export async function standingOf(tx: Tx, authorityId: string, payeeId: string): Promise<Standing> {
  const { rows: authorities } = await sql<AuthorityFacts & Omit<Standing, 'authority' | 'payee' | 'earlierUnproven'>>`
    select a.ended, a.valid_from as "validFrom", a.valid_to as "validTo", a.ratify_by as "ratifyBy", a.ratified,
           a.fund_id as "fundId", a.motion_id as "motionId", f.host_id as "hostId", a.restriction_id as "restrictionId",
           coalesce(a.each_cap_fen, a.cap_fen) as "mostEachFen", u.left_fen as "leftFen"
      from payments.pub_authorities a
      join payments.pub_authority_use u on u.authority_id = a.id
      join funds.pub_funds f on f.id = a.fund_id where a.id = ${authorityId}`.execute(tx.db)
  const [authority] = authorities
  if (!authority) throw refuse('payments.authority_not_found')
  const { rows: payees } = await sql<PayeeFacts & { readonly earlierUnproven: boolean }>`
    select p.kind, p.host_id = ${authority.hostId} as "ofHost",
           exists (select 1 from payments.payee_marks m where m.payee_id = p.id and m.kind = 'verified') as verified,
           exists (select 1 from payments.payee_marks m where m.payee_id = p.id and m.kind = 'ended') as ended,
           a.payee_kind = 'open' or (a.payee_hash = p.name_hash and a.payee_kind = p.kind) as approved,
           exists (select 1 from payments.requests r join payments.payees o on o.id = r.payee_id
                    where r.authority_id = a.id and o.name_hash = p.name_hash
                      and r.state in ('paid', 'proving')) as "earlierUnproven"
      from payments.payees p, payments.authorities a where p.id = ${payeeId} and a.id = ${authorityId}`.execute(tx.db)
  const [payee] = payees
  if (!payee) throw refuse('payments.payee_not_found')
  const { fundId, motionId, hostId, restrictionId, mostEachFen, leftFen } = authority
  return {
    fundId,
    motionId,
    hostId,
    restrictionId,
    mostEachFen,
    leftFen,
    authority,
    payee,
    earlierUnproven: payee.earlierUnproven,
  }
}

/** The large-sum line of a fund's rules in force: a later module has it. */
export type LargeSumOf = (tx: Tx, fundId: string) => Promise<bigint | null>

/** What the same payee was asked for or paid of this fund lately, by whatever row of theirs, newest first. */
export async function recentOf(
  tx: Tx,
  fundId: string,
  payeeId: string,
): Promise<{ readonly on: PlainDate; readonly fen: bigint }[]> {
  const { rows } = await sql<{ on: PlainDate; fen: bigint }>`
    select payments.day_of(r.requested_at) as "on", r.amount_fen as fen
      from payments.requests r join payments.payees p on p.id = r.payee_id
     where r.fund_id = ${fundId} and r.state not in ('refused', 'withdrawn', 'failed', 'returned')
       and p.name_hash = (select name_hash from payments.payees where id = ${payeeId})
       and r.requested_at > ${tx.now}::timestamptz - interval '400 days'
     order by r.requested_at desc limit 500`.execute(tx.db)
  return rows
}
