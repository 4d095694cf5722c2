import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import { planAccounts } from './accounts.ts'
import { planBallots } from './ballots.ts'
import { planBank } from './bank.ts'
import { planBankLists } from './bank-lists.ts'
import { Chance } from './chance.ts'
import { planDecisions } from './decisions.ts'
import { planEvaluations } from './evaluations.ts'
import { type Places, planFunds } from './funds.ts'
import { planGifts, planHistory } from './gifts.ts'
import { giverName } from './givers.ts'
import { planPayments } from './payments.ts'
import { planRecording } from './recording.ts'
import { registration } from './registration.ts'
import { planOrganisations, planPeople } from './registry.ts'
import type { Scenario } from './scenario.ts'
import type { BroughtForward, CityPlan, Dated, PlannedFund, PlannedGift } from './shapes.ts'

const GIFTS_OF_2026 = 5000
const GIFTS_OF_2025 = 260
const EARLIEST_END = '2026-11-22'
const LATEST_END = '2026-12-31'
/** When the funds that are still being prepared were written down. */
const PREPARED_AT = '2026-11-12T15:00'

/** The last day of the made-up year: yesterday, within the weeks for which the scenario is written. */
export function lastDay(today: PlainDate): PlainDate {
  const yesterday = addDays(today, -1)
  if (yesterday < EARLIEST_END) return EARLIEST_END
  return yesterday > LATEST_END ? LATEST_END : yesterday
}

export interface CityOrder {
  readonly scenario: Scenario
  /** The same seed and last day give the same city. */
  readonly seed: number
  readonly until: PlainDate
  readonly places: Places
}

/** The whole made-up city, and what its people do, moment by moment. */
export function planCity({ scenario, seed, until, places }: CityOrder): CityPlan {
  const chance = new Chance(seed)
  const organisations = planOrganisations(scenario, chance.of('organisations'))
  const people = planPeople(scenario)
  const funds = planFunds(scenario, places, chance.of('funds'))
  const order = { scenario, funds, until }
  const gifts = planGifts({ ...order, count: GIFTS_OF_2026, chance: chance.of('gifts') })
  const history = planHistory({ ...order, count: GIFTS_OF_2025, chance: chance.of('history') }, gifts.length)
  const facts = {
    ...{ scenario, until },
    funds: new Map(funds.map((fund) => [fund.key, fund])),
    chance: chance.of('recording'),
    staffOf: staffOf(scenario),
  }
  const happened = [
    ...registration(scenario, organisations, people),
    ...openings(scenario, funds, history, until, chance.of('openings')),
    ...troubles(funds, until, facts.staffOf),
    ...planAccounts({ hosts: begunHosts(funds), until, chance: chance.of('accounts'), staffOf: facts.staffOf }),
    ...planRecording(gifts, history, facts),
    ...planBallots({
      ...{
        funds,
        until,
        chance: chance.of('ballots'),
        manager: (host: string) => staffOf(scenario)(host, 'charity_manager'),
      },
      resident: (from) => giverName(scenario.givers, 'resident', from),
    }),
    ...planBankLists({ scenario, funds, until, staffOf: facts.staffOf, chance: chance.of('bank lists') }),
    ...planDecisions({ ...{ scenario, funds, until }, chance: chance.of('decisions'), staffOf: staffOf(scenario) }),
  ]
  const deeds = [
    ...happened,
    ...planEvaluations({
      ...{ funds, deeds: happened, until, chance: chance.of('evaluations') },
      resident: (from) => giverName(scenario.givers, 'resident', from),
      outside: (host) =>
        scenario.people.people.find((each) =>
          each.roles.some(({ role, at }) => role === 'outside_checker' && at === host),
        )?.userName,
    }),
    ...planBank({ ...facts, gifts, deeds: happened, chance: chance.of('bank') }),
    ...planPayments({ scenario, funds, deeds: happened, staffOf: facts.staffOf }),
  ]
  return {
    ...{ organisations, people, funds },
    showcase: new Set(scenario.people.people.filter((each) => each.showcase).map((each) => each.userName)),
    gifts: [...gifts, ...history],
    // A stable sort: what was planned first happens first within one minute.
    deeds: deeds.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  }
}

function staffOf({ people }: Scenario) {
  return (host: string, role: 'charity_manager' | 'charity_accountant'): string => {
    const found = people.people.find((each) => each.roles.some((held) => held.role === role && held.at === host))
    if (!found) throw new Error(`the scenario has no ${role} for ${host}`)
    return found.userName
  }
}

/** Funds open on their day; books begin with what the lists of 2025 left unspent. A host of this autumn has yet to say. */
function openings(
  scenario: Scenario,
  funds: readonly PlannedFund[],
  history: readonly PlannedGift[],
  until: PlainDate,
  chance: Chance,
): Dated[] {
  const staff = staffOf(scenario)
  const opened = funds.flatMap((fund): Dated[] => {
    const by = staff(fund.host, 'charity_manager')
    if (fund.as === 'preparing') return [{ at: PREPARED_AT, deed: { kind: 'open_fund', fund, by } }]
    const publishedOn = addDays(fund.opensOn, chance.between(5, 28))
    // The national platform is told of nine in ten; the rest is late.
    const told = fund.opensOn >= '2026-01-01' && publishedOn <= until && chance.percent(90)
    return [
      { at: `${fund.opensOn}T08:50`, deed: { kind: 'open_fund', fund, by } },
      ...(told ? [{ at: `${publishedOn}T11:30`, deed: { kind: 'publish', fund: fund.key, by } as const }] : []),
    ]
  })
  const begun = begunHosts(funds).map((host): Dated => {
    const brought: BroughtForward = {
      ownFen: BigInt(chance.between(40, 400)) * 100_000n,
      funds: funds
        .filter((fund) => fund.host === host)
        .map((fund) => ({ fund: fund.key, fen: unspent(history, fund.key, chance) }))
        .filter(({ fen }) => fen > 0n),
    }
    const by = staff(host, 'charity_accountant')
    return { at: '2026-01-05T14:00', deed: { kind: 'open_books', host, by, brought } }
  })
  return [...opened, ...begun]
}

/** Hosts whose books begin with the year. */
const begunHosts = (funds: readonly PlannedFund[]): string[] => [
  ...new Set(funds.filter(({ opensOn }) => opensOn < '2026-01-01').map(({ host }) => host)),
]

/** Between a third and nine tenths of what the fund was given. */
function unspent(history: readonly PlannedGift[], fund: string, chance: Chance): bigint {
  const given = history.filter((gift) => gift.fund === fund).reduce((sum, gift) => sum + gift.amountFen, 0n)
  return (given * BigInt(chance.between(33, 90))) / 100n
}

/** One fund stands still, another did for a while. */
function troubles(funds: readonly PlannedFund[], until: PlainDate, staff: ReturnType<typeof staffOf>): Dated[] {
  const [still, back] = [
    funds.find((fund) => fund.key.endsWith('disabled') && fund.as === 'whole'),
    funds.find((fund) => fund.key.endsWith('meals')),
  ]
  if (!still || !back) throw new Error('the scenario has no fund to stand still')
  const step = (kind: 'freeze' | 'reopen', fund: PlannedFund, at: string, reason: string): Dated => ({
    at,
    deed: { kind, fund: fund.key, by: staff(fund.host, 'charity_manager'), reason },
  })
  return [
    step('freeze', still, `${until}T22:30`, '协议期满，正在续签'),
    step('freeze', back, '2026-06-14T22:00', '负责人交接，核对账目'),
    step('reopen', back, '2026-06-14T23:30', '交接完成，账目相符'),
  ]
}
