import { sql } from 'kysely'
import { type KeptFile, readFile } from '#platform/files/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** The newest bundle of a month. @throws Refusal ledger.archive_not_ready */
export async function findArchive(tx: Tx, book: string, month: string): Promise<KeptFile> {
  const { rows } = await sql<{ file: string }>`
    select file_id as file from ledger.archives where book_id = ${book} and month = ${month}
     order by made_at desc, id desc limit 1`.execute(tx.db)
  if (!rows[0]) throw refuse('ledger.archive_not_ready')
  return readFile(tx, rows[0].file)
}
