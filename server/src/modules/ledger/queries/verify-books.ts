import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { addRows, type BalanceRow, balanceKeyText, deltasOf } from '../logic/index.ts'
import { entryOf, GENERAL_ID, lineOf, type StoredEntry, type StoredLine } from './rows.ts'

/** The first thing found wrong: which row, and what the replay expected there. */
export interface Fault {
  readonly table: 'entries' | 'lines' | 'balances' | 'books'
  readonly row: string
  readonly what: string
}

export interface Verified {
  readonly entries: number
  readonly lines: number
  readonly balances: number
  readonly fault: Fault | undefined
}

const CHUNK = 2000

/**
 * Replays one set of books from its lines, in code that shares nothing with the triggers, and compares: numbers without
 * gaps, every entry balanced, every balance equal to its replay, none missing, none too many. Memory holds one row per
 * balance key, not per entry.
 */
export async function verifyBooks(tx: Tx, bookId: string, progress?: (entries: number) => void): Promise<Verified> {
  const table = new Map<string, BalanceRow>()
  let entries = 0
  let lines = 0
  let after = 0n
  for (;;) {
    const chunk = await entriesAfter(tx, bookId, after)
    for (const { head, stored } of chunk) {
      const fault = faultOfEntry(head, stored, after)
      if (fault) return { entries, lines, balances: 0, fault }
      addRows(table, deltasOf(entryOf(head, stored.map(lineOf))))
      after = head.number
      entries += 1
      lines += stored.length
    }
    progress?.(entries)
    if (chunk.length < CHUNK) break
  }
  const fault = (await faultOfBook(tx, bookId, after)) ?? (await faultOfBalances(tx, bookId, table))
  return { entries, lines, balances: table.size, fault }
}

async function entriesAfter(tx: Tx, bookId: string, after: bigint) {
  const { rows: heads } = await sql<StoredEntry>`
    select e.*, null as reversed_by from ledger.entries e
     where e.book_id = ${bookId} and e.number > ${after} order by e.number limit ${CHUNK}`.execute(tx.db)
  const { rows: stored } = await sql<StoredLine>`
    select * from ledger.lines where entry_id = any(${heads.map((head) => head.id)}::uuid[]) order by entry_id, no`.execute(
    tx.db,
  )
  const byEntry = Map.groupBy(stored, (line) => line.entry_id)
  return heads.map((head) => ({ head, stored: byEntry.get(head.id) ?? [] }))
}

function faultOfEntry(head: StoredEntry, lines: readonly StoredLine[], before: bigint): Fault | undefined {
  const fault = (what: string): Fault => ({ table: 'entries', row: `${head.id} (no. ${head.number})`, what })
  if (head.number !== before + 1n) return fault(`number ${before + 1n} is missing before it`)
  let debit = 0n
  let credit = 0n
  for (const [index, line] of lines.entries()) {
    if (line.no !== index + 1)
      return { table: 'lines', row: `${head.id}/${line.no}`, what: `line ${index + 1} is missing` }
    if (line.side === 'debit') debit += line.amount_fen
    else credit += line.amount_fen
  }
  if (debit !== credit || debit !== head.total_fen) {
    return fault(`debits ${debit}, credits ${credit}, head says ${head.total_fen}`)
  }
  return undefined
}

async function faultOfBook(tx: Tx, bookId: string, last: bigint): Promise<Fault | undefined> {
  const { rows } = await sql<{
    next_number: bigint
  }>`select next_number from ledger.books where id = ${bookId}`.execute(tx.db)
  const next = rows[0]?.next_number
  return next === last + 1n
    ? undefined
    : { table: 'books', row: bookId, what: `next number is ${next}, last entry ${last}` }
}

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

async function faultOfBalances(
  tx: Tx,
  bookId: string,
  replayed: ReadonlyMap<string, BalanceRow>,
): Promise<Fault | undefined> {
  const { rows } = await sql<StoredBalance>`select * from ledger.balances where book_id = ${bookId}`.execute(tx.db)
  const left = new Map(replayed)
  for (const row of rows) {
    const name = balanceKeyText(keyOf(bookId, row))
    const expected = left.get(name)
    left.delete(name)
    const where: Pick<Fault, 'table' | 'row'> = { table: 'balances', row: name.replaceAll('\n', ' ').trim() }
    if (!expected) return { ...where, what: 'no entry moves this balance' }
    const wrong = (['debit', 'credit', 'closeDebit', 'closeCredit'] as const).find((side) => {
      const stored = {
        debit: row.debit_fen,
        credit: row.credit_fen,
        closeDebit: row.close_debit_fen,
        closeCredit: row.close_credit_fen,
      }
      return stored[side] !== expected[`${side}Fen`]
    })
    if (wrong) return { ...where, what: `${wrong} differs from the entries: expected ${expected[`${wrong}Fen`]}` }
  }
  const missing = left.keys().next()
  return missing.done
    ? undefined
    : { table: 'balances', row: missing.value.replaceAll('\n', ' ').trim(), what: 'is missing' }
}

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
