import type { Actor } from '@shanju/contract/access.ts'
import type { AddAccount } from '@shanju/contract/payments/shapes.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'

const NUMBER = 'payments.bank_numbers.number'

/** Makes an account known. Its number is sealed at once. @throws Refusal payments.ledger_account_taken, number_taken */
export async function addAccount(tx: Tx, actor: Actor, input: AddAccount): Promise<string> {
  const subject = await subjectOfOrganisation(tx, input.hostId)
  const id = uuidv7(tx.now)
  const { rows } = await sql`
    insert into payments.bank_accounts (id, host_id, ledger_account, bank_name, last_four, starts_on, created_by, created_at)
    values (${id}, ${input.hostId}, ${input.ledgerAccount}, ${input.bankName}, ${input.number.slice(-4)}, ${input.startsOn},
            ${actor.kind === 'person' ? actor.personId : null}, ${tx.now})
    on conflict (host_id, ledger_account) do nothing returning id`.execute(tx.db)
  if (rows.length === 0) throw refuse('payments.ledger_account_taken', { account: input.ledgerAccount })
  const kept = await sql`
    insert into payments.bank_numbers (account_id, number, number_hash)
    values (${id}, ${tx.secrets.seal(input.number, NUMBER)}, ${tx.secrets.keyedHash(input.number, NUMBER)})
    on conflict (number_hash) do nothing returning account_id`.execute(tx.db)
  if (kept.rows.length === 0) throw refuse('payments.number_taken')
  await record(tx, actor, {
    action: 'payments.add_account',
    subjectKind: 'bank_account',
    subjectId: id,
    subject,
    details: { host: input.hostId, ledgerAccount: input.ledgerAccount, startsOn: input.startsOn },
  })
  return id
}
