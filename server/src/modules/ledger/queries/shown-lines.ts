import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { accountTitle, findAccount, GENERAL_FUND, type Line } from '../logic/index.ts'

export interface ShownLineRow {
  no: number
  account: string
  accountName: string
  side: 'debit' | 'credit'
  amountFen: bigint
  restriction: 'U' | 'R' | null
  fund: { id: string; name: string } | null
  kind: string | null
  cashLine: string | null
}

/** Lines that are not in the books (yet), as people read them; general note 4 does not allow a code without its title. */
export async function shownLines(tx: Tx, lines: readonly Line[]): Promise<ShownLineRow[]> {
  const ids = lines.flatMap(({ fund }) => (fund === null || fund === GENERAL_FUND ? [] : [fund]))
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from ledger.funds where id = any(${ids}::uuid[])`.execute(tx.db)
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return lines.map((line, index) => {
    const account = findAccount('2024', line.account)
    const name = line.fund === null ? undefined : names.get(line.fund)
    return {
      no: index + 1,
      account: line.account,
      accountName: account ? accountTitle(account, line.restriction) : line.account,
      side: line.side,
      amountFen: line.amountFen,
      restriction: line.restriction,
      fund: line.fund === null || name === undefined ? null : { id: line.fund, name },
      kind: line.kind,
      cashLine: line.cashLine,
    }
  })
}

/** Rows of lines with the titles of their accounts, the class appended as the prescribed sub-accounts are called. */
export function titled<T extends { account: string; restriction: 'U' | 'R' | null }>(rows: readonly T[]): T[] {
  return rows.map((row) => {
    const account = findAccount('2024', row.account)
    return { ...row, accountName: account ? accountTitle(account, row.restriction) : row.account }
  })
}
