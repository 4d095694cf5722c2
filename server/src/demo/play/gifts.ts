import { Readable } from 'node:stream'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { idOf, showId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { sql } from 'kysely'
import { recordOrders, runImport } from '#modules/giving/index.ts'
import { notify } from '#platform/notify/index.ts'
import { receiptNo } from '../plan/counter.ts'
import type { Deed, PlannedFile, PlannedGift } from '../plan/shapes.ts'
import type { Cast } from './cast.ts'
import { csv } from './csv.ts'
import type { Stage } from './stage.ts'

const giftId = idOf('gift')

export async function atCounter(
  stage: Stage,
  cast: Cast,
  { gift, said, by }: Extract<Deed, { kind: 'counter' }>,
): Promise<void> {
  const { donorKind, shown, givenOn, channel, purpose, note } = gift
  const { misheard, ...rest } = said
  const donorName = misheard ?? gift.donorName
  const made = await stage.ask(cast.person(by), giving.record, {
    body: {
      ...{ donorKind, donorName, shown, givenOn, channel, purpose, note },
      ...rest,
      // Ten yuan from one neighbour twice on a day are two gifts here.
      again: true,
      fundId: showId('fund', cast.fund(gift.fund)),
      amountFen: gift.amountFen.toString(),
    },
  })
  cast.gifts.set(gift.key, giftId.decode(made.id))
}

/** The number under which a platform or bank knows a gift. */
export const orderNo = (gift: Pick<PlannedGift, 'key'>): string => `DEMO-${String(gift.key).padStart(6, '0')}`

export async function asOrders(
  stage: Stage,
  cast: Cast,
  { gifts, receipts, by }: Extract<Deed, { kind: 'orders' }>,
): Promise<void> {
  const orders = gifts.map((gift) => ({
    ...gift,
    ...{ fundId: cast.fund(gift.fund), orderNo: orderNo(gift) },
    ...(receipts && gift.donorName !== '' && gift.channel !== 'platform'
      ? { receipt: { kind: 'issued', receiptNo: receiptNo(gift) } as const }
      : {}),
  }))
  const ids = await stage.transact((tx) => recordOrders(tx, cast.person(by), orders))
  for (const [index, gift] of gifts.entries()) cast.gifts.set(gift.key, ids[index] ?? '')
}

export async function changeShown(
  stage: Stage,
  cast: Cast,
  { gift, by, shown }: Extract<Deed, { kind: 'show' }>,
): Promise<void> {
  const params = { id: showId('gift', cast.gift(gift)) }
  await stage.ask(cast.person(by), giving.changeShown, { params, body: { shown } })
}

export async function correctDonor(
  stage: Stage,
  cast: Cast,
  { gift, by }: Extract<Deed, { kind: 'correct' }>,
): Promise<void> {
  const params = { id: showId('gift', cast.gift(gift.key)) }
  const body = { donorKind: gift.donorKind, donorName: gift.donorName, reason: '姓名听写有误' }
  await stage.ask(cast.person(by), giving.correctDonor, { params, body })
}

export async function voidGift(stage: Stage, cast: Cast, key: number, by: string, reason: string): Promise<void> {
  const params = { id: showId('gift', cast.gift(key)) }
  await stage.ask(cast.person(by), giving.void, { params, body: { reason } })
}

const HEADING = ['订单号', '区划代码', '金额', '捐赠日期', '渠道', '捐赠人', '公示方式', '用途']
const CHANNELS = { cash: '现金', bank: '银行', wechat: '微信', alipay: '支付宝', platform: '平台' } as const
const SHOWN = { full: '实名', masked: '隐名', anonymous: '匿名' } as const

/** A file as platforms send it, loaded or only checked, by the steps of the command `shanju import`. */
export async function asFile(stage: Stage, cast: Cast, file: PlannedFile, by: string): Promise<void> {
  const hostId = cast.organisation(file.host)
  const result = await runImport(stage.database, {
    ...{ hostId, fileName: file.fileName, load: file.load ? 'good_rows' : 'nothing' },
    body: Readable.from([Buffer.from(tableOf(file))]),
    progress: () => {},
  })
  if (!result.loaded) return
  const { goodCount: good, repeatedCount: repeated, badCount: bad } = result.counts
  await stage.transact(async (tx) => {
    const { personId } = cast.person(by)
    await notify(tx, {
      personId,
      template: 'giving.import_loaded',
      params: { good, repeated, bad },
    })
    const orders = file.gifts.map(orderNo)
    const { rows } = await sql<{ id: string; order_no: string }>`
      select id, order_no from giving.gifts where host_id = ${hostId} and order_no = any(${orders}::text[])`.execute(
      tx.db,
    )
    const ids = new Map(rows.map((row) => [row.order_no, row.id]))
    for (const gift of file.gifts) {
      const id = ids.get(orderNo(gift))
      if (id) cast.gifts.set(gift.key, id)
    }
  })
}

function tableOf({ gifts, badRows }: PlannedFile): string {
  const rows = gifts.map((gift) => [
    orderNo(gift),
    // The place stands before the dot of a fund's key.
    gift.fund.split('.')[0] ?? '',
    formatYuan(gift.amountFen),
    gift.givenOn,
    CHANNELS[gift.channel],
    gift.donorName,
    SHOWN[gift.shown],
    gift.purpose,
  ])
  return csv([HEADING, ...rows, ...badRows])
}
