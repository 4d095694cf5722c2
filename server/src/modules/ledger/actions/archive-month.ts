import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { keepFile } from '#platform/files/index.ts'
import type { JobContext } from '#platform/jobs/worker.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { archiveOf, csvText } from '#platform/sheets/index.ts'
import { record } from '#platform/trail/index.ts'
import { JOURNAL_HEADING, journalRows } from '../queries/journal-rows.ts'
import { pdfOf, printedVouchers, VOUCHERS_AT_ONCE } from '../queries/print-vouchers.ts'

const ARCHIVIST = { kind: 'system', name: 'ledger.archive' } as const

interface Named {
  readonly book: string
  readonly month: string
}

/**
 * Keeps what a closed month leaves: its vouchers to print, the journal behind them, and a list of these files with their
 * hashes. Run again it makes the same files and keeps one more row.
 */
export async function archiveMonth(context: Pick<JobContext, 'transact'>, named: Named): Promise<void> {
  const files = new Map<string, Buffer>()
  // Set outside a transaction: it takes seconds, and what it shows stands for ever.
  for (let from = 1; ; from += VOUCHERS_AT_ONCE) {
    const printed = await context.transact((tx) => printedVouchers(tx, named.book, within(named, from)))
    if (printed.vouchers.length === 0) break
    const name = `凭证-${named.month}-${String(from).padStart(4, '0')}.pdf`
    files.set(name, await pdfOf(printed))
    if (printed.vouchers.length < VOUCHERS_AT_ONCE) break
  }
  await context.transact(async (tx) => {
    const journal = csvText([JOURNAL_HEADING, ...(await journalRows(tx, named))])
    // Packed to a tenth: a month of half a million lines still is one file.
    files.set(`序时账-${named.month}.csv.gz`, gzipSync(journal))
    const hashes = [...files].map(([name, content]) => [name, createHash('sha256').update(content).digest('hex')])
    files.set('SHA256.csv', Buffer.from(csvText([['文件', 'SHA-256'], ...hashes])))
    await keep(tx, named, archiveOf(files))
  })
}

const within = ({ month }: Named, from: number) =>
  sql`v.month = ${month} and v.number between ${from} and ${from + VOUCHERS_AT_ONCE - 1}`

async function keep(tx: Tx, { book, month }: Named, content: Buffer): Promise<void> {
  const file = await keepFile(tx, {
    ...{ name: `账簿归档-${month}.zip`, mediaType: 'application/zip', content, addedBy: null },
  })
  const id = uuidv7(tx.now)
  await sql`insert into ledger.archives (id, book_id, month, file_id, made_at)
    values (${id}, ${book}, ${month}, ${file}, ${tx.now})`.execute(tx.db)
  await record(tx, ARCHIVIST, {
    action: 'ledger.archive_month',
    subjectKind: 'book',
    subjectId: book,
    subject: await subjectOfOrganisation(tx, book),
    details: { month, file },
  })
}
