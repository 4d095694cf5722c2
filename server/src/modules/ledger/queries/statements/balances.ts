/** What statements are computed from: balances and cash flows, summed by the database, never lines. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { BalanceRow, CashFlow } from '../../logic/index.ts'
import { GENERAL_ID } from '../rows.ts'
import type { Scope } from './scope.ts'

interface Summed {
  account: string
  restriction: BalanceRow['restriction']
  restrictionId: string | null
  fund: string | null
  project: string | null
  kind: BalanceRow['kind']
  month: string
  debitFen: bigint
  creditFen: bigint
  closeDebitFen: bigint
  closeCreditFen: bigint
}

const sums = sql`sum(b.debit_fen)::bigint as "debitFen", sum(b.credit_fen)::bigint as "creditFen",
  sum(b.close_debit_fen)::bigint as "closeDebitFen", sum(b.close_credit_fen)::bigint as "closeCreditFen"`

const where = ({ books, fund }: Scope, to: string): RawBuilder<unknown> =>
  sql`b.book_id = any(${[...books]}::uuid[]) and b.month <= ${to} ${fund === null ? sql`` : sql`and b.fund_id = ${fund}`}`

const rowOf = (row: Summed): BalanceRow => ({
  ...row,
  book: '',
  fund: row.fund === GENERAL_ID ? 'general' : row.fund,
})

interface Wanted {
  /** First months of the periods that are told apart, in order; what lies before the first is one period, "…-00". */
  readonly periods: readonly string[]
  /** Why net assets moved, and cost by project: form 02 alone asks. */
  readonly detailed: boolean
  /** Accounts from this code on. */
  readonly accounts?: string
}

/** Balances up to a month, summed over funds, limits and the months of each period; a period is named by its first month. */
export async function balancesUpTo(
  tx: Tx,
  scope: Scope,
  to: string,
  { periods, detailed, accounts = '1' }: Wanted,
): Promise<BalanceRow[]> {
  const month = periods.reduce<RawBuilder<unknown>>(
    (before, first) => sql`case when b.month >= ${first} then ${first} else ${before} end`,
    sql`${`${periods[0]?.slice(0, 4)}-00`}`,
  )
  const { rows } = await sql<Summed>`
    select b.account, b.restriction, null as "restrictionId", null as fund,
           ${detailed ? sql`b.kind` : sql`null`} as kind,
           ${detailed ? sql`case when b.account like '5101%' then b.project_id end` : sql`null::uuid`} as project,
           ${month} as month, ${sums}
      from ledger.balances b where ${where(scope, to)} and b.account >= ${accounts} group by 1, 2, 5, 6, 7`.execute(
    tx.db,
  )
  return rows.map(rowOf)
}

/** The same by fund and limit, in two months only: everything before the year, and the year up to the month. */
export async function potsUpTo(tx: Tx, scope: Scope, to: string): Promise<BalanceRow[]> {
  const year = to.slice(0, 4)
  const { rows } = await sql<Summed>`
    select b.account, b.restriction, b.restriction_id as "restrictionId", b.fund_id as fund, b.kind,
           case when b.account like '5101%' then b.project_id end as project,
           case when b.month < ${`${year}-01`} then ${`${year}-00`} else ${to} end as month, ${sums}
      from ledger.balances b where ${where(scope, to)} group by 1, 2, 3, 4, 5, 6, 7`.execute(tx.db)
  return rows.map(rowOf)
}

/** Net inflow per month and line of form 03. */
export async function flowsUpTo(tx: Tx, scope: Scope, from: string, to: string): Promise<CashFlow[]> {
  const { rows } = await sql<Omit<CashFlow, 'book'>>`
    select c.month, c.cash_line as "cashLine", sum(c.inflow_fen)::bigint as "inflowFen" from ledger.cash_flows c
     where c.book_id = any(${[...scope.books]}::uuid[]) and c.month >= ${from} and c.month <= ${to}
     group by 1, 2`.execute(tx.db)
  return rows.map((row) => ({ ...row, book: '' }))
}
