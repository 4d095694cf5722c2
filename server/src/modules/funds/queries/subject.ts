import type { Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** Whose business a fund is: its place and all above, and its host. @throws Refusal funds.not_found */
export async function subjectOfFund(tx: Tx, id: string): Promise<Subject> {
  const subject = (await subjectsOfFunds(tx, [id])).get(id)
  if (!subject) throw refuse('funds.not_found')
  return subject
}

/** The same of many funds; without those that are not there. */
export async function subjectsOfFunds(tx: Tx, ids: readonly string[]): Promise<Map<string, Subject>> {
  const { rows } = await sql<{ id: string; path: string[]; host_id: string }>`
    select id, path, host_id from funds.pub_funds where id = any(${[...new Set(ids)]}::uuid[])`.execute(tx.db)
  return new Map(rows.map((fund) => [fund.id, { divisions: fund.path, organisationIds: [fund.host_id] }]))
}
