import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { broughtForward, type JournalFormat, journalWriter } from '../logic/index.ts'
import { entriesByIds } from './get-entry.ts'

const CHUNK = 1000
const NO_DETAILS = new Map()

interface JournalWish {
  readonly hostId: string
  readonly format: JournalFormat
  /** Months, both counted; without them from the beginning, to the end. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * The journal of a set of books as text, piece by piece, of one moment where the transaction sees one. A period begins
 * with what stood before it, and ends with what our own balances say of every account.
 * @throws Refusal ledger.books_not_open
 */
export async function* journalOf(tx: Tx, { hostId, format, from, to }: JournalWish): AsyncGenerator<string> {
  const { rows: books } = await sql<{
    begins_on: string
  }>`select begins_on from ledger.books where id = ${hostId}`.execute(tx.db)
  const beginsOn = books[0]?.begins_on
  if (!beginsOn) throw refuse('ledger.books_not_open')
  const writer = journalWriter(format, NO_DETAILS)
  // Openings stand in month 00 of the year.
  const first = from?.endsWith('-01') ? `${from.slice(0, 4)}-00` : (from ?? '')
  const last = to ?? '9999-12'
  yield writer.head(beginsOn)
  const forward = broughtForward(`${from}-01`, await balancesUntil(tx, hostId, sql`month < ${first}`))
  if (forward) yield `\n${writer.entry(forward)}`
  let lastDay = forward?.postedOn ?? beginsOn
  for (let number = 0n; ; ) {
    const { rows } = await sql<{ id: string; number: bigint; posted_on: string }>`
      select id, number, posted_on from ledger.entries
       where book_id = ${hostId} and number > ${number} and month >= ${first} and month <= ${last}
       order by number limit ${CHUNK}`.execute(tx.db)
    const entries = await entriesByIds(
      tx,
      rows.map((row) => row.id),
    )
    for (const { postedOn } of entries) if (postedOn > lastDay) lastDay = postedOn
    if (entries.length > 0) yield entries.map((entry) => `\n${writer.entry(entry)}`).join('')
    number = rows.at(-1)?.number ?? number
    if (rows.length < CHUNK) break
  }
  yield `\n${writer.foot(lastDay, await balancesUntil(tx, hostId, sql`month <= ${last}`))}`
}

/** From the table of balances, not from the lines: what is asserted is what every other page shows. */
async function balancesUntil(tx: Tx, hostId: string, months: ReturnType<typeof sql>): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ account: string; fen: bigint }>`
    select account, sum(debit_fen + close_debit_fen - credit_fen - close_credit_fen)::bigint as fen
      from ledger.balances where book_id = ${hostId} and ${months} group by account order by account`.execute(tx.db)
  return new Map(rows.map((row) => [row.account, row.fen]))
}
