import type { Actor } from '@shanju/contract/access.ts'
import type { SetContacts } from '@shanju/contract/funds/agreement.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { getLivingFund } from '../queries/get-fund.ts'
import { subjectOfFund } from '../queries/subject.ts'

const CONTEXT = 'funds.contacts.sealed'

interface Contact {
  readonly name: string
  readonly phone: string
}

/**
 * The published telephone, and the person behind it, sealed. Empty name and number
 * leave who is recorded; only `forget` erases.
 * @throws Refusal funds.not_found, closed
 */
export async function setContacts(tx: Tx, actor: Actor, id: string, wanted: SetContacts): Promise<void> {
  await getLivingFund(tx, id)
  await tx.db
    .updateTable('funds.funds')
    .set({ office_phone: wanted.officePhone, updated_at: tx.now })
    .where('id', '=', id)
    .execute()
  const contact: Contact = { name: wanted.contactName, phone: wanted.contactPhone }
  const known = contact.name !== '' || contact.phone !== ''
  if (known) {
    const sealed = tx.secrets.seal(JSON.stringify(contact), CONTEXT)
    await sql`insert into funds.contacts (fund_id, sealed, updated_at) values (${id}, ${sealed}, ${tx.now})
      on conflict (fund_id) do update set sealed = excluded.sealed, updated_at = excluded.updated_at`.execute(tx.db)
  } else if (wanted.forget) await sql`delete from funds.contacts where fund_id = ${id}`.execute(tx.db)
  await record(tx, actor, {
    action: 'funds.set_contacts',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: {
      officePhone: wanted.officePhone !== null,
      person: known ? 'named' : wanted.forget ? 'forgotten' : 'kept',
    },
  })
}

/** Who is behind the telephone; empty where nobody was named. Asking leaves a trail row. @throws Refusal funds.not_found */
export async function readContact(tx: Tx, actor: Actor, id: string): Promise<Contact> {
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from funds.contacts where fund_id = ${id}`.execute(tx.db)
  await record(tx, actor, {
    action: 'funds.read_contact',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
  })
  const [row] = rows
  // Sealed by setContacts alone, so it has this shape.
  return row ? (JSON.parse(tx.secrets.open(row.sealed, CONTEXT)) as Contact) : { name: '', phone: '' }
}
