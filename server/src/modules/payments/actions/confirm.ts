import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { sumOf } from '../logic/statement.ts'
import { lockAccount, subjectOfAccount } from '../queries/accounts.ts'
import { lastDayOf, statementOf } from '../queries/statement.ts'

/**
 * Somebody answers for it: with what each side has and the other has not, both balances are equal. Keeps the sums of
 * that moment; what comes later is confirmed anew.
 * @throws Refusal payments.account_not_found, month_not_over, statement_differs
 */
export async function confirmMonth(
  tx: Tx,
  actor: Actor,
  accountId: string,
  { month, bankFen }: { readonly month: string; readonly bankFen: bigint },
): Promise<void> {
  const account = await lockAccount(tx, accountId)
  if (lastDayOf(month) >= tx.today) throw refuse('payments.month_not_over')
  const found = await statementOf(tx, account, month, bankFen)
  if (found.adjustedBankFen !== found.adjustedBooksFen) throw refuse('payments.statement_differs')
  await sql`insert into payments.reconciliations (id, account_id, month, books_fen, bank_fen, bank_received_fen, bank_paid_fen,
      books_received_fen, books_paid_fen, confirmed_by, confirmed_at)
    values (${uuidv7(tx.now)}, ${accountId}, ${month}, ${found.booksFen}, ${bankFen}, ${sumOf(found, 'bank_received')},
      ${sumOf(found, 'bank_paid')}, ${sumOf(found, 'books_received')}, ${sumOf(found, 'books_paid')},
      ${actor.kind === 'person' ? actor.personId : null}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: 'payments.confirm',
    subjectKind: 'bank_account',
    subjectId: accountId,
    subject: await subjectOfAccount(tx, accountId),
    details: { month, booksFen: found.booksFen.toString(), bankFen: bankFen.toString(), items: found.items.length },
  })
}
