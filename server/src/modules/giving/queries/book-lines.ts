import type { BookLines } from '@shanju/contract/giving/shapes.ts'
import { sql } from 'kysely'
import { titleOf } from '#modules/ledger/index.ts'
import { leafStates } from '#modules/transparency/index.ts'
import type { Tx } from '#platform/pg/db.ts'

interface Asked {
  readonly beforeEntry?: string | undefined
  readonly beforeNo?: number | undefined
  readonly size: number
}

type Line = BookLines['items'][number]

/**
 * Lines of a fund, the latest first, by key, so that the last page of a hot fund costs what the first does. Closing entries
 * move income to net assets and change nothing for the fund; they are left out.
 */
export async function listBookLines(tx: Tx, fundId: string, asked: Asked): Promise<BookLines> {
  const before = asked.beforeEntry
    ? sql`and (l.entry_id, l.no) < (${asked.beforeEntry}::uuid, ${asked.beforeNo ?? 1})`
    : sql``
  const { rows } = await sql<Omit<Line, 'accountName' | 'proof'>>`
    select l.entry_id as "entryId", l.no::int as no, e.number::int as number, e.posted_on as "postedOn", l.account,
           l.restriction, case l.side when 'credit' then l.amount_fen else -l.amount_fen end as "amountFen",
           e.reverses is not null as reverses, g.public_id as "giftPublicId"
      from ledger.pub_fund_lines l join ledger.pub_entries e on e.id = l.entry_id and e.type <> 'close'
      left join giving.pub_gifts g on g.id = l.gift_id
     where l.fund_id = ${fundId} ${before}
     order by l.entry_id desc, l.no desc limit ${asked.size + 1}`.execute(tx.db)
  const shown = rows.slice(0, asked.size)
  const stateOf = await leafStates(
    tx,
    shown.map(({ entryId }) => entryId),
  )
  const items = shown.map((row) => ({ ...row, accountName: titleOf(row.account), proof: stateOf(row.entryId) }))
  const last = items.at(-1)
  return { items, next: last && rows.length > asked.size ? { entryId: last.entryId, no: last.no } : null }
}
