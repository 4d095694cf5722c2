import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { kindOf } from '../logic/gift-facts.ts'
import { shownName, shownOf } from '../logic/shown-name.ts'
import { donorRow, handlingRow } from '../queries/donor-names.ts'
import type { NewGift, Standing } from './record-gifts.ts'

/** Writes gifts that were let in: one statement per table, however many they are. */
export async function insertGifts(tx: Tx, standing: readonly Standing[]): Promise<void> {
  await insert(tx, sql`giving.gifts`, giftRows(tx, standing))
  await insert(
    tx,
    sql`giving.donor_names`,
    standing
      .filter(({ gift }) => gift.donorName.trim() !== '' || gift.note !== '')
      .map(({ gift, id }) => donorRow(tx.secrets, id, gift.donorName, gift.note)),
  )
  await insert(
    tx,
    sql`giving.handlings`,
    standing.flatMap(({ gift: { handling }, id }) =>
      handling && (handling.handler !== '' || handling.secondCounter !== '')
        ? [handlingRow(tx.secrets, id, handling)]
        : [],
    ),
  )
  await insert(
    tx,
    sql`giving.receipts`,
    standing.flatMap(({ gift, id }) => {
      const { receipt, fund } = gift
      if (!receipt) return []
      const receiptNo = receipt.kind === 'issued' ? receipt.receiptNo : null
      const row = { gift_id: id, number: 1, host_id: fund.hostId, kind: receipt.kind, receipt_no: receiptNo }
      return [{ ...row, person_id: recorder(gift), at: tx.now }]
    }),
  )
}

const recorder = ({ by }: NewGift): string | null => (by.kind === 'person' ? by.personId : null)

function giftRows(tx: Tx, standing: readonly Standing[]): object[] {
  return standing.map(({ gift, history, id, publicId }) => {
    const shown = shownOf(gift.donorName, gift.shown)
    return {
      id,
      public_id: publicId,
      fund_id: gift.fund.id,
      amount_fen: gift.amountFen.toString(),
      given_on: gift.givenOn,
      channel: gift.channel,
      purpose: gift.purpose,
      shown,
      shown_name: shownName(gift.donorName, shown),
      history,
      host_id: gift.fund.hostId,
      order_no: gift.orderNo || null,
      import_id: gift.importId ?? null,
      recorded_by: recorder(gift),
      recorded_at: tx.now,
      donor_kind: kindOf(gift.donorName, gift.donorKind) ?? null,
      purpose_field: gift.purposeField ?? null,
      agreement: gift.agreement ?? 'none',
    }
  })
}

async function insert(tx: Tx, table: RawBuilder<unknown>, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into ${table} select * from json_populate_recordset(null::${table}, ${JSON.stringify(rows)}::json)`.execute(
    tx.db,
  )
}
