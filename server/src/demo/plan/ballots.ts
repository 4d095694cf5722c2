import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Chance } from './chance.ts'
import type { Dated, PlannedBallot, PlannedFund } from './shapes.ts'

interface Order {
  readonly funds: readonly PlannedFund[]
  readonly until: PlainDate
  readonly chance: Chance
  readonly manager: (host: string) => string
  readonly resident: (chance: Chance) => string
}

const LATEST_START = '2026-09-30'
const MOST_MARKS = 3
const YUAN = 100n
const OPTIONS: readonly (readonly [title: string, yuan: bigint, words: string])[] = [
  ['老年助餐点添置保温设备', 18_000n, '保温柜两台、餐具消毒柜一台。'],
  ['楼道声控灯更换', 12_000n, '六栋楼三十六个单元。'],
  ['儿童书角', 8_000n, '书架、桌椅和三百册图书。'],
  ['活动室无障碍坡道', 15_000n, '含扶手和防滑处理。'],
  ['暑期四点半课堂', 9_600n, '八周，每周五天。'],
  ['院内长椅与遮阳棚', 11_500n, '长椅十张、遮阳棚两座。'],
  ['独居老人走访慰问', 6_000n, '四十户，每月一次，全年。'],
  ['健身器材维修', 7_200n, '更换损坏的部件。'],
]

/** Two communities vote: one has been counted, in the other the vote runs as the reader arrives. */
export function planBallots({ funds, until, chance, manager, resident }: Order): Dated[] {
  const [first, second] = funds.filter((fund) => fund.as === 'whole' && fund.opensOn <= LATEST_START)
  if (!first || !second) return []
  const start = (fund: PlannedFund, on: PlainDate, closesOn: PlainDate, size: number, turnout: number): Dated => ({
    at: `${on}T09:20`,
    deed: { kind: 'vote', ballot: planOne(fund, closesOn, chance, resident, size, turnout), by: manager(fund.host) },
  })
  return [
    start(first, addDays(until, -20), addDays(until, -6), 380, 300),
    { at: `${addDays(until, -5)}T10:30`, deed: { kind: 'count', fund: first.key, by: manager(first.host) } },
    start(second, addDays(until, -4), addDays(until, 10), 60, 24),
  ]
}

function planOne(
  { key }: PlannedFund,
  closesOn: PlainDate,
  chance: Chance,
  resident: Order['resident'],
  size: number,
  turnout: number,
): PlannedBallot {
  return {
    ...{ fund: key, closesOn, mostMarks: MOST_MARKS, budgetFen: 40_000n * YUAN },
    options: OPTIONS.map(([title, yuan, words]) => ({ title, words, costFen: yuan * YUAN })),
    roll: Array.from({ length: size }, (_, at) => ({
      name: resident(chance),
      door: `${1 + Math.floor(at / 36)}号楼${1 + (at % 36)}室`,
    })),
    votes: Array.from({ length: turnout }, () => marksOf(chance)),
  }
}

/** The elder part of the community wants one thing, families with children another; some leave the vote blank. */
function marksOf(chance: Chance): number[] {
  if (chance.percent(3)) return []
  const liked = chance.percent(60) ? [1, 4, 7, 2] : [3, 5, 6, 8]
  const marks = Array.from({ length: chance.between(1, MOST_MARKS) }, () => chance.pick(liked))
  return [...new Set(marks)]
}
