import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'

export const CONTEXT = 'notify.messages.params'

interface NewMessage {
  readonly personId: string
  /** `<module>.<name>`; its words stand in the module as `message.<name>`. */
  readonly template: string
  readonly params: Readonly<Record<string, string | number>>
}

/**
 * Puts a message into the outbox, in the transaction of what it speaks of. The person reads it in the console; a sender
 * for SMS or mail, once plugged in, takes it from there.
 */
export async function notify(tx: Tx, message: NewMessage): Promise<void> {
  await tx.db
    .insertInto('notify.messages')
    .values({
      id: uuidv7(tx.now),
      person_id: message.personId,
      template: message.template,
      params: tx.secrets.seal(JSON.stringify(message.params), CONTEXT),
      state: 'waiting',
      created_at: tx.now,
      state_at: tx.now,
    })
    .execute()
}
