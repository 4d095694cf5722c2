import type { Actor } from '@shanju/contract/access.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { GENERAL_FUND } from '../logic/index.ts'
import { lockBooks } from '../queries/lock-books.ts'
import { type Place, spendable } from '../queries/pots.ts'
import { GENERAL_ID } from '../queries/rows.ts'

export interface Commitment extends Place {
  /** Names the act; the same act again finds its commitment, whatever it then says. */
  readonly key: string
  readonly amountFen: bigint
  /** What is paid, in words that name no person. */
  readonly purpose: string
  /** The day until which the bank will have debited it. */
  readonly dueOn: string
}

/**
 * Takes money out of reach for an order that is signed and not yet debited (E34): no entry. It ends with the entry that
 * settles it (`post` with `settles`), or by `release`.
 * @throws Refusal ledger.books_not_open, overdrawn
 */
export async function commit(
  tx: Tx,
  actor: Actor,
  commitment: Commitment,
): Promise<{ readonly id: string; readonly fresh: boolean }> {
  const { book, fund, restrictionId, amountFen, purpose, dueOn, key } = commitment
  await lockBooks(tx, [book])
  const before = await sql<{ id: string }>`
    select id from ledger.commitments where book_id = ${book} and key = ${key}`.execute(tx.db)
  if (before.rows[0]) return { id: before.rows[0].id, fresh: false }
  const { spendableFen } = await spendable(tx, commitment)
  if (spendableFen < amountFen) throw refuse('ledger.overdrawn', { missing: formatYuan(amountFen - spendableFen) })
  const id = uuidv7(tx.now)
  await sql`
    insert into ledger.commitments (id, book_id, fund_id, restriction, restriction_id, amount_fen, purpose, due_on, key,
      maker, made_at)
    values (${id}, ${book}, ${fund === GENERAL_FUND ? GENERAL_ID : fund}, ${restrictionId === null ? 'U' : 'R'},
      ${restrictionId}, ${amountFen}, ${purpose}, ${dueOn}, ${key},
      ${actor.kind === 'person' ? actor.personId : null}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: 'ledger.commit',
    subjectKind: 'commitment',
    subjectId: id,
    subject: await subjectOfOrganisation(tx, book),
    details: { fund, sum: amountFen.toString() },
  })
  return { id, fresh: true }
}
