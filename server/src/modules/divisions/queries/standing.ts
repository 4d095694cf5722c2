import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { Standing } from '../logic/plan.ts'

/**
 * Divisions in the order asked for, as decisions see them, after taking the one lock under which the tree changes: a
 * change moves whole branches, so locks on single rows would have to be taken in an order nobody can know beforehand.
 * @throws Refusal platform.not_found when a code was never used
 */
export async function standingForChange(tx: Tx, codes: readonly string[]): Promise<Standing[]> {
  await lockTree(tx)
  const { rows } = await sql<Standing>`
    select d.code, d.name, d.official_name as "officialName", d.level, d.kind, d.parent_code as "parentCode",
           d.valid_to as "validTo",
           greatest(d.valid_from, (select max(c.effective_on) from divisions.changes c
             where c.old_codes @> array[d.code] or c.new_codes @> array[d.code])) as "changedOn"
      from divisions.divisions d where d.code = any(${[...codes]}::text[])`.execute(tx.db)
  const byCode = new Map(rows.map((row) => [row.code, row]))
  return codes.map((code) => {
    const row = byCode.get(code)
    if (!row) throw refuse('platform.not_found')
    return row
  })
}

/** One writer of the tree at a time, until the end of the transaction. */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('divisions tree'))`.execute(tx.db)
}

/** In force, directly below: child code → parent code. */
export async function childrenOf(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; parent: string }>`
    select code, parent_code as parent from divisions.divisions
     where parent_code = any(${[...codes]}::text[]) and valid_to is null order by code`.execute(tx.db)
  return new Map(rows.map(({ code, parent }) => [code, parent]))
}

/** Which of these codes were ever used. */
export async function usedCodes(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from divisions.divisions where code = any(${[...codes]}::text[])`.execute(tx.db)
  return new Set(rows.map(({ code }) => code))
}
