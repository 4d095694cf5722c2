import type { Tx } from '#platform/pg/db.ts'
import type { LoggedRows } from '../queries/logged.ts'
import { unlogged } from '../queries/unlogged.ts'
import { stageLeaves } from './stage-leaves.ts'

/** Stages a leaf for each row that has none: what stood before its table was logged. Repeating it changes nothing. */
export async function stageMissing(tx: Tx, tables: readonly LoggedRows[]): Promise<void> {
  for (const rows of tables) {
    for await (const ids of unlogged(tx, rows)) await stageLeaves(tx, [...(await rows.drafts(tx, ids)).values()])
  }
}

/** Stages leaves of rows just written, as their table tells them. */
export async function stageRows(tx: Tx, rows: LoggedRows, ids: readonly string[]): Promise<void> {
  await stageLeaves(tx, [...(await rows.drafts(tx, ids)).values()])
}
