import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import type { routes } from '@shanju/contract/giving/routes.ts'
import type { Gift, GiftRecord } from '@shanju/contract/giving/shapes.ts'
import type { ReceiptState } from '@shanju/contract/giving/vocab.ts'
import { parsePublicId } from '@shanju/contract/kit/ids.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import { type RawBuilder, sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { reaches } from '#platform/pg/reach.ts'
import { recordAll, type TrailRecord } from '#platform/trail/index.ts'
import { donorHash, type GiftWords, NO_WORDS, openCorrections, openHandling, openWords } from './donor-names.ts'

export interface GiftRow extends Omit<Gift, keyof GiftWords> {
  readonly divisions: string[]
  readonly hostId: string
}

/** How it stands with the receipt of `g`, by the last word on it. */
export const receiptColumns = sql`
  coalesce((select t.kind from giving.receipts t where t.gift_id = g.id order by t.number desc limit 1),
    case when g.channel = 'platform' then 'platform' else 'none' end) as receipt,
  (select t.receipt_no from giving.receipts t where t.gift_id = g.id order by t.number desc limit 1) as "receiptNo"`

// What a voided gift no longer publishes staff still read: it stands in the gift itself.
const columns = sql`g.id, g.public_id as "publicId", json_build_object('id', f.id, 'name', f.name) as fund,
  g.shown_name as "shownName", g.amount_fen as "amountFen", g.given_on as "givenOn", g.channel, r.purpose, g.state, g.shown,
  r.donor_kind as "donorKind", r.purpose_field as "purposeField", ${receiptColumns},
  g.recorded_at as "recordedAt", r.recorded_by as "recordedBy", r.import_id as "importId", f.path as divisions, g.host_id as "hostId"
  from giving.pub_gifts g
  join giving.gifts r on r.id = g.id
  join funds.pub_funds f on f.id = g.fund_id`

/** Gifts in the caller's reach, with donors' names. That names were shown is one trail row for each fund of the page. */
export async function listGifts(tx: Tx, actor: Actor, { query }: Input<typeof routes.list>): Promise<Page<Gift>> {
  const listed = await page(tx, query, selectGifts(tx, actor, query))
  return { ...listed, items: await withWords(tx, actor, listed.items) }
}

type Filters = Omit<Input<typeof routes.list>['query'], 'page' | 'pageSize'>

/** Gifts in the caller's reach, latest first, without what is sealed. */
export function selectGifts(tx: Tx, actor: Actor, query: Filters): RawBuilder<GiftRow> {
  const mine = reaches(whereCan(actor, 'giving.read'), sql`f.path`, sql`array[g.host_id]`)
  const found = sql.join([mine, ...conditions(tx, query)], sql` and `)
  return sql<GiftRow>`select ${columns} where ${found} order by g.given_on desc, g.id desc`
}

function conditions(tx: Tx, query: Filters): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = []
  if (query.fundId) found.push(sql`g.fund_id = ${query.fundId}`)
  if (query.channel) found.push(sql`g.channel = ${query.channel}`)
  if (query.state) found.push(sql`g.state = ${query.state}`)
  if (query.receipt) found.push(withReceipt(query.receipt))
  if (query.from) found.push(sql`g.given_on >= ${query.from}`)
  if (query.to) found.push(sql`g.given_on <= ${query.to}`)
  if (query.importId) found.push(sql`r.import_id = ${query.importId}`)
  if (query.q) found.push(named(tx, query.q))
  return found
}

/** Gifts whose receipt stands so; of what is still to be issued only what somebody owes one for. */
function withReceipt(receipt: ReceiptState): RawBuilder<unknown> {
  const last = sql`(select t.kind from giving.receipts t where t.gift_id = g.id order by t.number desc limit 1)`
  if (receipt === 'platform') return sql`(g.channel = 'platform' and ${last} is null)`
  if (receipt !== 'none') return sql`${last} = ${receipt}`
  return sql`(g.channel <> 'platform' and g.state = 'recorded' and r.donor_kind is distinct from 'anonymous'
    and exists (select 1 from giving.donor_names d where d.gift_id = g.id) and ${last} is null)`
}

/** A public id, an order number, or a donor's whole name by its keyed hash. */
function named(tx: Tx, words: string): RawBuilder<unknown> {
  const hash = donorHash(tx.secrets, words)
  return sql`(g.public_id = ${parsePublicId(words) ?? ''} or r.order_no = ${words}
    or exists (select 1 from giving.donor_names n where n.gift_id = g.id and n.name_hash = ${hash}))`
}

/** @throws Refusal giving.not_found */
async function getGift(tx: Tx, actor: Actor, id: string): Promise<Gift> {
  const { rows } = await sql<GiftRow>`select ${columns} where g.id = ${id}`.execute(tx.db)
  const [gift] = await withWords(tx, actor, rows)
  if (!gift) throw refuse('giving.not_found')
  return gift
}

/** One gift with everything that is kept about it; the look at its names is on the trail. @throws Refusal giving.not_found */
export async function getGiftRecord(tx: Tx, actor: Actor, id: string): Promise<GiftRecord> {
  const gift = await getGift(tx, actor, id)
  const { rows } = await sql<Pick<GiftRecord, 'orderNo' | 'agreement' | 'shownChanges'>>`
    select r.order_no as "orderNo", r.agreement,
           coalesce((select json_agg(json_build_object('from', c.from_shown, 'to', c.to_shown, 'by', c.by, 'at', c.at)
                       order by c.number desc) from giving.shown_changes c where c.gift_id = r.id), '[]') as "shownChanges"
      from giving.gifts r where r.id = ${id}`.execute(tx.db)
  const [row] = rows
  if (!row) throw refuse('giving.not_found')
  return {
    ...gift,
    ...row,
    ...(await openHandling(tx, id)),
    shownChanges: row.shownChanges.map((each) => ({ ...each, at: new Date(each.at) })),
    corrections: await openCorrections(tx, id),
  }
}

async function withWords(tx: Tx, actor: Actor, rows: readonly GiftRow[]): Promise<Gift[]> {
  const words = await openWords(
    tx,
    rows.map((row) => row.id),
  )
  await tellOfLook(
    tx,
    actor,
    rows.filter((row) => words(row.id) !== NO_WORDS),
  )
  return rows.map((row) => ({ ...row, ...words(row.id) }))
}

/** Who may know that somebody looked is who may see the fund; so each fund has a row of its own. */
async function tellOfLook(tx: Tx, actor: Actor, seen: readonly GiftRow[]): Promise<void> {
  const byFund = Map.groupBy(seen, (row) => row.fund.id)
  await recordAll(tx, actor, [...byFund.values()].map(lookAt))
}

/** The trail's row of a look at the names of gifts to one fund. */
function lookAt(gifts: readonly GiftRow[]): TrailRecord {
  const [first, second] = gifts
  if (!first) throw new Error('a look at nothing')
  return {
    action: 'giving.see_names',
    subjectKind: second ? 'fund' : 'gift',
    subjectId: second ? first.fund.id : first.id,
    subject: { divisions: first.divisions, organisationIds: [first.hostId] },
    details: { gifts: gifts.map((gift) => gift.id) },
  }
}

/** @throws Refusal giving.not_found */
export async function subjectOfGift(tx: Tx, id: string): Promise<Subject> {
  const { rows } = await sql<{ fund_id: string }>`select fund_id from giving.gifts where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('giving.not_found')
  return subjectOfFund(tx, rows[0].fund_id)
}
