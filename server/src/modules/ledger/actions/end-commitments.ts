import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { lockBooks } from '../queries/lock-books.ts'

/**
 * Gives back what an order had taken out of reach: it failed, came back before it was booked, or was withdrawn.
 * @throws Refusal ledger.commitment_not_found, commitment_ended
 */
export async function release(
  tx: Tx,
  actor: Actor,
  { commitmentId, reason }: { readonly commitmentId: string; readonly reason: string },
): Promise<void> {
  const book = await bookOfCommitment(tx, commitmentId)
  await lockBooks(tx, [book])
  await refuseEnded(tx, book, [commitmentId])
  await sql`
    insert into ledger.commitment_ends (commitment_id, how, reason, person_id, ended_at)
    values (${commitmentId}, 'released', ${reason}, ${actor.kind === 'person' ? actor.personId : null}, ${tx.now})`.execute(
    tx.db,
  )
  await record(tx, actor, {
    action: 'ledger.release',
    subjectKind: 'commitment',
    subjectId: commitmentId,
    subject: await subjectOfOrganisation(tx, book),
    details: { reason },
  })
}

/** @throws Refusal ledger.commitment_not_found */
async function bookOfCommitment(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{ book: string }>`
    select book_id as book from ledger.commitments where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('ledger.commitment_not_found')
  return rows[0].book
}

/**
 * Commitments that entries of these books are about to settle must be theirs, and open.
 * @throws Refusal ledger.commitment_not_found, commitment_ended
 */
export async function refuseEnded(tx: Tx, book: string, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ ended: boolean }>`
    select exists (select 1 from ledger.commitment_ends e where e.commitment_id = c.id) as ended
      from ledger.commitments c where c.id = any(${[...ids]}::uuid[]) and c.book_id = ${book}`.execute(tx.db)
  if (rows.length !== new Set(ids).size) throw refuse('ledger.commitment_not_found')
  if (rows.some(({ ended }) => ended)) throw refuse('ledger.commitment_ended')
}

/** The bank has debited them: each is settled by its entry (E35). */
export async function settle(
  tx: Tx,
  pairs: readonly { readonly commitmentId: string; readonly entryId: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  await sql`
    insert into ledger.commitment_ends (commitment_id, how, entry_id, ended_at)
    select c, 'posted', e, ${tx.now}
      from unnest(${pairs.map((pair) => pair.commitmentId)}::uuid[], ${pairs.map((pair) => pair.entryId)}::uuid[]) as p (c, e)`.execute(
    tx.db,
  )
}
