import type { Actor } from '@shanju/contract/access.ts'
import type { FundImport } from '@shanju/contract/funds/shapes.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { getImport, subjectOfImport } from '../queries/imports.ts'

/**
 * Withdraws all funds of a file. They stay as rows, closed and out of every list, because the trail speaks of them; their
 * names are free again. Only while none of them ever had a gift or an entry.
 * @throws Refusal funds.not_found, import_undone, import_in_use
 */
export async function undoImport(tx: Tx, actor: Actor, id: string): Promise<FundImport> {
  const before = await getImport(tx, id)
  await sql`select 1 from funds.imports where id = ${id} for update`.execute(tx.db)
  const { rows: funds } = await sql<{ id: string }>`
    select id from funds.funds where import_id = ${id} order by id for update`.execute(tx.db)
  if ((await getImport(tx, id)).state === 'undone') throw refuse('funds.import_undone')
  const ids = funds.map((fund) => fund.id)
  const { rows: used } = await sql`
    select 1 from ledger.pub_fund_months where fund_id = any(${ids}::uuid[])
    union all select 1 from funds.given where fund_id = any(${ids}::uuid[]) limit 1`.execute(tx.db)
  if (used.length > 0) throw refuse('funds.import_in_use')

  await sql`update funds.funds set state = 'closed', withdrawn_at = ${tx.now}, updated_at = ${tx.now}
    where import_id = ${id}`.execute(tx.db)
  await sql`update funds.imports set state = 'undone', undone_at = ${tx.now},
    undone_by = ${actor.kind === 'person' ? actor.personId : null} where id = ${id}`.execute(tx.db)
  await record(tx, actor, {
    action: 'funds.undo_import',
    subjectKind: 'fund_import',
    subjectId: id,
    subject: await subjectOfImport(tx, id),
    details: { funds: ids.length, loadedAt: before.loadedAt.toISOString() },
  })
  return getImport(tx, id)
}
