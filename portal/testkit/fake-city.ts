import type { Child, Division, DivisionRow } from '@shanju/contract/divisions/shapes.ts'
import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import type { PublicGiftRecord } from '@shanju/contract/giving/shapes.ts'
import type { Organisation } from '@shanju/contract/organisations/shapes.ts'
import type { MapTile } from '../src/index.ts'

/** A small made-up city for the pages' tests: real place names, invented bodies, funds, gifts and sums. */

export const NOW = new Date('2026-11-23T02:00:00Z')
const uuid = (kind: string, n: number): string => `0193a5b2-7c00-7${kind}-8000-${n.toString(16).padStart(12, '0')}`

const CITY = { code: '150600', name: '鄂尔多斯市', nameEn: 'Ordos City' }
const BANNERS: readonly (readonly [code: string, name: string, en: string, column: number, row: number])[] = [
  ['150602', '东胜区', 'Dongsheng District', 2, 1],
  ['150603', '康巴什区', 'Kangbashi District', 3, 2],
  ['150621', '达拉特旗', 'Dalad Banner', 2, 0],
  ['150622', '准格尔旗', 'Jungar Banner', 3, 0],
  ['150623', '鄂托克前旗', 'Otog Front Banner', 0, 3],
  ['150624', '鄂托克旗', 'Otog Banner', 1, 2],
  ['150625', '杭锦旗', 'Hanggin Banner', 1, 1],
  ['150626', '乌审旗', 'Uxin Banner', 1, 3],
  ['150627', '伊金霍洛旗', 'Ejin Horo Banner', 2, 2],
]
export const TILES: readonly MapTile[] = BANNERS.map(([code, name, nameEn, column, row]) => ({
  code,
  name,
  nameEn,
  column,
  row,
}))

const ref = (code: string, name: string, nameEn: string | null = null) => ({ code, name, nameEn })
const BANNER = ref('150602', '东胜区', 'Dongsheng District')
const TOWN = ref('150602004', '建设街道')
const COMMUNITIES = [
  '民生社区',
  '佳和社区',
  '吉劳庆社区',
  '安厦社区',
  '景苑社区',
  '满都海社区',
  '永昌社区',
  '富兴社区',
].map((name, index) => ref(`15060200400${index + 1}`, name))

function row(
  of: ReturnType<typeof ref>,
  above: readonly ReturnType<typeof ref>[],
  kind: DivisionRow['kind'],
): DivisionRow {
  const levels = ['city', 'banner', 'town', 'community'] as const
  const level = levels[above.length] ?? 'community'
  return {
    ...of,
    level,
    kind,
    parentCode: above.at(-1)?.code ?? null,
    path: [...above, of],
    urban: level === 'community' ? true : null,
  }
}

export const ROWS: readonly DivisionRow[] = [
  row(CITY, [], 'city'),
  ...BANNERS.map(([code, name, en]) => row(ref(code, name, en), [CITY], name.endsWith('区') ? 'district' : 'banner')),
  row(TOWN, [CITY, BANNER], 'subdistrict'),
  ...COMMUNITIES.map((community) => row(community, [CITY, BANNER, TOWN], 'community')),
]

const current = (of: DivisionRow): Division => ({
  ...of,
  officialName: of.level === 'community' ? `${of.name}居民委员会` : of.name,
  hidden: false,
  validFrom: null,
  validTo: null,
  counts: {
    banners: 0,
    towns: of.level === 'banner' ? 15 : 0,
    communities: of.level === 'town' ? 8 : 109,
    urbanCommunities: 82,
  },
  mongolianName:
    of.code === '150602'
      ? {
          id: uuid('111', 1),
          script: 'ᠳ᠋ᠦᠩᠱᠧᠩ ᠲᠣᠭᠣᠷᠢᠭ',
          transliteration: 'Düŋšėŋ toɣoriɣ',
          source: 'reference work',
          confidence: 'secondary',
          state: 'unreviewed',
          reviewedOn: null,
        }
      : null,
  urbanFact: null,
  formerCodes: [],
  successors: [],
  updated: NOW,
})

const merged = row(ref('150602004099', '旧民生社区'), [CITY, BANNER, TOWN], 'community')
const divided = row(ref('150602004098', '大社区'), [CITY, BANNER, TOWN], 'community')
const zone = row(ref('150602004097', '虚拟社区'), [CITY, BANNER, TOWN], 'virtual_community')

export const DIVISIONS: readonly Division[] = [
  ...ROWS.map(current),
  { ...current(merged), validTo: '2026-03-01', successors: COMMUNITIES.slice(0, 1) },
  { ...current(divided), validTo: '2026-03-01', successors: COMMUNITIES.slice(1, 3) },
  { ...current(zone), hidden: true },
]

export const childrenOf = (code: string): Child[] =>
  ROWS.filter((each) => each.parentCode === code).map(({ path: _path, ...each }) => ({ ...each, childCount: 0 }))

export const HOST: Organisation = {
  id: uuid('222', 1),
  name: '暖心社区慈善基金会(演示)',
  creditCode: '53150600MJ0000000X',
  kind: 'community_foundation',
  charity: true,
  registeredIn: CITY,
  registeredOn: '2021-05-08',
  status: 'active',
  officePhone: '0477-0000123',
  address: null,
  email: null,
  qualifications: { publicFundraising: null, taxDeductionTo: null, rating: null },
  demonstration: true,
  updated: NOW,
}

interface Sums {
  readonly inFen: bigint
  readonly outFen: bigint
  readonly leftFen: bigint
}

const fund = (n: number, name: string, at: DivisionRow, sums: Sums, more: Partial<FundRecord> = {}): FundRecord => ({
  id: uuid('333', n),
  name,
  purpose: '帮助社区里七十岁以上独居老人：冬季取暖、午餐补贴和每周一次的上门探望；遇到急难，先救助后补手续。',
  fields: ['care', 'hardship'],
  state: 'open',
  opensOn: '2025-06-18',
  host: { id: HOST.id, name: HOST.name, officePhone: HOST.officePhone },
  place: { code: at.code, name: at.name },
  path: at.path.map(({ code, name: stepName }) => ({ code, name: stepName })),
  figures: sums,
  sourceKind: null,
  openingSumFen: 0n,
  ownBankAccount: false,
  ownSeal: false,
  officePhone: null,
  serves: [{ code: at.code, name: at.name }],
  agreement: null,
  complaintLine: null,
  months: [],
  updatedAt: NOW,
  ...more,
})

const community = ROWS.find(({ code }) => code === '150602004001') ?? row(CITY, [], 'city')
const town = ROWS.find(({ code }) => code === '150602004') ?? community

export const FUND = fund(
  1,
  '民生社区暖心基金',
  community,
  { inFen: 12_345_678n, outFen: 4_560_000n, leftFen: 7_785_678n },
  {
    months: [
      [1, 1_200_000n, 0n],
      [2, 2_345_600n, 300_000n],
      [3, 880_050n, 520_000n],
      [4, 640_000n, 410_000n],
      [5, 1_010_000n, 300_000n],
      [6, 1_980_000n, 760_000n],
      [7, 420_000n, 350_000n],
      [8, -50_000n, 400_000n],
      [9, 2_420_028n, 620_000n],
      [10, 900_000n, 500_000n],
      [11, 600_000n, 400_000n],
    ].map(([month, inFen, outFen]) => ({
      month: `2026-${String(month).padStart(2, '0')}`,
      inFen: BigInt(inFen ?? 0),
      outFen: BigInt(outFen ?? 0),
    })),
  },
)
export const FROZEN = fund(
  2,
  '建设街道邻里互助基金',
  town,
  { inFen: 300_000n, outFen: 100_000n, leftFen: 700_000n },
  { state: 'frozen' },
)
export const FUNDS: readonly FundRecord[] = [
  FUND,
  FROZEN,
  ...COMMUNITIES.slice(1, 5).map((place, index) =>
    fund(index + 3, `${place.name}社区基金`, ROWS.find(({ code }) => code === place.code) ?? community, {
      inFen: BigInt(index + 1) * 1_234_500n,
      outFen: BigInt(index) * 400_000n,
      leftFen: BigInt(index + 1) * 1_234_500n - BigInt(index) * 400_000n,
    }),
  ),
]

const voucher = (n: number, on: string, summary: string, amountFen: bigint, back = false) => ({
  id: uuid('555', n),
  number: n,
  postedOn: on,
  summary,
  reverses: null,
  lines: [
    { account: '1002', accountName: '银行存款', side: back ? 'credit' : 'debit', amountFen, restriction: null },
    { account: '4101', accountName: '捐赠收入', side: back ? 'debit' : 'credit', amountFen, restriction: 'R' },
  ] as PublicGiftRecord['entries'][number]['lines'],
})

const gift = (
  n: number,
  shownName: string | null,
  amountFen: bigint,
  more: Partial<PublicGiftRecord> = {},
): PublicGiftRecord => {
  const givenOn = `2026-11-${String(22 - (n % 20)).padStart(2, '0')}`
  return {
    publicId: `7KM39QXR2F${n.toString().padStart(2, '0')}`,
    fund: { id: FUND.id, name: FUND.name },
    shownName,
    amountFen,
    givenOn,
    channel: 'bank',
    purpose: '',
    state: 'recorded',
    host: { id: HOST.id, name: HOST.name },
    purposeField: null,
    entries: [voucher(n, givenOn, `捐赠收入 7KM3-9QXR-2F${n.toString().padStart(2, '0')}`, amountFen)],
    ...more,
  }
}

export const GIFT = gift(1, '张**', 20_000n, { purpose: '给老人买冬被' })
const takenBack = gift(2, null, 100_000n)
export const VOIDED: PublicGiftRecord = {
  ...takenBack,
  state: 'voided',
  entries: [
    ...takenBack.entries,
    { ...voucher(9, '2026-11-21', '冲销 7KM3-9QXR-2F02：金额登记错误', 100_000n, true), reverses: uuid('555', 2) },
  ],
}
export const HISTORY = gift(3, '娜仁其其格', 50_000n, {
  givenOn: '2025-09-05',
  state: 'history',
  entries: [],
  channel: 'cash',
})
export const GIFTS: readonly PublicGiftRecord[] = [
  GIFT,
  VOIDED,
  gift(4, '鄂尔多斯市暖城商贸有限公司(演示)', 5_000_000n),
  gift(5, null, 1_000n),
  gift(6, '李**', 8_850n),
  gift(7, '巴特尔一家', 66_600n),
  gift(8, '<script>alert("x")</script>', 100n),
  HISTORY,
]
