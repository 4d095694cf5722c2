import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { type Cells, rowSet, type Types } from '#platform/pg/row-set.ts'
import { kindOf } from '../logic/gift-facts.ts'
import { shownName, shownOf } from '../logic/shown-name.ts'
import { DONOR_COLUMNS, donorRow, HANDLING_COLUMNS, handlingRow } from '../queries/donor-names.ts'
import type { NewGift, Standing } from './record-gifts.ts'

/** Writes gifts that were let in: one statement per table, however many they are. */
export async function insertGifts(tx: Tx, standing: readonly Standing[]): Promise<void> {
  await insert(tx, sql`giving.gifts`, GIFT_COLUMNS, giftRows(tx, standing))
  await insert(
    tx,
    sql`giving.donor_names`,
    DONOR_COLUMNS,
    standing
      .filter(({ gift }) => gift.donorName.trim() !== '' || gift.note !== '')
      .map(({ gift, id }) => donorRow(tx.secrets, id, gift.donorName, gift.note)),
  )
  await insert(
    tx,
    sql`giving.handlings`,
    HANDLING_COLUMNS,
    standing.flatMap(({ gift: { handling }, id }) =>
      handling && (handling.handler !== '' || handling.secondCounter !== '')
        ? [handlingRow(tx.secrets, id, handling)]
        : [],
    ),
  )
  await insert(
    tx,
    sql`giving.receipts`,
    RECEIPT_COLUMNS,
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

function giftRows(tx: Tx, standing: readonly Standing[]) {
  return standing.map(({ gift, history, id, publicId }) => {
    const shown = shownOf(gift.donorName, gift.shown)
    return {
      id,
      public_id: publicId,
      fund_id: gift.fund.id,
      amount_fen: gift.amountFen,
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

const GIFT_COLUMNS = {
  ...({ id: 'uuid', public_id: 'text', fund_id: 'uuid', amount_fen: 'bigint', given_on: 'date' } as const),
  ...({ channel: 'text', purpose: 'text', shown: 'text', shown_name: 'text', history: 'boolean' } as const),
  ...({
    host_id: 'uuid',
    order_no: 'text',
    import_id: 'uuid',
    recorded_by: 'uuid',
    recorded_at: 'timestamptz',
  } as const),
  ...({ donor_kind: 'text', purpose_field: 'text', agreement: 'text' } as const),
}
const RECEIPT_COLUMNS = {
  ...({ gift_id: 'uuid', number: 'integer', host_id: 'uuid', kind: 'text', receipt_no: 'text' } as const),
  ...({ person_id: 'uuid', at: 'timestamptz' } as const),
}

async function insert<Row extends Cells<Row>>(
  tx: Tx,
  table: RawBuilder<unknown>,
  columns: Types<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const { names, select } = rowSet(columns, rows)
  await sql`insert into ${table} ${names} ${select}`.execute(tx.db)
}
