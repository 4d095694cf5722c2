import type { Actor } from '@shanju/contract/access.ts'
import { sentence, word } from '@shanju/contract/catalogue.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import type { BankResult } from '@shanju/contract/payments/payout-shapes.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { Refusal, refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { isProblem, type ResultRow, readResultHeadings, readResultRow } from '../logic/result-rows.ts'
import { lockAccount } from '../queries/accounts.ts'
import { holdAuthorities } from '../queries/authorities.ts'
import { getBatch } from '../queries/batches.ts'
import { requestRows } from '../queries/request-rows.ts'
import { personOf } from '../tell.ts'
import { recordFailed, recordPaid, recordReturned } from './record-answer.ts'
import { decideStep, writeStep } from './take-step.ts'

/**
 * Puts approved payments of one host into one file: all of them or none.
 * @throws Refusal payments.account_not_found, payment_not_found, no_person, wrong_step, same_person, other_host, and what
 * stands against an authority or a payee
 */
export async function makeBatch(
  tx: Tx,
  actor: Actor,
  { accountId, paymentIds }: { readonly accountId: string; readonly paymentIds: readonly string[] },
): Promise<string> {
  const account = await lockAccount(tx, accountId)
  const person = personOf(actor)
  const wanted = [...new Set(paymentIds)]
  const among = sql`r.id = any(${wanted}::uuid[])`
  await holdAuthorities(
    tx,
    (await requestRows(tx, among)).map(({ authorityId }) => authorityId),
  )
  const rows = await requestRows(tx, among)
  if (rows.length !== wanted.length) throw refuse('payments.payment_not_found')
  for (const row of rows) {
    if (row.hostId !== account.host.id) throw refuse('payments.other_host')
    await decideStep(tx, actor, row, 'sent')
  }
  const id = uuidv7(tx.now)
  await sql`insert into payments.batches (id, account_id, number, made_by, made_at)
    select ${id}, ${accountId}, coalesce(max(number), 0) + 1, ${person}, ${tx.now} from payments.batches
     where account_id = ${accountId}`.execute(tx.db)
  for (const row of rows) await writeStep(tx, actor, row, 'sent', { batchId: id })
  await tellBatch(tx, actor, { act: 'make_batch', id, hostId: account.host.id, details: { payments: rows.length } })
  return id
}

interface Loading {
  readonly batchId: string
  readonly table: readonly (readonly string[])[]
  /** Only says what loading would do. */
  readonly check: boolean
  readonly language: Language
}

/**
 * Reads the bank's answers back. Each row stands by itself: good ones are booked, wrong ones are told, and one that is
 * known already changes nothing. What a check does is undone before it answers.
 * @throws Refusal payments.batch_not_found, no_person, file_empty, column_missing, column_twice
 */
export async function loadResult(
  tx: Tx,
  actor: Actor,
  { batchId, table, check, language }: Loading,
): Promise<BankResult> {
  const batch = await getBatch(tx, batchId)
  personOf(actor)
  const headings = readResultHeadings(table[0] ?? [])
  if (headings.refused) {
    const columns = headings.refused.columns.map((column) => word(language, 'payments', `result.${column}`)).join('、')
    throw refuse(`payments.${headings.refused.code}`, { columns })
  }
  const told = { rowCount: 0, paidCount: 0, failedCount: 0, returnedCount: 0, repeatedCount: 0 }
  const problems: BankResult['problems'] = []
  const rows = await requestRows(tx, sql`r.batch_id = ${batchId}`)
  await holdAuthorities(
    tx,
    rows.map(({ authorityId }) => authorityId),
  )
  const known = new Map(rows.map(({ code, id }) => [code, id]))
  await sql`savepoint result`.execute(tx.db)
  for (const [at, cells] of table.entries()) {
    if (at === 0 || cells.every((cell) => cell.trim() === '')) continue
    told.rowCount++
    const read = readResultRow(cells, headings.layout, at + 1)
    if (isProblem(read)) {
      problems.push({ row: read.row, message: sentence(language, `payments.${read.code}`, { value: read.value }) })
      continue
    }
    const id = known.get(read.code)
    const outcome =
      id === undefined ? refuse('payments.row_code_unknown', { value: read.code }) : await take(tx, actor, id, read)
    if (outcome instanceof Refusal)
      problems.push({ row: read.row, message: sentence(language, outcome.code, outcome.params) })
    else told[`${outcome}Count`]++
  }
  if (check) await sql`rollback to savepoint result`.execute(tx.db)
  if (told.rowCount === 0) throw refuse('payments.file_empty')
  const details = { ...told, problems: problems.length }
  if (!check) await tellBatch(tx, actor, { act: 'load_result', id: batchId, hostId: batch.host.id, details })
  return { ...told, problems }
}

type Outcome = 'paid' | 'failed' | 'returned' | 'repeated'

/** One row, whole or not at all. What is refused is handed back, so that its neighbours go on. */
async function take(tx: Tx, actor: Actor, id: string, row: ResultRow): Promise<Outcome | Refusal> {
  if (await isKnown(tx, id, row)) return 'repeated'
  const answer = { on: row.on, reference: row.reference, amountFen: row.amountFen, reason: row.reason || row.answer }
  await sql`savepoint result_row`.execute(tx.db)
  try {
    if (row.answer === 'paid') await recordPaid(tx, actor, id, answer)
    else if (row.answer === 'failed' || (await isSent(tx, id))) await recordFailed(tx, actor, id, answer)
    else await recordReturned(tx, actor, id, answer)
    return row.answer
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint result_row`.execute(tx.db)
    return error
  }
}

/** The bank said this before: the same answer of the same day under the same number. */
async function isKnown(tx: Tx, id: string, row: ResultRow): Promise<boolean> {
  const { rows } = await sql`
    select 1 from payments.steps s join payments.requests r on r.id = s.request_id
     where s.request_id = ${id} and s.done_on = ${row.on} and s.reference is not distinct from ${row.reference}
       and (s.step = ${row.answer} or (s.step = 'failed' and ${row.answer} = 'returned'))
       and (${row.amountFen}::bigint is null or s.amount_fen is null or s.amount_fen = ${row.amountFen})`.execute(tx.db)
  return rows.length > 0
}

/** A return before any debit: the bank did not carry it out. */
async function isSent(tx: Tx, id: string): Promise<boolean> {
  const [row] = await requestRows(tx, sql`r.id = ${id}`)
  return row?.state === 'sent'
}

interface Told {
  readonly act: string
  readonly id: string
  readonly hostId: string
  readonly details: Readonly<Record<string, unknown>>
}

const tellBatch = async (tx: Tx, actor: Actor, { act, id, hostId, details }: Told): Promise<void> =>
  record(tx, actor, {
    ...{ action: `payments.${act}`, subjectKind: 'batch', subjectId: id },
    subject: await subjectOfOrganisation(tx, hostId),
    details: { ...details },
  })
