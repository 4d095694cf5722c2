import type { Readable } from 'node:stream'
import type { Language } from '@shanju/contract/kit/language.ts'
import type { OpeningSheet } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { words } from '@shanju/contract/ledger/words.ts'
import { sql } from 'kysely'
import { readWhole } from '#platform/files/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { readSheet, workbook } from '#platform/sheets/index.ts'
import { type Edition, listAccounts, listMappings2004, type OpeningRow, readOpeningSheet } from '../logic/index.ts'

const CAPS = { maxRows: 2000, maxBytes: 5 * 1024 * 1024 }

/** The table in an uploaded file. @throws Refusal platform.sheet_… */
export async function tableIn(body: Readable): Promise<string[][]> {
  return readSheet(await readWhole(body, CAPS.maxBytes, 'platform.sheet_too_large'), CAPS)
}

/** What a table of balances says, row by row. @throws Refusal ledger.sheet_heading_missing */
export async function openingSheet(
  tx: Tx,
  book: string,
  edition: Edition,
  table: readonly (readonly string[])[],
): Promise<OpeningSheet> {
  const { rows: funds } = await sql<{ id: string; name: string }>`
    select id, name from ledger.funds where book_id = ${book}`.execute(tx.db)
  const rows = readOpeningSheet(table, edition, funds)
  if (!rows) throw refuse('ledger.sheet_heading_missing')
  const sum = (side: OpeningRow['side']) =>
    rows.reduce((total, row) => (row.side === side ? total + (row.amountFen ?? 0n) : total), 0n)
  return {
    rows: rows.map((row) => ({ ...row })),
    debitFen: sum('debit'),
    creditFen: sum('credit'),
    problems: rows.filter(({ problem }) => problem !== null).length,
  }
}

/** An empty table with every account that may hold a balance, and where balances of 2004 go. */
export function openingTemplate(edition: Edition, language: Language): Readable {
  const w = words[language]
  const targets = new Map(listMappings2004().map(({ code, to, note }) => [code, [to.join(' / '), note ?? ''] as const]))
  const accounts = listAccounts(edition).filter(
    ({ accountClass, detailRequired }) => !['income', 'expense'].includes(accountClass) && !detailRequired,
  )
  return workbook([
    {
      title: w['sheet.opening'],
      headings: ['科目编码', '科目名称', '借方余额', '贷方余额', '基金', '转入科目'],
      widths: [12, 28, 16, 16, 28, 12],
      rows: accounts.map(({ code, nameZh }) => [code, nameZh, '', '', '', '']),
    },
    {
      title: w['sheet.opening_about'],
      headings: ['科目编码', '科目名称', '转入科目', '说明'],
      widths: [12, 28, 20, 60],
      rows:
        edition === '2004'
          ? accounts.map(({ code, nameZh }) => [code, nameZh, ...(targets.get(code) ?? ['', ''])])
          : [],
      note: true,
    },
  ])
}
