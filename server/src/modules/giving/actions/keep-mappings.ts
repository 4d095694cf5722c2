import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { subjectOfMapping } from '../queries/mappings.ts'

/** @throws Refusal giving.mapping_not_found */
export async function renameMapping(tx: Tx, actor: Actor, id: string, name: string): Promise<void> {
  await tell(tx, actor, 'giving.rename_mapping', id)
  await sql`update giving.mappings set name = ${name} where id = ${id}`.execute(tx.db)
}

/** Files read that way stay as they are; the next one with these headings is asked about. @throws as above */
export async function forgetMapping(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tell(tx, actor, 'giving.forget_mapping', id)
  await sql`delete from giving.mappings where id = ${id}`.execute(tx.db)
}

const tell = async (tx: Tx, actor: Actor, action: string, id: string): Promise<void> =>
  record(tx, actor, {
    action,
    subjectKind: 'mapping',
    subjectId: id,
    subject: await subjectOfMapping(tx, id),
    details: {},
  })
