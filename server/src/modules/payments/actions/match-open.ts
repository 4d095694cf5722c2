import type { Actor } from '@shanju/contract/access.ts'
import type { BankAccount } from '@shanju/contract/payments/shapes.ts'
import { matchBank } from '#modules/ledger/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { openLines } from '../queries/bank-lines.ts'
import { openBookLines } from '../queries/book-lines.ts'
import { insertMatches } from './insert-matches.ts'

/** How many days the bank may be later or earlier than the books: settlement on the next day, weekends. */
const DAYS = 4

/** The numbers under which a platform or bank knows gifts. A later module has them; wiring hands them in. */
export type GiftNumbers = (tx: Tx, giftIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Matches what points to exactly one partner on both sides. The account is held by the caller. @returns how many */
export async function matchOpen(tx: Tx, actor: Actor, account: BankAccount, numbersOf: GiftNumbers): Promise<number> {
  const bank = await openLines(tx, account.id)
  if (bank.length === 0) return 0
  const books = await openBookLines(tx, account)
  const numbers = await numbersOf(tx, [...new Set(books.flatMap((line) => line.giftId ?? []))])
  const keys = new Map(books.map((line) => [`${line.entryId}/${line.no}`, line]))
  const { matches } = matchBank(
    bank,
    [...keys].map(([id, line]) => ({
      ...{ id, on: line.postedOn, fen: line.fen },
      reference: line.giftId === null ? null : (numbers.get(line.giftId) ?? null),
      // What one channel brought on one day is often settled in one sum.
      batch: line.channel === null ? null : `${line.channel} ${line.postedOn}`,
    })),
    DAYS,
  )
  await insertMatches(
    tx,
    actor,
    account.id,
    matches.map((match) => ({
      reason: match.reason,
      bankLineIds: [match.bank],
      books: match.books.flatMap((id) => keys.get(id) ?? []),
    })),
  )
  return matches.length
}
