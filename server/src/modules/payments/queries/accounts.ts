import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { exports } from '@shanju/contract/payments/exports.ts'
import type { routes } from '@shanju/contract/payments/routes.ts'
import type { BankAccount } from '@shanju/contract/payments/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'

const accountsWhere = (condition: RawBuilder<unknown>): RawBuilder<BankAccount> => sql<BankAccount>`
  select a.id, json_build_object('id', o.id, 'name', o.name) as host, a.bank_name as "bankName", a.last_four as "lastFour",
         a.ledger_account as "ledgerAccount", a.starts_on as "startsOn",
         (select count(*)::int from payments.bank_lines l where l.account_id = a.id
             and not exists (select 1 from payments.match_bank_lines m where m.line_id = l.id and m.live)) as "openCount",
         (select max(month) from payments.reconciliations r where r.account_id = a.id) as "reconciledMonth"
    from payments.bank_accounts a join organisations.pub_organisations o on o.id = a.host_id
   where ${condition} order by o.name, a.ledger_account, a.id`

export const listAccounts = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof routes.listAccounts>,
): Promise<Page<BankAccount>> => page(tx, query, mineOf(actor, query.hostId))

/** The same, all of them. */
export const allAccounts = (
  tx: Tx,
  actor: Actor,
  { query }: Input<typeof exports.listAccountsExport>,
): Promise<Listed<BankAccount>> => listed(tx, mineOf(actor, query.hostId), (rows) => rows)

function mineOf(actor: Actor, hostId: string | undefined): RawBuilder<BankAccount> {
  const mine = reaches(whereCan(actor, 'payments.read'), sql`o.path`, sql`array[o.id]`)
  const host = hostId ? sql`a.host_id = ${hostId}` : sql`true`
  return accountsWhere(sql`${mine} and ${host}`)
}

/** @throws Refusal payments.account_not_found */
export async function getAccount(tx: Tx, id: string): Promise<BankAccount> {
  const { rows } = await accountsWhere(sql`a.id = ${id}`).execute(tx.db)
  if (!rows[0]) throw refuse('payments.account_not_found')
  return rows[0]
}

/** Holds the account until the end of the transaction: matching asks what is free and then takes it. */
export async function lockAccount(tx: Tx, id: string): Promise<BankAccount> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payments account ${id}`}, 0))`.execute(tx.db)
  return getAccount(tx, id)
}

/** @throws Refusal payments.account_not_found */
export async function subjectOfAccount(tx: Tx, id: string): Promise<Subject> {
  return subjectOfOrganisation(tx, (await getAccount(tx, id)).host.id)
}

/** @throws Refusal payments.line_not_found */
export async function subjectOfLine(tx: Tx, lineId: string): Promise<Subject> {
  return subjectOfAccount(tx, (await accountOfLine(tx, lineId)).accountId)
}

/** @throws Refusal payments.line_not_found */
export async function accountOfLine(tx: Tx, lineId: string): Promise<{ accountId: string; on: string; fen: bigint }> {
  const { rows } = await sql<{ accountId: string; on: string; fen: bigint }>`
    select account_id as "accountId", booked_on as "on", amount_fen as fen from payments.bank_lines
     where id = ${lineId}`.execute(tx.db)
  if (!rows[0]) throw refuse('payments.line_not_found')
  return rows[0]
}

/** @throws Refusal payments.match_not_found */
export async function accountOfMatch(tx: Tx, matchId: string): Promise<string> {
  const { rows } = await sql<{
    account_id: string
  }>`select account_id from payments.matches where id = ${matchId}`.execute(tx.db)
  if (!rows[0]) throw refuse('payments.match_not_found')
  return rows[0].account_id
}
