import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type BalanceRow, type CashFlow, findAccount, isAgencyAsset, isCash } from '../logic/index.ts'
import { fundOf } from './rows.ts'

/** All balances of a set of books, as the rules read them. */
export async function balanceRows(tx: Tx, book: string): Promise<BalanceRow[]> {
  const { rows } = await sql<BalanceRow>`
    select book_id as book, account, restriction, restriction_id as "restrictionId", fund_id as fund,
           project_id as project, kind, month, debit_fen as "debitFen", credit_fen as "creditFen",
           close_debit_fen as "closeDebitFen", close_credit_fen as "closeCreditFen"
      from ledger.balances where book_id = ${book}`.execute(tx.db)
  return rows.map((row) => ({ ...row, fund: fundOf(row.fund) }))
}

/** Cash flows of a year up to a month, by month and line of form 03. On own cash a debit comes in, elsewhere a credit. */
export async function cashFlows(tx: Tx, book: string, year: string, month: string): Promise<CashFlow[]> {
  const { rows } = await sql<{ month: string; cashLine: CashFlow['cashLine']; account: string; fen: bigint }>`
    select e.month, l.cash_line as "cashLine", l.account,
           sum(case l.side when 'debit' then l.amount_fen else -l.amount_fen end)::bigint as fen
      from ledger.entries e join ledger.lines l on l.entry_id = e.id
     where e.book_id = ${book} and e.month >= ${`${year}-01`} and e.month <= ${month} and l.cash_line is not null
     group by 1, 2, 3`.execute(tx.db)
  return rows.map(({ account, fen, ...flow }) => {
    const found = findAccount('2024', account)
    return { book, ...flow, inflowFen: found && isCash(found) ? fen : -fen }
  })
}

/** Agency assets and liabilities by receiver, up to a month. */
export async function agencyByReceiver(tx: Tx, book: string, month: string) {
  const { rows } = await sql<{ receiver: string | null; account: string; fen: bigint }>`
    select l.counterparty_id as receiver, l.account,
           sum(case l.side when 'debit' then l.amount_fen else -l.amount_fen end)::bigint as fen
      from ledger.lines l join ledger.entries e on e.id = l.entry_id
     where l.book_id = ${book} and l.account ~ '^(1801|2601|1001|1002|1009)' and l.counterparty_id is not null
       and e.month <= ${month}
     group by 1, 2`.execute(tx.db)
  const receivers = new Map<string, { receiver: string; assetsFen: bigint; liabilitiesFen: bigint }>()
  for (const { receiver, account, fen } of rows) {
    const found = findAccount('2024', account)
    if (!found || receiver === null) continue
    const one = receivers.get(receiver) ?? { receiver, assetsFen: 0n, liabilitiesFen: 0n }
    if (isAgencyAsset(found)) receivers.set(receiver, { ...one, assetsFen: one.assetsFen + fen })
    else if (found.first === '2601') receivers.set(receiver, { ...one, liabilitiesFen: one.liabilitiesFen - fen })
  }
  return [...receivers.values()]
}
