import type { Channel } from '@shanju/contract/giving/vocab.ts'
import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Chance } from './chance.ts'
import { takesGifts } from './funds.ts'
import { donorKindOf, giverName, shownChoice } from './givers.ts'
import type { GiverKind, Scenario, YearEvent } from './scenario.ts'
import type { PlannedFund, PlannedGift } from './shapes.ts'

/** How money comes in, by who gives. */
const CHANNELS: Readonly<Record<GiverKind, readonly (readonly [Channel, number])[]>> = {
  resident: [
    ['wechat', 54],
    ['alipay', 13],
    ['platform', 21],
    ['cash', 8],
    ['bank', 4],
  ],
  shop: [
    ['wechat', 40],
    ['bank', 30],
    ['cash', 30],
  ],
  farm: [
    ['bank', 80],
    ['cash', 20],
  ],
  firm: [['bank', 100]],
  group: [
    ['wechat', 55],
    ['bank', 25],
    ['cash', 20],
  ],
  unnamed: [['cash', 100]],
}
const EVERYDAY = 'everyday'
const MONTHLY_GIVERS = 70
const MONTHLY_SUMS: readonly (readonly [bigint, number])[] = [
  [1000n, 8],
  [2000n, 5],
  [3000n, 2],
  [5000n, 3],
]

export interface GiftOrder {
  readonly scenario: Scenario
  readonly funds: readonly PlannedFund[]
  readonly count: number
  /** Nothing is given after this day. */
  readonly until: PlainDate
  readonly chance: Chance
}

type Given = Omit<PlannedGift, 'key'>

/** The year's gifts, in order of day: who gives each month, and what each event brings. */
export function planGifts({ scenario, funds, count, until, chance }: GiftOrder): PlannedGift[] {
  const begun = scenario.events.events.filter((event) => event.days[0] <= until)
  const monthly = monthlyGifts(scenario, funds, until, chance.of('monthly'))
  const shares = begun.reduce((sum, event) => sum + event.share, 0)
  const rest = Math.max(0, count - monthly.length)
  const others = begun.filter((event) => event.key !== EVERYDAY)
  const ofOthers = others.flatMap((event) => {
    const [draw, gifts] = [chance.of(event.key), Math.floor((rest * event.share) / shares)]
    return Array.from({ length: gifts }, () => giftOf(event, scenario, funds, until, draw))
  })
  const [everyday] = begun.filter((event) => event.key === EVERYDAY)
  if (!everyday) throw new Error(`the scenario has no event "${EVERYDAY}"`)
  const draw = chance.of(EVERYDAY)
  const left = rest - ofOthers.length
  const daily = Array.from({ length: left }, () => giftOf(everyday, scenario, funds, until, draw))
  return inOrder([...monthly, ...ofOthers, ...daily].slice(0, count), 0)
}

/** What old lists say of the year before the books: kept as history. */
export function planHistory(
  { scenario, funds, count, chance }: Omit<GiftOrder, 'until'>,
  firstKey: number,
): PlannedGift[] {
  const old = funds.filter((fund) => takesGifts(fund, '2025-11-30'))
  const gifts = Array.from({ length: count }, (): Given => {
    const fund = chance.weighted(old.map((each) => [each, each.weight]))
    const kind = chance.weighted<GiverKind>([
      ['resident', 80],
      ['shop', 12],
      ['group', 6],
      ['firm', 2],
    ])
    return {
      fund: fund.key,
      givenOn: addDays(fund.opensOn, chance.below(daysBetween(fund.opensOn, '2025-12-31'))),
      ...giverOf(scenario, kind, chance),
      shown: shownChoice(kind, chance),
      amountFen: chance.weighted(scenario.events.sums[kind]),
      channel: chance.weighted(CHANNELS[kind]),
      purpose: '',
      note: '',
    }
  })
  return inOrder(gifts, firstKey)
}

const inOrder = (gifts: readonly Given[], firstKey: number): PlannedGift[] =>
  gifts
    .toSorted((a, b) => (a.givenOn < b.givenOn ? -1 : a.givenOn > b.givenOn ? 1 : 0))
    .map((gift, at) => ({ key: firstKey + at, ...gift }))

function giftOf(
  event: YearEvent,
  scenario: Scenario,
  funds: readonly PlannedFund[],
  until: PlainDate,
  chance: Chance,
): Given {
  const [first, last] = event.days
  const days = daysBetween(first, last < until ? last : until)
  // An event grows towards its day; an ordinary year does not.
  const day = event.key === 'everyday' ? chance.below(days) : Math.max(chance.below(days), chance.below(days))
  const givenOn = addDays(first, day)
  const open = funds.filter(
    (fund) => takesGifts(fund, givenOn) && (!event.only || event.only.some((code) => fund.place.startsWith(code))),
  )
  const fund = chance.weighted(open.map((each) => [each, each.weight]))
  const kind = chance.weighted(Object.entries(event.kinds) as [GiverKind, number][])
  return {
    fund: fund.key,
    givenOn,
    ...giverOf(scenario, kind, chance),
    shown: shownChoice(kind, chance),
    amountFen: chance.weighted(scenario.events.sums[kind]),
    channel: chance.weighted(CHANNELS[kind]),
    purpose: chance.pick(event.purposes),
    note: chance.percent(4) ? chance.pick(scenario.events.notes) : '',
  }
}

/** People who give a little every month, to the same fund, on the same day. */
function monthlyGifts(scenario: Scenario, funds: readonly PlannedFund[], until: PlainDate, chance: Chance): Given[] {
  const old = funds.filter((fund) => takesGifts(fund, '2025-12-31'))
  return Array.from({ length: MONTHLY_GIVERS }, () => {
    const [fund, day] = [chance.weighted(old.map((each) => [each, each.weight])), chance.between(1, 28)]
    const from = chance.percent(60) ? 1 : chance.between(2, 9)
    const gift = {
      fund: fund.key,
      ...giverOf(scenario, 'resident', chance),
      shown: shownChoice('resident', chance),
      amountFen: chance.weighted(MONTHLY_SUMS),
      channel: chance.pick<Channel>(['wechat', 'wechat', 'platform']),
      purpose: '每月一捐',
      note: '',
    }
    return Array.from({ length: 13 - from }, (_, month) => ({ ...gift, givenOn: dayOf(from + month, day) }))
  })
    .flat()
    .filter((gift) => gift.givenOn <= until)
}

function giverOf(scenario: Scenario, kind: GiverKind, chance: Chance): Pick<Given, 'donorKind' | 'donorName'> {
  const donorName = giverName(scenario.givers, kind, chance)
  return { donorKind: donorKindOf(kind, donorName), donorName }
}

const dayOf = (month: number, day: number): PlainDate =>
  `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** How many days from the first to the last, both counted. */
const daysBetween = (first: PlainDate, last: PlainDate): number =>
  Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1
