import type { DutyRecord } from '@shanju/contract/regulations/shapes.ts'
import { sql } from 'kysely'
import { shownNames } from '#modules/identity/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { getDutyRow, shownDuty } from './duties.ts'
import { FILE_NAME } from './evidence.ts'

/** @throws Refusal platform.not_found */
export async function getDuty(tx: Tx, id: string): Promise<DutyRecord> {
  const row = await getDutyRow(tx, id)
  const { rows: notes } = await sql<{ note: string; by: string | null; at: Date }>`
    select note, recorded_by as by, recorded_at as at from regulations.corrections
     where duty_id = ${id} order by recorded_at, id`.execute(tx.db)
  const { rows: files } = await sql<{ id: string; name: Buffer; addedAt: Date }>`
    select file_id as id, file_name as name, added_at as "addedAt" from regulations.evidence_files
     where duty_id = ${id} order by added_at, file_id`.execute(tx.db)
  const people = [row.closedBy, ...notes.map(({ by }) => by)].filter((each) => each !== null)
  const names = await shownNames(tx, people)
  const nameOf = (person: string | null): string | null => (person && names.get(person)) ?? null
  return {
    ...shownDuty(row, tx.today),
    evidence: row.evidence,
    reason: row.reason,
    closedBy: nameOf(row.closedBy),
    files: files.map((file) => ({ ...file, name: tx.secrets.open(file.name, FILE_NAME) })),
    corrections: notes.map(({ note, by, at }) => ({ note, by: nameOf(by), at })),
  }
}
