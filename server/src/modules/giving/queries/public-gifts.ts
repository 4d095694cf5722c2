import type { Actor } from '@shanju/contract/access.ts'
import type { exports } from '@shanju/contract/giving/exports.ts'
import type { routes } from '@shanju/contract/giving/routes.ts'
import type { GiftCounts, PublicGift, PublicGiftRecord } from '@shanju/contract/giving/shapes.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { linesOfEntries } from '#modules/ledger/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { type Listed, listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'

const columns = sql`g.public_id as "publicId", json_build_object('id', f.id, 'name', f.name) as fund, g.shown_name as "shownName",
  g.amount_fen as "amountFen", g.given_on as "givenOn", g.channel, g.purpose, g.state
  from giving.pub_gifts g join funds.pub_funds f on f.id = g.fund_id`

/** Latest first. Voided gifts stay in the list and say so: a list that forgets cannot be checked. */
export function listPublicGifts(
  tx: Tx,
  _actor: Actor,
  { query }: Input<typeof routes.listPublic>,
): Promise<Page<PublicGift>> {
  const where = placeConditions(query)
  return page(tx, query, sql<PublicGift>`select ${columns} where ${where} order by g.given_on desc, g.id desc`)
}

/** All of them. */
export const allPublicGifts = (
  tx: Tx,
  _actor: Actor,
  { query }: Input<typeof exports.listPublicExport>,
): Promise<Listed<PublicGift>> =>
  listed(
    tx,
    sql<PublicGift>`select ${columns} where ${placeConditions(query)} order by g.given_on desc, g.id desc`,
    (rows) => rows,
  )

const placeConditions = (query: { fundId?: string | undefined; within?: string | undefined }): RawBuilder<unknown> => {
  const found: RawBuilder<unknown>[] = [sql`true`]
  if (query.fundId) found.push(sql`g.fund_id = ${query.fundId}`)
  if (query.within) found.push(sql`${query.within} = any(f.path)`)
  return sql.join(found, sql` and `)
}

export async function countPublicGifts(
  tx: Tx,
  _actor: Actor,
  { query }: Input<typeof routes.countPublic>,
): Promise<GiftCounts> {
  const { rows } = await sql<GiftCounts>`
    select count(*) filter (where g.state = 'recorded')::int as "giftCount",
           count(*) filter (where g.state = 'history')::int as "historyCount",
           coalesce(sum(g.amount_fen) filter (where g.state = 'history'), 0)::bigint as "historyFen"
      from giving.pub_gifts g join funds.pub_funds f on f.id = g.fund_id where ${placeConditions(query)}`.execute(tx.db)
  const [counts] = rows
  if (!counts) throw new Error('an aggregate always answers one row')
  return counts
}

/** One gift with what the books say of it. @throws Refusal giving.not_found */
export async function getPublicGift(tx: Tx, publicId: string): Promise<PublicGiftRecord> {
  const { rows } = await sql<Omit<PublicGiftRecord, 'entries'> & { id: string }>`
    select g.id, (select json_build_object('id', o.id, 'name', o.name) from organisations.pub_organisations o
                   where o.id = g.host_id) as host,
           g.purpose_field as "purposeField", ${columns} where g.public_id = ${publicId}`.execute(tx.db)
  const [gift] = rows
  if (!gift) throw refuse('giving.not_found')
  return { ...gift, entries: await entriesOf(tx, gift.id) }
}

interface GiftEntry {
  id: string
  number: number
  postedOn: string
  summary: string
  reverses: string | null
}

async function entriesOf(tx: Tx, giftId: string): Promise<PublicGiftRecord['entries']> {
  const { rows } = await sql<GiftEntry>`
    select entry_id as id, number::int as number, posted_on as "postedOn", summary, reverses
      from ledger.pub_gift_entries where gift_id = ${giftId} order by number`.execute(tx.db)
  const lines = await linesOfEntries(
    tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...row, lines: lines.get(row.id) ?? [] }))
}
