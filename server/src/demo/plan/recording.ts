import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Chance } from './chance.ts'
import { misheard, receiptsIssued, saidAtCounter } from './counter.ts'
import type { Scenario } from './scenario.ts'
import type { Dated, PlannedFund, PlannedGift } from './shapes.ts'

interface Facts {
  readonly scenario: Scenario
  readonly funds: ReadonlyMap<string, PlannedFund>
  readonly until: PlainDate
  readonly chance: Chance
  /** Who of a host holds a role. */
  readonly staffOf: (host: string, role: 'charity_manager' | 'charity_accountant') => string
}

const HISTORY_LOADED = '2026-01-06'
/** Lists that came as files instead: whose, through which channel, of which days. */
const FILES = [
  { host: 'shaliu', channel: 'bank', days: ['2026-01-22', '2026-02-16'], fileName: '银行流水-春节.csv' },
  { host: 'weiguang', channel: 'wechat', days: ['2026-08-10', '2026-08-31'], fileName: '微信支付账单-助学.csv' },
  { host: 'nuansha', channel: 'wechat', days: ['2026-09-03', '2026-09-09'], fileName: '微信支付账单-慈善周.csv' },
] as const
const VOIDED_IN_THOUSAND = 5

/**
 * How the year's gifts reach the books: cash the day it is counted, what platforms and banks report in a list twice a month,
 * the charity week of one host as a file.
 */
export function planRecording(gifts: readonly PlannedGift[], history: readonly PlannedGift[], facts: Facts): Dated[] {
  const hostOf = (gift: PlannedGift): string => facts.funds.get(gift.fund)?.host ?? ''
  const fileOf = (gift: PlannedGift) =>
    FILES.find(
      ({ host, channel, days }) =>
        host === hostOf(gift) && channel === gift.channel && days[0] <= gift.givenOn && gift.givenOn <= days[1],
    )
  const files = Map.groupBy(gifts, fileOf)
  const listed = gifts.filter((gift) => gift.channel !== 'cash' && !fileOf(gift))
  const cash = gifts.filter((gift) => gift.channel === 'cash')
  const lists = Map.groupBy(listed, (gift) => `${hostOf(gift)} ${listDay(gift.givenOn, facts.until)}`)
  const old = Map.groupBy(history, hostOf)
  const voided = gifts.filter(() => facts.chance.below(1000) < VOIDED_IN_THOUSAND)
  return [
    ...cash.flatMap((gift) => [counterDeed(gift, facts), ...laterDeeds(gift, facts)]),
    ...[...lists].map(([key, batch]): Dated => {
      const [host = '', day = ''] = key.split(' ')
      return ordersDeed(host, `${day}T17:20`, batch, facts)
    }),
    ...[...old].map(([host, batch]) => ordersDeed(host, `${HISTORY_LOADED}T10:00`, batch, facts)),
    ...FILES.map((known): Dated => {
      const { fileName, host, days } = known
      const file = { fileName, host, gifts: files.get(known) ?? [], badRows: [], load: true }
      const by = facts.staffOf(host, 'charity_accountant')
      return { at: `${addDays(days[1], 1)}T09:40`, deed: { kind: 'file', file, by } }
    }),
    waitingFile(facts),
    ...voided.map((gift) => voidDeed(gift, hostOf(gift), fileOf(gift)?.days[1], facts)),
  ]
}

/** Lists come twice a month; the last one at the end of what is played. */
function listDay(day: PlainDate, until: PlainDate): PlainDate {
  const on = day.slice(8) <= '15' ? `${day.slice(0, 8)}15` : addDays(firstOfNext(day), -1)
  return on < until ? on : until
}

const firstOfNext = (day: PlainDate): PlainDate => `${addDays(`${day.slice(0, 8)}28`, 4).slice(0, 8)}01`

function counterDeed(gift: PlannedGift, { funds, chance, until }: Facts): Dated {
  const by = funds.get(gift.fund)?.counter ?? ''
  const said = saidAtCounter(gift, until)
  return { at: `${gift.givenOn}T${timeOfDay(chance)}`, deed: { kind: 'counter', gift, said, by } }
}

const CHANGED_IN = 15

/** Some donors change their mind about how they are shown; some names are typed as they were heard, and put right. */
function laterDeeds(gift: PlannedGift, { funds }: Facts): Dated[] {
  const by = funds.get(gift.fund)?.counter ?? ''
  if (gift.donorKind !== 'person' || gift.donorName === '') return []
  if (gift.key % CHANGED_IN === 7) {
    const shown = gift.shown === 'full' ? 'masked' : gift.shown === 'masked' ? 'anonymous' : 'full'
    return [{ at: `${gift.givenOn}T20:15`, deed: { kind: 'show', gift: gift.key, by, shown } }]
  }
  return misheard(gift) ? [{ at: `${gift.givenOn}T20:30`, deed: { kind: 'correct', gift, by } }] : []
}

const ordersDeed = (host: string, at: string, gifts: readonly PlannedGift[], { staffOf, until }: Facts): Dated => ({
  at,
  deed: {
    kind: 'orders',
    gifts,
    receipts: receiptsIssued(at.slice(0, 10), until),
    by: staffOf(host, 'charity_accountant'),
  },
})

function voidDeed(gift: PlannedGift, host: string, filedOn: PlainDate | undefined, facts: Facts): Dated {
  const { scenario, staffOf, chance, until } = facts
  const listed = gift.channel === 'cash' ? gift.givenOn : listDay(gift.givenOn, until)
  const on = filedOn ? addDays(filedOn, 1) : listed
  const reason = chance.pick(scenario.events.voidReasons)
  return {
    at: `${on}T21:${chance.between(10, 59)}`,
    deed: { kind: 'void', gift: gift.key, by: staffOf(host, 'charity_manager'), reason },
  }
}

/** This week's file, checked and not loaded: three of its rows are wrong, and the accountant has yet to ask about them. */
function waitingFile({ funds, until, staffOf, chance }: Facts): Dated {
  const { host } = FILES[2]
  const fund = [...funds.values()].find((each) => each.host === host)
  if (!fund) throw new Error(`${host} has no fund`)
  const gifts = Array.from(
    { length: 24 },
    (_, n): PlannedGift => ({
      key: -1 - n,
      fund: fund.key,
      givenOn: addDays(until, -1 - (n % 5)),
      donorKind: 'anonymous',
      donorName: '',
      shown: 'anonymous',
      amountFen: BigInt(chance.between(1, 20)) * 500n,
      channel: 'platform',
      purpose: '',
      note: '',
    }),
  )
  const badRows = [
    ['PT-X1', fund.place, '一百元', until, '平台', '', '匿名', ''],
    ['PT-X2', fund.place, '20.00', '2026-02-30', '平台', '', '匿名', ''],
    ['PT-X3', '150600999999', '50.00', until, '平台', '', '匿名', ''],
  ]
  const file = { fileName: '募捐平台订单-本周.csv', host, gifts, badRows, load: false }
  return { at: `${until}T21:05`, deed: { kind: 'file', file, by: staffOf(host, 'charity_accountant') } }
}

const timeOfDay = (chance: Chance): string =>
  `${String(chance.between(9, 17)).padStart(2, '0')}:${String(chance.below(60)).padStart(2, '0')}`
