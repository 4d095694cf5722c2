import type { Actor } from '@shanju/contract/access.ts'
import { sentence, word } from '@shanju/contract/catalogue.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import type { Imported } from '@shanju/contract/payments/shapes.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { type BankRow, namesOf, readHeadings, readRows } from '../logic/bank-rows.ts'
import { lockAccount, subjectOfAccount } from '../queries/accounts.ts'
import { wordsRow } from '../queries/bank-lines.ts'
import { type GiftNumbers, matchOpen } from './match-open.ts'

/** More wrong rows than this are not listed: nobody mends them one by one. */
const MOST_PROBLEMS = 200
const PRINT = 'payments.bank_lines.print'

interface Statement {
  readonly accountId: string
  readonly table: readonly (readonly string[])[]
  /** Only says what loading would do. */
  readonly check: boolean
}

/**
 * Loads the lines of a bank's statement, all or none, and matches what is certain. Lines that are known already, from
 * the same file or one that overlaps, are counted and left alone.
 * @throws Refusal payments.account_not_found, file_empty, column_missing, column_twice, rows_wrong,
 *   reference_with_other_amount
 */
export async function importLines(
  tx: Tx,
  actor: Actor,
  { accountId, table, check }: Statement,
  { language, numbersOf }: { readonly language: Language; readonly numbersOf: GiftNumbers },
): Promise<Imported> {
  const account = await lockAccount(tx, accountId)
  const headings = readHeadings(table[0] ?? [])
  if (headings.refused) {
    const columns = headings.refused.columns.map((column) => word(language, 'payments', `import.${column}`)).join('、')
    throw refuse(`payments.${headings.refused.code}`, { columns })
  }
  const { rows, problems } = readRows(table, headings.layout, { startsOn: account.startsOn, today: tx.today })
  if (rows.length + problems.length === 0) throw refuse('payments.file_empty')
  if (problems.length > 0 && !check) throw refuse('payments.rows_wrong', { count: problems.length })
  const ordered = oldestFirst(rows)
  const fresh = await freshOnes(tx, accountId, ordered)
  const told = problems.slice(0, MOST_PROBLEMS).map(({ row, code, value }) => ({
    row,
    message: sentence(language, `payments.${code}`, { value }),
  }))
  const counts = {
    rowCount: rows.length + problems.length,
    freshCount: fresh.length,
    repeatedCount: rows.length - fresh.length,
  }
  if (check) return { ...counts, matchedCount: 0, problems: told }
  const importId = await insertLines(tx, actor, accountId, rows.length, fresh)
  const matchedCount = await matchOpen(tx, actor, account, numbersOf)
  await record(tx, actor, {
    action: 'payments.import_lines',
    subjectKind: 'bank_account',
    subjectId: accountId,
    subject: await subjectOfAccount(tx, accountId),
    details: { import: importId, ...counts, matched: matchedCount },
  })
  return { ...counts, matchedCount, problems: [] }
}

/** Some banks put the newest line on top; the balance beside the last line of a day is the day's. */
const oldestFirst = (rows: readonly BankRow[]): readonly BankRow[] =>
  (rows[0]?.on ?? '') > (rows.at(-1)?.on ?? '') ? rows.toReversed() : rows

interface Named {
  readonly row: BankRow
  readonly print: Buffer
}

/** A number of the bank that stands with another sum would be two truths. @throws Refusal reference_with_other_amount */
async function freshOnes(tx: Tx, accountId: string, rows: readonly BankRow[]): Promise<Named[]> {
  const names = namesOf(rows)
  const named = rows.map((row, at) => ({ row, print: tx.secrets.keyedHash(names[at] ?? '', PRINT) }))
  const { rows: known } = await sql<{ print: Buffer; fen: bigint; on: string }>`
    select print, amount_fen as fen, booked_on as "on" from payments.bank_lines
     where account_id = ${accountId} and print = any(${named.map((each) => each.print)}::bytea[])`.execute(tx.db)
  const sums = new Map(known.map((each) => [each.print.toString('hex'), each.fen]))
  return named.filter(({ row, print }) => {
    const key = print.toString('hex')
    const before = sums.get(key)
    if (before !== undefined && before !== row.fen) {
      throw refuse('payments.reference_with_other_amount', { row: row.row, reference: row.reference ?? '' })
    }
    sums.set(key, row.fen)
    return before === undefined
  })
}

async function insertLines(
  tx: Tx,
  actor: Actor,
  accountId: string,
  rowCount: number,
  fresh: readonly Named[],
): Promise<string> {
  const importId = uuidv7(tx.now)
  await sql`insert into payments.bank_imports (id, account_id, row_count, fresh_count, imported_by, imported_at)
    values (${importId}, ${accountId}, ${rowCount}, ${fresh.length}, ${actor.kind === 'person' ? actor.personId : null},
            ${tx.now})`.execute(tx.db)
  const lines = fresh.map(({ row, print }, at) => ({
    ...{ id: uuidv7(tx.now), account_id: accountId, import_id: importId, booked_on: row.on, row_no: at + 1 },
    amount_fen: row.fen.toString(),
    balance_fen: row.balanceFen?.toString() ?? null,
    reference: row.reference,
    print: `\\x${print.toString('hex')}`,
  }))
  const words = lines.flatMap(({ id }, at) => {
    const row = fresh[at]?.row
    return row && (row.counterparty || row.summary) ? [wordsRow(tx, id, row.counterparty, row.summary)] : []
  })
  await sql`insert into payments.bank_lines
    select * from json_populate_recordset(null::payments.bank_lines, ${JSON.stringify(lines)}::json)`.execute(tx.db)
  await sql`insert into payments.bank_line_words
    select * from json_populate_recordset(null::payments.bank_line_words, ${JSON.stringify(words)}::json)`.execute(
    tx.db,
  )
  return importId
}
