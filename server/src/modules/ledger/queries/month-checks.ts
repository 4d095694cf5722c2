import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import {
  type CheckResult,
  checkBooks,
  closesIn,
  closingDrafts,
  deltasOf,
  type EntryDraft,
  findAccount,
  lastDayOf,
  upTo,
} from '../logic/index.ts'
import { agencyByReceiver, balanceRows, cashFlows } from './balance-rows.ts'
import { policiesOf } from './policies.ts'

interface ClosingHead {
  readonly summary: string
  readonly maker: string
}

/** The entries that would close a month now; none where the policy closes once a year and this is not December. */
export async function closingOf(
  tx: Tx,
  book: string,
  month: string,
  { summary, maker }: ClosingHead,
): Promise<EntryDraft[]> {
  if (!closesIn(month, await policiesOf(tx, book))) return []
  const day = lastDayOf(month)
  return closingDrafts(upTo(await balanceRows(tx, book), month), {
    ...{ book, documentOn: day, postedOn: day, summary, papers: [], maker },
    ...{ checker: null, reason: null, channel: null },
  })
}

/** The checks that the books answer alone, as they would stand after closing; on a closed month, as they stand. */
export async function checksOfBooks(tx: Tx, book: string, month: string): Promise<CheckResult[]> {
  const drafts = await closingOf(tx, book, month, { summary: '-', maker: '-' })
  const rows = [...(await balanceRows(tx, book)), ...drafts.flatMap((draft) => deltasOf({ ...draft, month }))]
  return checkBooks({
    rows,
    flows: await cashFlows(tx, book, month.slice(0, 4), month),
    month,
    isClosed: closesIn(month, await policiesOf(tx, book)),
    accountOf: (code) => findAccount('2024', code),
    agency: await agencyByReceiver(tx, book, month),
  })
}

export interface AroundMonth {
  readonly opened: boolean
  readonly earlierOpen: readonly string[]
  readonly draftsWaiting: number
  readonly entriesWithoutVoucher: number
  /** What orders past their term were for. */
  readonly commitmentsPastTerm: readonly string[]
}

/** What stands around a month and must be settled before it closes. */
export async function aroundMonth(
  tx: Tx,
  book: string,
  month: string,
  earlierOpen: readonly string[],
): Promise<AroundMonth> {
  const last = lastDayOf(month)
  const { rows } = await sql<{ opened: boolean; drafts: number; loose: number; orders: string[] }>`
    select b.opening <> 'awaited' as opened,
           (select count(*)::int from ledger.drafts d
             where d.book_id = b.id and d.posted_on between ${`${month}-01`} and ${last}
               and not exists (select 1 from ledger.draft_ends e where e.draft_id = d.id)) as drafts,
           (select count(*)::int from ledger.entries e
             where e.book_id = b.id and e.posted_on between ${`${month}-01`} and ${last}
               and not exists (select 1 from ledger.voucher_entries v where v.entry_id = e.id)) as loose,
           array(select c.purpose from ledger.commitments c
                  where c.book_id = b.id and c.due_on <= ${last}
                    and not exists (select 1 from ledger.commitment_ends e where e.commitment_id = c.id)
                  order by c.due_on, c.id limit 20) as orders
      from ledger.books b where b.id = ${book}`.execute(tx.db)
  const [row] = rows
  return {
    opened: row?.opened ?? false,
    earlierOpen,
    draftsWaiting: row?.drafts ?? 0,
    entriesWithoutVoucher: row?.loose ?? 0,
    commitmentsPastTerm: row?.orders ?? [],
  }
}
