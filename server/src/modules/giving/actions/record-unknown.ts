import type { Actor } from '@shanju/contract/access.ts'
import { words } from '@shanju/contract/giving/words.ts'
import { sql } from 'kysely'
import { draftOf, post, SYSTEM_MAKER } from '#modules/ledger/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { eventOf } from '../logic/gift-event.ts'
import type { GiftRow } from '../logic/import-row.ts'
import { sealUnknown } from '../queries/unknown-words.ts'

interface UnknownRows {
  readonly importId: string
  readonly hostId: string
  readonly rows: readonly { readonly row: number; readonly gift: GiftRow }[]
}

/**
 * Books money of which nobody knows yet whose fund or whose gift it is: received, and owed to whoever it will turn out to
 * be (E07, 其他应付款 2209). One statement per table; the caller holds the lock of the host's order numbers.
 */
export async function recordUnknown(tx: Tx, actor: Actor, { importId, hostId, rows }: UnknownRows): Promise<void> {
  if (rows.length === 0) return
  const personId = actor.kind === 'person' ? actor.personId : null
  const held = rows.map((each) => ({ ...each, id: uuidv7(tx.now) }))
  const entries = await post(
    tx,
    held.map(({ id, gift }) => ({
      key: `unknown ${id}`,
      elseOn: tx.today,
      draft: draftOf(
        'E07.receive',
        { cash: eventOf(gift.channel).cash, amount: gift.amountFen },
        {
          book: hostId,
          documentOn: gift.givenOn,
          postedOn: gift.givenOn,
          summary: words.zh['summary.unknown'],
          papers: [],
          maker: personId ?? SYSTEM_MAKER,
          checker: null,
          reason: null,
          channel: gift.channel,
        },
        {},
      ),
    })),
  )
  const written = held.map(({ id, row, gift }, at) => ({
    ...{ id, host_id: hostId, import_id: importId, row, order_no: gift.orderNo, channel: gift.channel },
    ...{ amount_fen: gift.amountFen.toString(), received_on: gift.givenOn, entry_id: entries[at]?.id },
    words: `\\x${sealUnknown(tx.secrets, wordsOf(gift)).toString('hex')}`,
    ...{ recorded_by: personId, recorded_at: tx.now, released_at: null },
  }))
  await sql`insert into giving.unknown_money
    select * from json_populate_recordset(null::giving.unknown_money, ${JSON.stringify(written)}::json)`.execute(tx.db)
}

const wordsOf = ({ donorName, donorKind, fund, division, purpose, receipt, note }: GiftRow) => ({
  donorName,
  donorKind,
  said: [fund, division, purpose, receipt?.kind === 'issued' ? receipt.receiptNo : '', note]
    .filter((text) => text !== '')
    .join(' · '),
})
