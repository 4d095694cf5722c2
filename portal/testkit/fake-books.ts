import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import type { FundStatement } from '@shanju/contract/funds/statement.ts'
import type { PublicEntry } from '@shanju/contract/giving/proof.ts'
import type { BookLines } from '@shanju/contract/giving/shapes.ts'
import { FUND, GIFT, HOST } from './fake-city.ts'
import { proofOfGift } from './fake-log.ts'

const sums = (restrictedFen: bigint, unrestrictedFen = 0n) => ({ restrictedFen, unrestrictedFen })
const GIFTS = { zh: '捐赠收入', en: 'Donation income' }
const COST = { zh: '业务活动成本', en: 'Activity cost' }

/** A year of a fund: 10,000 of gifts and 12 of interest came in, 4,000 went to a project and 1,000 to no project. */
export function statementOf(fund: FundRecord, { from, to }: Record<string, unknown>): FundStatement {
  return {
    fund: { id: fund.id, name: fund.name },
    host: { id: fund.host.id, name: fund.host.name },
    place: { code: fund.place.code, name: fund.place.name },
    ...{ from: String(from), to: String(to), opening: sums(500_000n), closing: sums(1_001_200n, 300_000n) },
    income: [
      { account: '4101', accountName: GIFTS, ...sums(1_000_000n) },
      { account: '4901', accountName: { zh: '其他收入', en: 'Other income' }, ...sums(1_200n) },
    ],
    projects: [
      { project: null, ...sums(100_000n) },
      { project: '0193a5b2-7c00-7aaa-8000-0000000000f1', ...sums(400_000n) },
    ],
    costs: [],
    moves: [{ kind: 'transfer', ...sums(0n, 300_000n) }],
    priorYears: sums(0n),
  }
}

const entry = (n: number): string => `0193a5b2-7c00-7eee-8000-${n.toString(16).padStart(12, '0')}`
const line = {
  no: 1,
  accountName: GIFTS,
  account: '4101',
  restriction: 'R',
  reverses: false,
  proof: 'witnessed',
} as const

/** A gift, its spending, a correction; and more before them. */
export const BOOK_LINES: BookLines = {
  items: [
    {
      ...line,
      entryId: entry(3),
      proof: 'pending',
      number: 43,
      postedOn: '2026-11-20',
      amountFen: -3_000n,
      reverses: true,
      giftPublicId: null,
    },
    {
      ...line,
      entryId: entry(2),
      number: 42,
      postedOn: '2026-11-19',
      account: '5101',
      accountName: COST,
      amountFen: -400_000n,
      giftPublicId: null,
    },
    { ...line, entryId: entry(1), number: 41, postedOn: '2026-11-02', amountFen: 12_500n, giftPublicId: GIFT.publicId },
  ],
  next: { entryId: entry(1), no: 1 },
}

/** The correction above, which is no spending and has a page of its own. */
export const CORRECTION = {
  ...{ id: entry(3), number: 43, postedOn: '2026-11-20', host: { id: HOST.id, name: HOST.name } },
  ...{ reverses: entry(1), paid: null },
  lines: [
    {
      ...{ account: '4101', accountName: GIFTS, restriction: 'R', amountFen: -3_000n },
      ...{ fund: { id: FUND.id, name: FUND.name }, giftPublicId: GIFT.publicId },
    },
  ],
  proof: proofOfGift('2'),
} satisfies Omit<PublicEntry, 'proof'> & { proof: unknown }
