import type { BankAccount, Statement, StatementItem } from '@shanju/contract/payments/shapes.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { absolute, adjusted, kindOf } from '../logic/statement.ts'
import { getAccount } from './accounts.ts'
import { notYetInBooks } from './bank-lines.ts'
import { bookBalance, notYetAtBank } from './book-lines.ts'

/** "2026-02" → "2026-02-28" */
export function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** @throws Refusal payments.account_not_found */
export async function getStatement(tx: Tx, accountId: string, month: string): Promise<Statement> {
  return statementOf(tx, await getAccount(tx, accountId), month)
}

/**
 * The reconciliation of a month as the matches stand now. The bank's balance is what was confirmed, else what stands
 * beside its last line.
 * @param typedFen the closing balance on the bank's paper
 */
export async function statementOf(tx: Tx, account: BankAccount, month: string, typedFen?: bigint): Promise<Statement> {
  const until = lastDayOf(month)
  const confirmed = await lastConfirmed(tx, account.id, month)
  const bank = await notYetInBooks(tx, account.id, until)
  const books = await notYetAtBank(tx, account, until)
  const items: StatementItem[] = [
    ...bank.map(({ on, fen, reference }) => ({
      ...{ kind: kindOf('bank', fen), on, fen: absolute(fen), reference, summary: null, entryId: null },
    })),
    ...books.map(({ postedOn, fen, summary, entryId }) => ({
      ...{ kind: kindOf('books', fen), on: postedOn, fen: absolute(fen), reference: null, summary, entryId },
    })),
  ]
  const booksFen = await bookBalance(tx, account, until)
  const bankFen = typedFen ?? confirmed?.bankFen ?? (await balanceInFile(tx, account.id, until)) ?? null
  return { account, month, booksFen, bankFen, items, confirmed, ...adjusted({ booksFen, bankFen, items }) }
}

async function lastConfirmed(tx: Tx, accountId: string, month: string): Promise<Statement['confirmed']> {
  const { rows } = await sql<NonNullable<Statement['confirmed']>>`
    select confirmed_at as at, confirmed_by as by, bank_fen as "bankFen" from payments.reconciliations
     where account_id = ${accountId} and month = ${month} order by confirmed_at desc, id desc limit 1`.execute(tx.db)
  return rows[0] ?? null
}

async function balanceInFile(tx: Tx, accountId: string, until: string): Promise<bigint | undefined> {
  const { rows } = await sql<{ balance_fen: bigint | null }>`
    select balance_fen from payments.bank_lines where account_id = ${accountId} and booked_on <= ${until}
     order by booked_on desc, import_id desc, row_no desc limit 1`.execute(tx.db)
  return rows[0]?.balance_fen ?? undefined
}

/**
 * Which accounts of a host have no confirmed reconciliation of a month, or one that no longer holds because lines or
 * entries of the month came later; a host without a known account says nothing of its bank. Empty: the month is
 * reconciled.
 */
export async function unreconciled(tx: Tx, hostId: string, month: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; begun: boolean }>`
    select id, starts_on <= ${lastDayOf(month)} as begun from payments.bank_accounts where host_id = ${hostId}
     order by id`.execute(tx.db)
  if (rows.length === 0) return ['']
  const missing: string[] = []
  for (const { id, begun } of rows) {
    if (!begun) continue
    const { account, confirmed, adjustedBooksFen, adjustedBankFen } = await getStatement(tx, id, month)
    if (!confirmed || adjustedBooksFen !== adjustedBankFen) missing.push(`${account.bankName} …${account.lastFour}`)
  }
  return missing
}
