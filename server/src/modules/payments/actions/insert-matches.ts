import type { Actor } from '@shanju/contract/access.ts'
import type { MatchReason } from '@shanju/contract/payments/vocab.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'

export interface NewMatch {
  readonly reason: MatchReason
  readonly bankLineIds: readonly string[]
  readonly books: readonly { readonly entryId: string; readonly no: number }[]
}

/** One statement per table, however many. @returns their ids */
export async function insertMatches(
  tx: Tx,
  actor: Actor,
  accountId: string,
  matches: readonly NewMatch[],
): Promise<string[]> {
  const all = matches.map((match) => ({ ...match, id: uuidv7(tx.now) }))
  const rows = all.map(({ id, reason }) => ({
    ...{ id, account_id: accountId, reason, made_at: tx.now },
    made_by: actor.kind === 'person' && reason === 'hand' ? actor.personId : null,
  }))
  const bank = all.flatMap(({ id, bankLineIds }) => bankLineIds.map((line_id) => ({ match_id: id, line_id })))
  const books = all.flatMap(({ id, books }) =>
    books.map(({ entryId, no }) => ({ match_id: id, entry_id: entryId, no })),
  )
  await sql`insert into payments.matches
    select * from json_populate_recordset(null::payments.matches, ${JSON.stringify(rows)}::json)`.execute(tx.db)
  await sql`insert into payments.match_bank_lines (match_id, line_id)
    select match_id, line_id from json_populate_recordset(null::payments.match_bank_lines, ${JSON.stringify(bank)}::json)`.execute(
    tx.db,
  )
  await sql`insert into payments.match_book_lines (match_id, entry_id, no)
    select match_id, entry_id, no from json_populate_recordset(null::payments.match_book_lines, ${JSON.stringify(books)}::json)`.execute(
    tx.db,
  )
  return all.map(({ id }) => id)
}
