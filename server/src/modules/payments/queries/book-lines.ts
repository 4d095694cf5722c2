import type { BankAccount, BookLineShown } from '@shanju/contract/payments/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

export interface BookRow extends BookLineShown {
  readonly channel: string | null
  readonly giftId: string | null
}

/**
 * Lines of the books that wait for the bank on a day: posted since the account began, in no match, and not undone by an
 * entry of the same days, because what was recorded by mistake never reaches a bank. What was there before is in the
 * opening balance.
 */
const waiting = (account: Pick<BankAccount, 'host' | 'ledgerAccount' | 'startsOn'>, until: string) => sql`
  b.book_id = ${account.host.id} and b.account = ${account.ledgerAccount} and b.type = 'ordinary'
  and b.posted_on >= ${account.startsOn} and b.posted_on <= ${until}
  and (b.reversed_by is null or b.reversed_on > ${until}) and (b.reverses is null or exists (
    select 1 from payments.match_book_lines m where m.entry_id = b.reverses and m.live))`

const columns = sql`b.entry_id as "entryId", b.no, b.number::int as number, b.posted_on as "postedOn", b.summary, b.fen,
  b.channel, b.gift_id as "giftId" from ledger.pub_bank_lines b`

const unmatched = sql`not exists (
  select 1 from payments.match_book_lines m where m.entry_id = b.entry_id and m.no = b.no and m.live)`

/** All that wait, oldest first. */
export async function openBookLines(
  tx: Tx,
  account: BankAccount,
  more: RawBuilder<unknown> = sql`true`,
): Promise<BookRow[]> {
  const { rows } = await sql<BookRow>`select ${columns} where ${waiting(account, tx.today)} and ${unmatched} and ${more}
    order by b.posted_on, b.number, b.no`.execute(tx.db)
  return rows
}

/** Of these entries, the lines on the account. */
export async function bookLinesOf(tx: Tx, account: BankAccount, entryIds: readonly string[]): Promise<BookRow[]> {
  const { rows } = await sql<BookRow>`select ${columns}
    where b.book_id = ${account.host.id} and b.account = ${account.ledgerAccount} and b.entry_id = any(${[...entryIds]}::uuid[])
    order by b.posted_on, b.number, b.no`.execute(tx.db)
  return rows
}

/** In the books at the end of a day, and at the bank not yet, or later. */
export async function notYetAtBank(tx: Tx, account: BankAccount, until: string): Promise<BookRow[]> {
  const { rows } = await sql<BookRow>`select ${columns} where ${waiting(account, until)} and not exists (
      select 1 from payments.match_book_lines m
        join payments.match_bank_lines o on o.match_id = m.match_id and o.live
        join payments.bank_lines l on l.id = o.line_id
       where m.entry_id = b.entry_id and m.no = b.no and m.live and l.booked_on <= ${until})
    order by b.posted_on, b.number, b.no`.execute(tx.db)
  return rows
}

/** What the books say of the account at the end of a day. */
export async function bookBalance(tx: Tx, account: BankAccount, until: string): Promise<bigint> {
  const { rows } = await sql<{ fen: bigint }>`
    select coalesce(sum(fen), 0)::bigint as fen from ledger.pub_bank_lines
     where book_id = ${account.host.id} and account = ${account.ledgerAccount} and posted_on <= ${until}`.execute(tx.db)
  return rows[0]?.fen ?? 0n
}
