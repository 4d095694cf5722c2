import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { voucherExports } from '@shanju/contract/ledger/vouchers/exports.ts'
import type { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'

export interface CommitmentRow {
  id: string
  state: 'open' | 'posted' | 'released'
  fund: { id: string; name: string } | null
  restriction: { id: string; title: string } | null
  amountFen: bigint
  purpose: string
  dueOn: string
  madeAt: Date
  entryId: string | null
  reason: string | null
}

const commitments = (condition: RawBuilder<unknown>): RawBuilder<CommitmentRow> => sql<CommitmentRow>`
  select c.id, coalesce(e.how, 'open') as state,
         case when f.book_id is null then null else json_build_object('id', f.id, 'name', f.name) end as fund,
         case when r.id is null then null else json_build_object('id', r.id, 'title', r.title) end as restriction,
         c.amount_fen as "amountFen", c.purpose, c.due_on as "dueOn", c.made_at as "madeAt",
         e.entry_id as "entryId", e.reason
    from ledger.commitments c
    join ledger.funds f on f.id = c.fund_id
    left join ledger.restrictions r on r.id = c.restriction_id
    left join ledger.commitment_ends e on e.commitment_id = c.id
   where ${condition} order by (e.how is not null), c.due_on, c.id`

export const listCommitments = (
  tx: Tx,
  { params, query }: Input<typeof voucherRoutes.listCommitments>,
): Promise<Page<CommitmentRow>> => page(tx, query, commitmentsOf(params.hostId, query.state))

/** The same, all of them. */
export const allCommitments = (
  tx: Tx,
  _actor: unknown,
  { params, query }: Input<typeof voucherExports.listCommitmentsExport>,
): Promise<Listed<CommitmentRow>> => listed(tx, commitmentsOf(params.hostId, query.state), (rows) => rows)

const commitmentsOf = (book: string, state: CommitmentRow['state'] | undefined): RawBuilder<CommitmentRow> =>
  commitments(
    state === undefined ? sql`c.book_id = ${book}` : sql`c.book_id = ${book} and coalesce(e.how, 'open') = ${state}`,
  )

/** @throws Refusal ledger.commitment_not_found */
export async function getCommitment(tx: Tx, book: string, id: string): Promise<CommitmentRow> {
  const { rows } = await commitments(sql`c.book_id = ${book} and c.id = ${id}`).execute(tx.db)
  if (!rows[0]) throw refuse('ledger.commitment_not_found')
  return rows[0]
}
