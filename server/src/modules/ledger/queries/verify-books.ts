import type { Tx } from '#platform/pg/db.ts'
import { addRows, type BalanceRow, deltasOf } from '../logic/index.ts'
import { entryOf, lineOf } from './rows.ts'
import { faultAround } from './verify/around.ts'
import { faultOfBalances } from './verify/balances.ts'
import { digestOf } from './verify/digest.ts'
import { checkSealed } from './verify/entries.ts'
import type { Fault } from './verify/fault.ts'
import { addFlows, type Flows, faultOfFlows } from './verify/flows.ts'
import { booksValues, type SealedBooks, sealedAfter, sealedBooks } from './verify/sealed.ts'
import { faultOfTrace } from './verify/trace.ts'
import { faultOfVouchers } from './verify/vouchers.ts'

export interface Verified {
  readonly entries: number
  readonly lines: number
  readonly balances: number
  /** Seal of the last entry that was found in order: equal seals, equal books up to there. */
  readonly seal: string
  readonly fault: Fault | undefined
}

const CHUNK = 2000

/**
 * Replays one set of books from its lines, in code that shares nothing with the triggers, and compares: the charts and
 * dimensions as written, numbers without gaps, every row as it was sealed, every entry balanced, every balance and
 * cash flow equal to its replay, every voucher the sum of its entries. Memory holds one row per balance key, not per entry.
 */
export async function verifyBooks(tx: Tx, bookId: string, progress?: (entries: number) => void): Promise<Verified> {
  const books = await sealedBooks(tx, bookId)
  const around = books ? await faultAround(tx, bookId) : missingBooks(bookId)
  if (!books || around) return { entries: 0, lines: 0, balances: 0, seal: '', fault: around }
  const table = new Map<string, BalanceRow>()
  const flows: Flows = new Map()
  let entries = 0
  let lines = 0
  let openings = 0
  let last = { number: 0n, seal: digestOf(booksValues(books)) }
  const result = (fault: Fault | undefined): Verified => ({
    ...{ entries, lines, balances: table.size, seal: last.seal.toString('hex'), fault },
  })
  for (;;) {
    const chunk = await sealedAfter(tx, bookId, last.number, CHUNK)
    for (const { head, lines: stored } of chunk) {
      const checked = checkSealed(head, stored, last)
      if (checked.fault) return result(checked.fault)
      const entry = entryOf(head, stored.map(lineOf))
      addRows(table, deltasOf(entry))
      addFlows(flows, entry)
      last = { number: head.number, seal: checked.seal }
      entries += 1
      lines += stored.length
      if (head.type === 'opening') openings += 1
    }
    progress?.(entries)
    if (chunk.length < CHUNK) break
  }
  return result(
    faultOfHead(books, last, openings) ??
      (await faultOfBalances(tx, bookId, table)) ??
      (await faultOfFlows(tx, bookId, flows)) ??
      (await faultOfTrace(tx, bookId)) ??
      (await faultOfVouchers(tx, bookId)),
  )
}

const missingBooks = (row: string): Fault => ({ table: 'books', row, what: 'is missing' })

/** The books must say of their entries what their entries say. */
function faultOfHead(
  books: SealedBooks,
  last: { readonly number: bigint; readonly seal: Uint8Array },
  openings: number,
): Fault | undefined {
  const fault = (what: string): Fault => ({ table: 'books', row: books.id, what })
  if (books.next_number !== last.number + 1n) {
    return fault(`the next number is ${books.next_number}, the last entry ${last.number}`)
  }
  if (!books.seal.equals(last.seal)) return fault('its seal is not that of the last entry')
  if ((books.opening === 'entry') !== (openings === 1)) {
    return fault(`its opening is said to be ${books.opening}, and ${openings} opening entries stand`)
  }
  return undefined
}
