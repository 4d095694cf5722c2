import type { GiftTrace, PublicGiftRecord, Spending } from '@shanju/contract/giving/shapes.ts'
import { FUND, GIFT, HOST, VOIDED } from './fake-city.ts'

const fund = { id: FUND.id, name: FUND.name }

export const SPENDING: Spending = {
  entryId: '0193a5b2-7c00-7333-8000-0000000000aa',
  number: 21,
  postedOn: '2026-11-20',
  host: { id: HOST.id, name: HOST.name },
  funds: [fund],
  what: { zh: '购买项目服务', en: 'Service bought for a project' },
  paid: { purpose: '十一月助老餐费', project: { code: '0PR0JECT0001', name: '长者午餐补贴' } },
  amountFen: 18_000n,
  backFen: 500n,
  uncoveredFen: 0n,
  giftCount: 2,
  paidBy: {
    items: [
      {
        gift: { publicId: GIFT.publicId, shownName: GIFT.shownName },
        cameOn: '2026-11-02',
        what: { zh: '捐赠', en: 'Gift' },
        amountFen: 12_500n,
      },
      {
        gift: { publicId: VOIDED.publicId, shownName: null },
        cameOn: '2026-11-03',
        what: { zh: '捐赠', en: 'Gift' },
        amountFen: 3_000n,
      },
      { gift: null, cameOn: '2026-01-01', what: { zh: '期初余额', en: 'Opening balance' }, amountFen: 2_000n },
    ],
    total: 3,
    more: false,
  },
}

/** Five eighths of a gift are spent, a little of it on the host's own costs. */
export function traceOf({ amountFen }: PublicGiftRecord): GiftTrace {
  const [spentFen, cost] = [(amountFen * 5n) / 8n, amountFen / 100n]
  return {
    ...{ amountFen, spentFen, backFen: 0n, leftFen: amountFen - spentFen },
    spent: {
      items: [
        {
          entryId: SPENDING.entryId,
          postedOn: SPENDING.postedOn,
          what: SPENDING.what,
          paid: SPENDING.paid,
          fund,
          amountFen: spentFen - cost,
        },
        { entryId: null, postedOn: null, what: null, paid: null, fund: null, amountFen: cost },
      ],
      total: 2,
      more: false,
    },
  }
}
