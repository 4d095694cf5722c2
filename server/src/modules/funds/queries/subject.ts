import type { Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** Whose business a fund is: its place and all above, and its host. @throws Refusal funds.not_found */
export async function subjectOfFund(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ path: string[]; host_id: string }>`
    select path, host_id from funds.pub_funds where id = ${id}`.execute(tx.db)
  const [fund] = rows
  if (!fund) throw refuse('funds.not_found')
  return { divisions: fund.path, organisationIds: [fund.host_id] }
}
