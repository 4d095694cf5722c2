import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type BalanceRow, type FundStatement, fundStatement } from '../../logic/index.ts'

const ALL = 'all'

/**
 * What funds had, took in, spent and have over some months, by class: one fund, or several summed. From balances alone.
 * @param from first month, "2026-01"; what lies before is the opening
 */
export async function getFundStatement(
  tx: Tx,
  fundIds: readonly string[],
  from: string,
  to: string,
): Promise<FundStatement> {
  const { rows } = await sql<Omit<BalanceRow, 'book' | 'fund'> & { before: boolean }>`
    select b.account, b.restriction, null as "restrictionId", b.project_id as project, b.kind, '' as month,
           b.month < ${from} as before, sum(b.debit_fen)::bigint as "debitFen", sum(b.credit_fen)::bigint as "creditFen",
           sum(b.close_debit_fen)::bigint as "closeDebitFen", sum(b.close_credit_fen)::bigint as "closeCreditFen"
      from ledger.balances b
     where b.fund_id = any(${[...fundIds]}::uuid[]) and b.month <= ${to} and b.account ~ '^[345]'
     group by 1, 2, 4, 5, 7 order by 1, 4`.execute(tx.db)
  const some = (before: boolean) => rows.filter((row) => row.before === before).map((row) => ({ ...row, fund: ALL }))
  return fundStatement(ALL, some(true), some(false))
}
