import { sql } from 'kysely'
import { stageLeaves } from '#modules/transparency/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { leafDrafts } from '../queries/leaf-drafts.ts'

const CHUNK = 1000

/**
 * Stages a leaf for each entry that has none: once, when the log of a database opens in which books stand already.
 * @param staged rows that wait for their place already
 */
export async function stageStanding(tx: Tx, staged: ReadonlySet<string>): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from ledger.entries order by id`.execute(tx.db)
  const missing = rows.map(({ id }) => id).filter((id) => !staged.has(id))
  for (let at = 0; at < missing.length; at += CHUNK) {
    await stageLeaves(tx, [...(await leafDrafts(tx, missing.slice(at, at + CHUNK))).values()])
  }
}
