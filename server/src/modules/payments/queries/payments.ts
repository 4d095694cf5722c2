import { type Actor, can, whereCan } from '@shanju/contract/access.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { Payment, PaymentCounts, PaymentListed, PublicPayment } from '@shanju/contract/payments/payout-shapes.ts'
import type { routes } from '@shanju/contract/payments/routes.ts'
import { PAYMENT_STEP_NAMES, PAYMENT_STEPS } from '@shanju/contract/payments/vocab.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { shownNames } from '#modules/identity/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { GOES_ON, refuseAuthority, refusePayee, refuseStep } from '../logic/decide-payment.ts'
import { getAuthority } from './authorities.ts'
import { labelOf } from './payees.ts'
import { getRequestRow, standingOf } from './request-rows.ts'

/** Binds why a step was taken to its column. */
export const REASON = 'payments.steps.reason'

type Row = Omit<PaymentListed, 'payee'> & {
  readonly payeeId: string
  readonly payeeKind: PaymentListed['payee']['kind']
  readonly shownName: string | null
  readonly name: Buffer
}

const paymentsWhere = (condition: RawBuilder<unknown>): RawBuilder<Row> => sql<Row>`
  select r.id, r.code, r.state, json_build_object('id', f.id, 'name', f.name) as fund, p.id as "payeeId",
         p.kind as "payeeKind", p.shown_name as "shownName", w.name, r.amount_fen as "amountFen", r.paid_fen as "paidFen",
         r.returned_fen as "returnedFen", r.purpose, a.kind = 'emergency' and not a.ratified as unratified,
         r.requested_at as "requestedAt", r.paid_at as "paidAt", r.reached_at as "reachedAt",
         round(extract(epoch from r.paid_at - r.requested_at) / 3600, 1)::float8 as "hoursToPay"
    from payments.requests r
    join payments.payees p on p.id = r.payee_id
    join payments.payee_words w on w.payee_id = p.id
    join payments.pub_authorities a on a.id = r.authority_id
    join funds.pub_funds f on f.id = r.fund_id
   where ${condition} order by r.requested_at desc, r.id desc`

const shown = (tx: Tx, { payeeId, payeeKind, shownName, name, ...row }: Row): PaymentListed => ({
  ...row,
  payee: { id: payeeId, kind: payeeKind, label: labelOf(tx, { shownName, name }) },
})

const within = (actor: Actor): RawBuilder<boolean> =>
  reaches(whereCan(actor, 'payments.read'), sql`f.path`, sql`array[r.host_id]`)

type Filters = Omit<Input<typeof routes.listPayments>['query'], 'page' | 'pageSize'>

function wanted(actor: Actor, query: Filters): RawBuilder<unknown> {
  const found: RawBuilder<unknown>[] = [within(actor)]
  if (query.fundId) found.push(sql`r.fund_id = ${query.fundId}`)
  if (query.authorityId) found.push(sql`r.authority_id = ${query.authorityId}`)
  if (query.batchId) found.push(sql`r.batch_id = ${query.batchId}`)
  if (query.state) found.push(sql`r.state = ${query.state}`)
  if (query.toProve) found.push(sql`r.state in ('paid', 'proving')`)
  if (query.q)
    found.push(sql`(r.code = upper(replace(${query.q}, '-', '')) or position(lower(${query.q}) in lower(r.purpose)) > 0
      or position(lower(${query.q}) in lower(p.shown_name)) > 0)`)
  return sql.join(found, sql` and `)
}

export async function listPayments(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listPayments>,
): Promise<Page<PaymentListed>> {
  const rows = await page(tx, query, paymentsWhere(wanted(actor, query)))
  return { ...rows, items: rows.items.map((row) => shown(tx, row)) }
}

/** The whole list under its filters, for a file. */
export const allPayments = (tx: Tx, actor: Actor, { query }: { query: Filters }): Promise<Listed<PaymentListed>> =>
  listed(tx, paymentsWhere(wanted(actor, query)), (rows: Row[]) => rows.map((row) => shown(tx, row)))

/** What waits for whom, and how long the payments of the last year took. */
export async function countPayments(
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.countPayments>,
): Promise<PaymentCounts> {
  const fund = query.fundId ? sql`r.fund_id = ${query.fundId}` : sql`true`
  const { rows } = await sql<PaymentCounts>`
    select count(*) filter (where r.state = 'requested')::int as requested,
           count(*) filter (where r.state = 'checked')::int as checked,
           count(*) filter (where r.state = 'approved')::int as approved,
           count(*) filter (where r.state = 'sent')::int as sent,
           count(*) filter (where r.state in ('paid', 'proving'))::int as "toProve",
           count(r.paid_at)::int as "paidCount",
           round((percentile_cont(0.5) within group (order by extract(epoch from r.paid_at - r.requested_at) / 3600))
             ::numeric, 1)::float8 as "medianHours"
      from payments.requests r join funds.pub_funds f on f.id = r.fund_id
     where ${within(actor)} and ${fund}
       and (r.paid_at is null or r.state in ('paid', 'proving') or r.paid_at > ${tx.now}::timestamptz - interval '1 year')`.execute(
    tx.db,
  )
  const [counts] = rows
  if (!counts) throw new Error('an aggregate has a row')
  return counts
}

interface StepRow {
  readonly no: number
  readonly step: Payment['steps'][number]['step']
  readonly by: string
  readonly at: Date
  readonly amountFen: bigint | null
  readonly on: string | null
  readonly reference: string | null
  readonly reason: Buffer | null
}

interface More {
  readonly host: Payment['host']
  readonly projectId: string | null
  readonly budgetLine: string | null
  readonly milestone: string | null
}

interface ProofRow {
  readonly id: string
  readonly kind: Payment['proofs'][number]['kind']
  readonly confirmedOn: string
  readonly by: string
  readonly at: Date
  readonly mediaType: Payment['proofs'][number]['mediaType']
}

/** One payment, and what its reader may do next. @throws Refusal payments.payment_not_found */
export async function getPayment(tx: Tx, actor: Actor, id: string): Promise<Payment> {
  const row = await getRequestRow(tx, id)
  const { rows: heads } = await paymentsWhere(sql`r.id = ${id}`).execute(tx.db)
  const { rows: more } = await sql<More>`
    select json_build_object('id', o.id, 'name', o.name) as host, r.project_id as "projectId",
           r.budget_line as "budgetLine", r.milestone
      from payments.requests r join organisations.pub_organisations o on o.id = r.host_id where r.id = ${id}`.execute(
    tx.db,
  )
  const { rows: steps } = await sql<StepRow>`
    select no, step, person_id as "by", at, amount_fen as "amountFen", done_on as "on", reference, reason
      from payments.steps where request_id = ${id} order by no`.execute(tx.db)
  const { rows: proofs } = await sql<ProofRow>`
    select id, kind, confirmed_on as "confirmedOn", submitted_by as "by", submitted_at as at, media_type as "mediaType"
      from payments.proofs where request_id = ${id} order by id`.execute(tx.db)
  const [head] = heads
  const [besides] = more
  if (!head || !besides) throw refuse('payments.payment_not_found')
  const names = await shownNames(tx, [row.requestedBy, ...steps.map(({ by }) => by), ...proofs.map(({ by }) => by)])
  const who = (personId: string) => ({ id: personId, name: names.get(personId) ?? '' })
  return {
    ...shown(tx, head),
    ...besides,
    authority: await getAuthority(tx, row.authorityId),
    requestedBy: who(row.requestedBy),
    steps: steps.map(({ by, reason, ...step }) => ({
      ...step,
      by: who(by),
      reason: reason === null ? null : tx.secrets.open(reason, REASON),
    })),
    proofs: proofs.map(({ by, ...proof }) => ({ ...proof, by: who(by) })),
    next: await nextOf(tx, actor, row),
  }
}

/** Steps that this payment is open for, each with what stands against it for this reader. */
async function nextOf(tx: Tx, actor: Actor, row: Awaited<ReturnType<typeof getRequestRow>>): Promise<Payment['next']> {
  const subject = await subjectOfFund(tx, row.fundId)
  const { authority, payee } = await standingOf(tx, row.authorityId, row.payeeId)
  const standing = refuseAuthority(authority, tx.today) ?? refusePayee(payee)
  return PAYMENT_STEP_NAMES.filter((step) => (PAYMENT_STEPS[step].from as readonly string[]).includes(row.state)).map(
    (step) => {
      if (!can(actor, PAYMENT_STEPS[step].by, subject)) return { step, against: 'not_yours', params: {} }
      const against =
        refuseStep(row, step, actor.kind === 'person' ? actor.personId : null) ??
        (GOES_ON.has(step) ? standing : undefined)
      return { step, against: against?.code ?? null, params: { ...against?.params } }
    },
  )
}

/** What a fund paid, newest first. People are not named. */
export function listPublicPayments(
  tx: Tx,
  { params, query }: Input<typeof routes.publicPayments>,
): Promise<Page<PublicPayment>> {
  return page(
    tx,
    query,
    sql<PublicPayment>`
      select r.code, payments.day_of(r.paid_at) as "on", r.paid_fen as "amountFen", r.returned_fen as "returnedFen",
             r.purpose, p.shown_name as payee, r.reached_at is not null as reached,
             round(extract(epoch from r.paid_at - r.requested_at) / 3600, 1)::float8 as "hoursToPay"
        from payments.requests r join payments.payees p on p.id = r.payee_id
        join funds.pub_funds f on f.id = r.fund_id
       where r.fund_id = ${params.id} and r.paid_at is not null
       order by r.paid_at desc, r.id desc`,
  )
}
