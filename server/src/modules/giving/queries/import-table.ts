import type { Actor } from '@shanju/contract/access.ts'
import type { ImportTable } from '@shanju/contract/giving/shapes.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { firstRows } from '#platform/sheets/index.ts'
import { record } from '#platform/trail/index.ts'
import { findPlan, LOOKED_AT, planAt } from '../logic/plan.ts'
import { subjectOfImport } from './imports.ts'
import { openImportFile } from './sealed-file.ts'

/** As many as tell which column is which. */
const SHOWN = 20
const LONGEST_CELL = 60

/** The first rows of a file and how they are read, or would be. They may name donors: that somebody looked is on the trail. */
export async function getImportTable(tx: Tx, actor: Actor, importId: string): Promise<ImportTable> {
  const { content, plan } = await openImportFile(tx, importId)
  const rows = await firstRows(content, LOOKED_AT)
  await record(tx, actor, {
    action: 'giving.see_file',
    subjectKind: 'import',
    subjectId: importId,
    subject: await subjectOfImport(tx, importId),
    details: {},
  })
  const { width: _, ...choice } = plan ?? likely(rows)
  const { rows: named } = await sql<{ name: string }>`
    select m.name from giving.imports i join giving.mappings m on m.id = i.mapping_id where i.id = ${importId}`.execute(
    tx.db,
  )
  return {
    rows: rows
      .filter(({ row }, at) => at < SHOWN || row <= choice.headingRow)
      .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.slice(0, LONGEST_CELL)) })),
    choice: { ...choice, leaveOut: [...choice.leaveOut], rememberAs: named[0]?.name ?? '' },
  }
}

function likely(rows: Awaited<ReturnType<typeof firstRows>>) {
  const found = findPlan(rows, () => undefined)
  const plan = found?.plan ?? found?.likely ?? (rows[0] && planAt(rows[0]))
  if (!plan) throw refuse('giving.import_not_found')
  return plan
}
