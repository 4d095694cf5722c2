import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { accountOfLine, accountOfMatch, lockAccount, subjectOfAccount } from '../queries/accounts.ts'
import { openLines } from '../queries/bank-lines.ts'
import { bookLinesOf, openBookLines } from '../queries/book-lines.ts'
import { insertMatches } from './insert-matches.ts'

interface Wanted {
  readonly bankLineIds: readonly string[]
  readonly entryIds: readonly string[]
}

/**
 * Somebody says which lines of the bank are which lines of the books: one to one, one to many, many to one. Only what
 * is free, and only equal sums.
 * @throws Refusal payments.nothing_chosen, not_of_this_account, already_matched, sums_differ
 */
export async function matchLines(tx: Tx, actor: Actor, accountId: string, wanted: Wanted): Promise<string> {
  const account = await lockAccount(tx, accountId)
  const [bankIds, entryIds] = [new Set(wanted.bankLineIds), new Set(wanted.entryIds)]
  if (bankIds.size === 0 || entryIds.size === 0) throw refuse('payments.nothing_chosen')
  const { rows: known } = await sql<{ id: string }>`
    select id from payments.bank_lines where account_id = ${accountId} and id = any(${[...bankIds]}::uuid[])`.execute(
    tx.db,
  )
  const booked = await bookLinesOf(tx, account, [...entryIds])
  if (known.length !== bankIds.size || new Set(booked.map((line) => line.entryId)).size !== entryIds.size) {
    throw refuse('payments.not_of_this_account')
  }
  const bank = (await openLines(tx, accountId)).filter((line) => bankIds.has(line.id))
  const books = await openBookLines(tx, account, sql`b.entry_id = any(${[...entryIds]}::uuid[])`)
  if (bank.length !== bankIds.size || books.length !== booked.length) throw refuse('payments.already_matched')
  const sum = (lines: readonly { readonly fen: bigint }[]): bigint => lines.reduce((all, { fen }) => all + fen, 0n)
  if (sum(bank) !== sum(books)) throw refuse('payments.sums_differ')
  const [id = ''] = await insertMatches(tx, actor, accountId, [{ reason: 'hand', bankLineIds: [...bankIds], books }])
  await tell(tx, actor, accountId, 'match', { match: id, bankLines: bankIds.size, entries: entryIds.size })
  return id
}

const UNDONE = 'payments.unmatches.reason'

/** A match was wrong: both sides are free again, and it stays known. @throws Refusal payments.match_not_found, already_undone */
export async function unmatch(tx: Tx, actor: Actor, matchId: string, reason: string): Promise<void> {
  const accountId = await accountOfMatch(tx, matchId)
  await lockAccount(tx, accountId)
  const { rows } = await sql`
    insert into payments.unmatches (match_id, reason, undone_by, undone_at)
    values (${matchId}, ${tx.secrets.seal(reason, UNDONE)}, ${actor.kind === 'person' ? actor.personId : null}, ${tx.now})
    on conflict do nothing returning match_id`.execute(tx.db)
  if (rows.length === 0) throw refuse('payments.already_undone')
  await sql`update payments.match_bank_lines set live = false where match_id = ${matchId}`.execute(tx.db)
  await sql`update payments.match_book_lines set live = false where match_id = ${matchId}`.execute(tx.db)
  await tell(tx, actor, accountId, 'unmatch', { match: matchId })
}

const REASON = 'payments.unknown_lines.reason'

/** Looked into, and nobody knows it yet. @throws Refusal payments.line_not_found, already_matched */
export async function markUnknown(tx: Tx, actor: Actor, lineId: string, reason: string): Promise<void> {
  const { accountId } = await accountOfLine(tx, lineId)
  await lockAccount(tx, accountId)
  const { rows } = await sql`select 1 from payments.match_bank_lines where line_id = ${lineId} and live`.execute(tx.db)
  if (rows.length > 0) throw refuse('payments.already_matched')
  await sql`insert into payments.unknown_lines (line_id, reason, marked_by, marked_at)
    values (${lineId}, ${tx.secrets.seal(reason, REASON)}, ${actor.kind === 'person' ? actor.personId : null}, ${tx.now})
    on conflict do nothing`.execute(tx.db)
  await tell(tx, actor, accountId, 'mark_unknown', { line: lineId })
}

const tell = async (tx: Tx, actor: Actor, accountId: string, act: string, details: object): Promise<void> =>
  record(tx, actor, {
    action: `payments.${act}`,
    subjectKind: 'bank_account',
    subjectId: accountId,
    subject: await subjectOfAccount(tx, accountId),
    details: { ...details },
  })
