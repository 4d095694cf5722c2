import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { POLICIES } from '../logic/index.ts'
import { lockBooks } from '../queries/lock-books.ts'

/**
 * Decides a policy of a set of books from now on; entries that stand stay as they are.
 * @throws Refusal ledger.unknown_policy, unknown_choice, books_not_open
 */
export async function setPolicy(
  tx: Tx,
  actor: Actor,
  book: string,
  { key, value, reason }: { readonly key: string; readonly value: string; readonly reason: string },
): Promise<void> {
  const policy = Object.entries(POLICIES).find(([name]) => name === key)?.[1]
  if (!policy) throw refuse('ledger.unknown_policy')
  if (!policy.choices.some((choice) => choice === value)) throw refuse('ledger.unknown_choice')
  await lockBooks(tx, [book])
  const { rows } = await sql<{ no: number; value: string }>`
    select no, value from ledger.policies where book_id = ${book} and key = ${key} order by no desc limit 1`.execute(
    tx.db,
  )
  const [last] = rows
  await sql`
    insert into ledger.policies (book_id, key, no, value, reason, person_id, at)
    values (${book}, ${key}, ${(last?.no ?? 0) + 1}, ${value}, ${reason},
      ${actor.kind === 'person' ? actor.personId : null}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: 'ledger.set_policy',
    subjectKind: 'book',
    subjectId: book,
    subject: await subjectOfOrganisation(tx, book),
    details: { policy: key, before: last?.value ?? policy.preset, after: value, reason },
  })
}
