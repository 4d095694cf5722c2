import { Readable } from 'node:stream'
import { columnChoice } from '@shanju/contract/giving/shapes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { checkImport } from '#modules/giving/actions/check-import.ts'
import { chooseColumns } from '#modules/giving/actions/choose-columns.ts'
import { keepImport, readUpload } from '#modules/giving/actions/receive-file.ts'
import { recordUnknown } from '#modules/giving/actions/record-unknown.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { SETUP } from '#test/support/house.ts'

interface Texts {
  readonly upload: string
  readonly payer: string
  readonly mapping: string
}

const CHOICE = {
  headingRow: 1,
  columns: { order: 0, fund: 1, amount: 2, day: 3, donor: 4 },
  unknown: 'no_fund',
} as const

/** A file of gifts that was checked, the columns remembered for its like, and money of unknown origin out of it. */
export async function addGiftFile(fresh: FreshDatabase, hostId: string, { upload, payer, mapping }: Texts) {
  const csv = `单号,说明,收入,入账日,付款人\nP1,没有这个基金,10,2026-05-03,${payer}\nP2,x,十元,2026-05-03,${payer}\n`
  const table = await readUpload(Readable.from([Buffer.from(csv)]))
  const importId = await fresh.database.transact('test', async (tx) => {
    const { id } = await keepImport(tx, SETUP, { hostId, fileName: upload, table })
    const choice = columnChoice.parse({ ...CHOICE, rememberAs: mapping })
    await chooseColumns(tx, SETUP, id, choice, { check: false })
    return id
  })
  await checkImport({ transact: (work) => fresh.database.transact('test', work) }, { importId })
  await fresh.database.transact('test', (tx) => {
    const said = {
      fund: '',
      division: '',
      shown: 'masked',
      donorKind: undefined,
      receipt: undefined,
      purpose: '',
      note: '',
      donorName: payer,
    } as const
    const gift = { orderNo: 'P0', amountFen: 100n, givenOn: '2026-05-03', channel: 'bank', ...said } as const
    return recordUnknown(tx, SETUP, { importId, hostId, rows: [{ row: 9, gift }] })
  })
  const { rows } = await fresh.owner.query(
    `select m.id as mapping, u.id as unknown from giving.mappings m join giving.unknown_money u on u.host_id = m.host_id
      where m.host_id = $1`,
    [hostId],
  )
  return {
    import: showId('import', importId),
    mapping: showId('mapping', rows[0].mapping),
    unknown: showId('unknown', rows[0].unknown),
  }
}
