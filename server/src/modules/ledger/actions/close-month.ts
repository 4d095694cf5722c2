import type { Actor } from '@shanju/contract/access.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import { words } from '@shanju/contract/ledger/words.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { stageRows } from '#modules/transparency/index.ts'
import { addJob } from '#platform/jobs/outbox.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { type CheckResult, decideClose, decideReopen, lastDayOf } from '../logic/index.ts'
import { ARCHIVE_MONTH } from '../queries/job-names.ts'
import { loggedMonths } from '../queries/leaf-drafts.ts'
import { lockBooks } from '../queries/lock-books.ts'
import { aroundMonth, checksOfBooks, closingOf } from '../queries/month-checks.ts'
import { monthsOf, type Unreconciled } from '../queries/months.ts'
import { SYSTEM_MAKER } from '../queries/rows.ts'
import { numberVouchers } from './number-vouchers.ts'
import { post } from './post.ts'

interface Named {
  readonly book: string
  readonly month: string
}

const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)

/**
 * Closes a month: every entry gets its voucher, income and expense go to net assets (E100), and if the checklist then
 * holds nobody posts there any more. Nothing of it happens otherwise.
 * @param reason why the month closes although the bank is not reconciled
 * @throws Refusal ledger.month_not_found, bank_not_reconciled, month_not_ready
 */
export async function closeMonth(
  tx: Tx,
  actor: Actor,
  { book, month }: Named,
  { unreconciled, reason: bankReason }: { readonly unreconciled: Unreconciled; readonly reason: string | undefined },
): Promise<void> {
  await lockBooks(tx, [book])
  const months = await monthsOf(tx, book)
  const found = months.find((each) => each.month === month)
  if (!found) throw refuse('ledger.month_not_found')
  const earlierOpen = months.filter((each) => each.month < month && !each.closedBy).map((each) => each.month)
  const apart = await unreconciled(tx, book, month)
  const bank = { id: 'K14', holds: apart.length === 0 || bankReason !== undefined, figures: [], where: [] }
  const judge = async (checks: readonly CheckResult[]) =>
    decideClose({
      ...{ month, today: tx.today, isClosed: found.closedBy !== undefined },
      ...(await aroundMonth(tx, book, month, earlierOpen)),
      checks: [...checks, bank],
    })
  // What lies around the month is asked before anything is written; the books themselves once they are closed.
  refuseUnready((await judge([])).filter(({ code }) => code !== 'check_missing' && code !== 'entry_without_voucher'))
  await numberVouchers(tx, book, lastDayOf(month))
  const closing = await closingOf(tx, book, month, {
    summary: fill(words.zh['summary.closing'], { month }),
    maker: personOf(actor) ?? SYSTEM_MAKER,
  })
  const no = found.acts.length + 1
  await post(
    tx,
    closing.map((draft, index) => ({ key: `close ${month} ${no} ${index + 1}`, draft })),
  )
  await numberVouchers(tx, book, lastDayOf(month))
  refuseUnready(await judge(await checksOfBooks(tx, book, month)))
  await writeAct(tx, {
    ...{ book, month, no, act: 'close', person: personOf(actor) },
    reason: (apart.length > 0 ? bankReason : null) ?? null,
  })
  await addJob(tx, ARCHIVE_MONTH, { book, month })
  await tell(tx, actor, 'ledger.close_month', { book, month }, bankReason)
}

function refuseUnready(reasons: ReturnType<typeof decideClose>): void {
  const [first] = reasons
  if (!first) return
  if (reasons.length === 1 && first.code === 'check_fails' && first.facts.every((fact) => fact.startsWith('K14')))
    throw refuse('ledger.bank_not_reconciled')
  throw refuse('ledger.month_not_ready', { facts: reasons.map(({ code }) => code).join(', ') })
}

/**
 * Opens a closed month again, the latest first; its closing entries stand, and closing it again closes what came since.
 * @throws Refusal ledger.month_not_found, month_not_closed, later_month_closed, closer_is_opener
 */
export async function reopenMonth(tx: Tx, actor: Actor, { book, month }: Named, reason: string): Promise<void> {
  await lockBooks(tx, [book])
  const months = await monthsOf(tx, book)
  const found = months.find((each) => each.month === month)
  if (!found) throw refuse('ledger.month_not_found')
  const closer = found.closedBy
  const [first] = decideReopen({
    ...{ month, reason, by: personOf(actor) ?? '', closedBy: closer ? (closer.person ?? '') : null },
    laterClosed: months.filter((each) => each.month > month && each.closedBy).map((each) => each.month),
  })
  if (first) throw refuse(REOPEN_REFUSALS[first.code], { fact: first.facts.join(', ') })
  const no = found.acts.length + 1
  await writeAct(tx, { book, month, no, act: 'reopen', reason, person: personOf(actor) })
  await tell(tx, actor, 'ledger.reopen_month', { book, month }, reason)
}

const REOPEN_REFUSALS = {
  not_closed: 'ledger.month_not_closed',
  later_month_closed: 'ledger.later_month_closed',
  same_person: 'ledger.closer_is_opener',
  // The shape of the request asks for one already.
  reason_missing: 'ledger.month_not_closed',
} as const

interface Act extends Named {
  readonly no: number
  readonly act: 'close' | 'reopen'
  readonly reason: string | null
  readonly person: string | null
}

async function writeAct(tx: Tx, { book, month, no, act, reason, person }: Act): Promise<void> {
  const id = uuidv7(tx.now)
  await sql`insert into ledger.month_acts (id, book_id, month, no, act, reason, person_id, at)
    values (${id}, ${book}, ${month}, ${no}, ${act}, ${reason}, ${person}, ${tx.now})`.execute(tx.db)
  await stageRows(tx, loggedMonths, [id])
}

async function tell(tx: Tx, actor: Actor, action: string, { book, month }: Named, reason?: string): Promise<void> {
  await record(tx, actor, {
    action,
    subjectKind: 'book',
    subjectId: book,
    subject: await subjectOfOrganisation(tx, book),
    details: { month, ...(reason ? { reason } : {}) },
  })
}
