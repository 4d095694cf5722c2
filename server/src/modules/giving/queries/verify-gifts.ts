import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { linesOfEntries } from '#modules/ledger/index.ts'
import type { Tx } from '#platform/pg/db.ts'

/** The first gift found wrong, and what is wrong with it. */
export interface GiftFault {
  readonly gift: string
  readonly what: string
}

interface KeptGift {
  id: string
  amountFen: bigint
  publicId: string
  fundId: string
  state: 'recorded' | 'voided' | 'history'
  /** Older than the books, voided or not. */
  history: boolean
  named: boolean
  shown: string
  entries: { id: string; reverses: string | null; summary: string }[] | null
}

const CHUNK = 2000

/**
 * Compares gifts with the books: each of these books has one entry for its sum, under its code, to its fund; a voided one its reversal too, an older
 * one none; no entry speaks of a gift that is not there; whoever is shown with a name has one, sealed.
 */
export async function verifyGifts(
  tx: Tx,
  progress?: (gifts: number) => void,
): Promise<{ gifts: number; fault: GiftFault | undefined }> {
  let gifts = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const chunk = await giftsAfter(tx, after)
    const fault = await faultIn(tx, chunk)
    gifts += chunk.length
    if (fault) return { gifts, fault }
    progress?.(gifts)
    const last = chunk.at(-1)
    if (!last) return { gifts, fault: (await strayEntry(tx)) ?? (await wrongUnknown(tx)) }
    after = last.id
  }
}

async function giftsAfter(tx: Tx, after: string): Promise<KeptGift[]> {
  const { rows } = await sql<KeptGift>`
    with page as (select p.id, p.public_id, p.fund_id, p.amount_fen, p.state, p.shown, g.history from giving.pub_gifts p
                    join giving.gifts g on g.id = p.id where p.id > ${after} order by p.id limit ${CHUNK})
    select p.id, p.amount_fen as "amountFen", p.public_id as "publicId", p.fund_id as "fundId", p.state, p.history, p.shown,
           exists (select 1 from giving.donor_names n where n.gift_id = p.id) as named, e.entries
      from page p
      left join (select gift_id, json_agg(json_build_object('id', entry_id, 'reverses', reverses, 'summary', summary) order by number) as entries
                   from ledger.pub_gift_entries where gift_id in (select id from page) group by gift_id) e
        on e.gift_id = p.id
     order by p.id`.execute(tx.db)
  return rows
}

async function faultIn(tx: Tx, gifts: readonly KeptGift[]): Promise<GiftFault | undefined> {
  const lines = await linesOfEntries(
    tx,
    gifts.flatMap((gift) => (gift.entries ?? []).map((entry) => entry.id)),
  )
  for (const gift of gifts) {
    const entries = gift.entries ?? []
    const fault = (what: string): GiftFault => ({ gift: gift.id, what })
    const expected = gift.history ? 0 : { history: 0, recorded: 1, voided: 2 }[gift.state]
    if (entries.length !== expected) return fault(`has ${entries.length} entries, and ${expected} for its state`)
    const [first, second] = entries
    if (first?.reverses) return fault('begins with a reversal')
    if (second && second.reverses !== first?.id) return fault('is voided by an entry that reverses another')
    if (first && !first.summary.includes(formatPublicId(gift.publicId)))
      return fault('has another code than its entry names')
    for (const { id } of entries) {
      const own = lines.get(id) ?? []
      if (!own.some(({ fund, giftId }) => fund?.id === gift.fundId && giftId === gift.id))
        return fault(`is of another fund than its entry ${id} says`)
      const debit = own.reduce((sum, line) => sum + (line.side === 'debit' ? line.amountFen : 0n), 0n)
      if (debit !== gift.amountFen) return fault(`is ${gift.amountFen} fen, its entry ${id} says ${debit}`)
    }
    if (gift.shown !== 'anonymous' && !gift.named) return fault('lost the name of its donor')
  }
  return undefined
}

async function strayEntry(tx: Tx): Promise<GiftFault | undefined> {
  const { rows } = await sql<{ gift: string; entry: string }>`
    select e.gift_id as gift, e.entry_id as entry from ledger.pub_gift_entries e
     where not exists (select 1 from giving.gifts g where g.id = e.gift_id) limit 1`.execute(tx.db)
  const [stray] = rows
  return stray && { gift: stray.gift, what: `is not there, but entry ${stray.entry} speaks of it` }
}

async function wrongUnknown(tx: Tx): Promise<GiftFault | undefined> {
  const { rows } = await sql<{ id: string }>`
    select u.id from giving.unknown_money u left join ledger.pub_totals e on e.id = u.entry_id
     where e.total_fen is distinct from u.amount_fen order by u.id limit 1`.execute(tx.db)
  return rows[0] && { gift: rows[0].id, what: 'is money of unknown origin, and its entry has another sum' }
}
