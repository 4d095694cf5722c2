import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { voucherExports } from '@shanju/contract/ledger/vouchers/exports.ts'
import type { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import type { DraftRecord } from '@shanju/contract/ledger/vouchers/shapes.ts'
import type { DraftState } from '@shanju/contract/ledger/vouchers/vocab.ts'
import { type RawBuilder, sql } from 'kysely'
import { shownNames } from '#modules/identity/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { type EntryDraft, type Line, stepOf } from '../logic/index.ts'
import { lineOf, type StoredLine } from './rows.ts'
import { shownLines } from './shown-lines.ts'

interface DraftRow {
  id: string
  state: DraftState
  recipe: string
  documentOn: string
  postedOn: string
  summary: string
  totalFen: bigint
  maker: string
  madeAt: Date
  input: DraftRecord['input']
  papers: DraftRecord['papers']
  settles: string | null
  decidedBy: string | null
  decidedAt: Date | null
  reason: string | null
  entryId: string | null
  replaces: string | null
  replacedBy: string | null
  /** Sums as texts: JSON has no whole numbers of this size. */
  lines: (Omit<StoredLine, 'amount_fen' | 'currency_amount'> & { amount_fen: string; currency_amount: string | null })[]
}

const drafts = (condition: RawBuilder<unknown>): RawBuilder<DraftRow> => sql<DraftRow>`
  select d.id, coalesce(e.how, 'waiting') as state, d.recipe, d.document_on as "documentOn", d.posted_on as "postedOn",
         d.summary, d.total_fen as "totalFen", d.maker, d.made_at as "madeAt", d.input, d.papers, d.settles, d.lines,
         e.person_id as "decidedBy", e.at as "decidedAt", e.reason, e.entry_id as "entryId", d.replaces,
         (select n.id from ledger.drafts n where n.replaces = d.id) as "replacedBy"
    from ledger.drafts d left join ledger.draft_ends e on e.draft_id = d.id
   where ${condition}
   order by (e.how is not null), case when e.how is null then d.made_at end, d.made_at desc, d.id`

export async function listDrafts(tx: Tx, { params, query }: Input<typeof voucherRoutes.listDrafts>) {
  const found: Page<DraftRow> = await page(tx, query, draftsOf(params.hostId, query.state))
  return { ...found, items: await withMakers(tx, found.items) }
}

/** The same, all of them. */
export const allDrafts = (tx: Tx, _actor: unknown, { params, query }: Input<typeof voucherExports.listDraftsExport>) =>
  listed(tx, draftsOf(params.hostId, query.state), (rows) => withMakers(tx, rows))

const draftsOf = (book: string, state: DraftState | undefined): RawBuilder<DraftRow> =>
  drafts(sql`d.book_id = ${book} and ${state === undefined ? sql`true` : sql`coalesce(e.how, 'waiting') = ${state}`}`)

async function withMakers(tx: Tx, rows: readonly DraftRow[]) {
  const names = await shownNames(
    tx,
    rows.map(({ maker }) => maker),
  )
  return rows.map((row) => ({ ...row, makerName: names.get(row.maker) ?? '' }))
}

const linesOf = (row: DraftRow): Line[] =>
  row.lines.map((line) =>
    lineOf({
      ...line,
      amount_fen: BigInt(line.amount_fen),
      currency_amount: line.currency_amount === null ? null : BigInt(line.currency_amount),
    }),
  )

async function findDraft(tx: Tx, book: string, id: string): Promise<DraftRow> {
  const { rows } = await drafts(sql`d.book_id = ${book} and d.id = ${id}`).execute(tx.db)
  if (!rows[0]) throw refuse('ledger.draft_not_found')
  return rows[0]
}

/** One draft as people read it. @throws Refusal ledger.draft_not_found */
export async function getDraft(tx: Tx, book: string, id: string): Promise<DraftRecord> {
  const row = await findDraft(tx, book, id)
  const names = await shownNames(tx, [row.maker, ...(row.decidedBy ? [row.decidedBy] : [])])
  return {
    ...row,
    lines: await shownLines(tx, linesOf(row)),
    makerName: names.get(row.maker) ?? '',
    deciderName: row.decidedBy && (names.get(row.decidedBy) ?? ''),
  }
}

export interface StandingDraft {
  readonly state: DraftState
  readonly maker: string
  readonly settles: string | null
  /** As its maker made it; the checker is still to be named. */
  readonly entry: EntryDraft
}

/** One draft as the books would take it. @throws Refusal ledger.draft_not_found */
export async function standingDraft(tx: Tx, book: string, id: string): Promise<StandingDraft> {
  const row = await findDraft(tx, book, id)
  return {
    state: row.state,
    maker: row.maker,
    settles: row.settles,
    entry: {
      ...{
        book,
        edition: '2024',
        type: stepOf(row.recipe)?.type ?? 'ordinary',
        documentOn: row.documentOn,
        postedOn: row.postedOn,
      },
      ...{ recipe: row.recipe, summary: row.summary, papers: row.papers, maker: row.maker, checker: null },
      ...{ reverses: null, reason: null, channel: null, lines: linesOf(row) },
    },
  }
}
