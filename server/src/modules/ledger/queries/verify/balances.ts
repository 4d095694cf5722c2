import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type BalanceRow, balanceKeyText } from '../../logic/index.ts'
import { GENERAL_ID } from '../rows.ts'
import type { Fault } from './fault.ts'

interface StoredBalance {
  account: string
  restriction: BalanceRow['restriction']
  restriction_id: string | null
  fund_id: string | null
  project_id: string | null
  kind: BalanceRow['kind']
  month: string
  debit_fen: bigint
  credit_fen: bigint
  close_debit_fen: bigint
  close_credit_fen: bigint
}

/** The first balance that is wrong, too many or missing beside the replay. */
export async function faultOfBalances(
  tx: Tx,
  bookId: string,
  replayed: ReadonlyMap<string, BalanceRow>,
): Promise<Fault | undefined> {
  const { rows } = await sql<StoredBalance>`
    select * from ledger.balances where book_id = ${bookId} order by month, account`.execute(tx.db)
  const left = new Map(replayed)
  for (const row of rows) {
    const name = balanceKeyText(keyOf(bookId, row))
    const what = differenceOf(row, left.get(name))
    if (what) return { table: 'balances', row: shown(name), what }
    left.delete(name)
  }
  const missing = left.keys().next()
  return missing.done ? undefined : { table: 'balances', row: shown(missing.value), what: 'is missing' }
}

function differenceOf(row: StoredBalance, expected: BalanceRow | undefined): string | undefined {
  if (!expected) return 'no entry moves this balance'
  const pairs: [string, bigint, bigint][] = [
    ['debit', row.debit_fen, expected.debitFen],
    ['credit', row.credit_fen, expected.creditFen],
    ['closing debit', row.close_debit_fen, expected.closeDebitFen],
    ['closing credit', row.close_credit_fen, expected.closeCreditFen],
  ]
  const wrong = pairs.find(([, stored, replayed]) => stored !== replayed)
  return wrong && `${wrong[0]} is ${wrong[1]}, the entries say ${wrong[2]}`
}

const shown = (name: string): string => name.replaceAll('\n', ' ').trim()

const keyOf = (book: string, row: StoredBalance) => ({
  book,
  account: row.account,
  restriction: row.restriction,
  restrictionId: row.restriction_id,
  fund: row.fund_id === GENERAL_ID ? 'general' : row.fund_id,
  project: row.project_id,
  kind: row.kind,
  month: row.month,
})
