import { sql } from 'kysely'
import type { Secrets } from '#platform/kit/secret.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { RowProblem } from '../logic/import-row.ts'

export interface RowFault {
  readonly row: number
  readonly problem: RowProblem
}

const CONTEXT = 'giving.import_errors.params'

export const openParams = (secrets: Secrets, sealed: Buffer): RowProblem['params'] =>
  JSON.parse(secrets.open(sealed, CONTEXT))

/** Writes down what is wrong with which row. What stands already is left as it is, so a repeat adds nothing. */
export async function writeErrors(tx: Tx, importId: string, faults: readonly RowFault[]): Promise<void> {
  if (faults.length === 0) return
  const rows = faults.map(({ row, problem }) => ({
    import_id: importId,
    row,
    column_name: problem.column,
    code: `giving.${problem.code}`,
    params: `\\x${tx.secrets.seal(JSON.stringify(problem.params), CONTEXT).toString('hex')}`,
  }))
  await sql`insert into giving.import_errors
    select * from json_populate_recordset(null::giving.import_errors, ${JSON.stringify(rows)}::json)
    on conflict do nothing`.execute(tx.db)
}
