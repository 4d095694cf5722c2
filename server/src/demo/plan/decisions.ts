import type { Choice, SeatKind } from '@shanju/contract/governance/vocab.ts'
import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Chance } from './chance.ts'
import { planEarly, planVoted } from './projects.ts'
import { phone } from './registry.ts'
import type { Scenario } from './scenario.ts'
import type { Dated, PlannedFund, PlannedGroup, PlannedMeeting, PlannedMotion } from './shapes.ts'

/** So many funds have a group that works; the others have yet to form one. */
const GROUPS = 26
const FORMED_AFTER = 12
const FIRST_AFTER = 26
const TERM_DAYS = 1095
/** Days from the rules' adoption to the first notice, and from a notice's first day to the vote. */
const RULES_LEAD = 2
const NOTICE_LEAD = 27
/** Told apart from those that were decided. */
const OPEN = 101
const LATEST_START = '2026-09-30'
const SEATS: readonly SeatKind[] = [
  'town_lead',
  'community_lead',
  'host_designate',
  'donor',
  'resident',
  'resident',
  'other',
]
const FIRST_PHONE = 401
/** How votes go, so that the year has every kind of decision. */
const COURSES = ['passes', 'passes', 'recused', 'fails', 'secret', 'board_refuses', 'board'] as const

interface Order {
  readonly scenario: Scenario
  readonly funds: readonly PlannedFund[]
  readonly until: PlainDate
  readonly chance: Chance
  readonly staffOf: (host: string, role: 'charity_manager' | 'charity_accountant') => string
}

/** Groups form some days after their fund opens, adopt rules, and decide in spring, summer and autumn. */
export function planDecisions({ scenario, funds, until, chance, staffOf }: Order): Dated[] {
  const working = funds.filter((fund) => fund.as === 'whole' && fund.opensOn <= LATEST_START).slice(0, GROUPS)
  const drawn = chance.of('projects')
  let voted = 0
  return working.flatMap((fund, n): Dated[] => {
    const by = staffOf(fund.host, 'charity_manager')
    const formedOn = addDays(fund.opensOn, FORMED_AFTER)
    const group = planGroup(scenario, fund, formedOn, n, chance)
    const deed = (day: PlainDate, meeting: PlannedMeeting): Dated => ({
      at: `${day}T15:${10 + (n % 40)}`,
      deed: { kind: 'meet', fund: fund.key, meeting, by },
    })
    const courses = [COURSES[n % COURSES.length], COURSES[(n + 3) % COURSES.length]] as const
    const autumn = addDays('2026-10-08', n)
    const checker = staffOf(fund.host, 'charity_accountant')
    const order = { ...{ scenario, fund, until, by, checker }, chance: drawn, n }
    // Without rules nothing is put on notice, so a young fund decides without a project.
    const early = addDays(fund.opensOn, FIRST_AFTER + RULES_LEAD) <= addDays(autumn, -NOTICE_LEAD)
    const planned = courses.map((course, at) => {
      const motion = planMotion(scenario, fund, course ?? 'passes', chance)
      const project = early && (at === 0 || n % 3 === 0)
      return project ? planVoted({ ...order, n: voted++ }, autumn, motion) : { motion, deeds: [] }
    })
    const open = n < 3 ? [planVoted({ ...order, n: OPEN + n }, until, planMotion(scenario, fund, 'open', chance))] : []
    const meetings = [
      deed(addDays(fund.opensOn, FIRST_AFTER), { rules: true, motions: [] }),
      ...planned.flatMap(({ deeds }) => deeds),
      deed(autumn, { rules: false, motions: planned.map(({ motion }) => motion) }),
      ...planEarly(order),
      // The first of them are about to decide as the reader arrives.
      ...open.flatMap(({ deeds }) => deeds),
      ...open.map(({ motion }) => deed(until, { rules: false, motions: [motion] })),
    ]
    const formed: Dated = { at: `${formedOn}T10:05`, deed: { kind: 'form_group', group, by } }
    return [formed, ...meetings.filter(({ at }) => at.slice(0, 10) <= until)]
  })
}

function planGroup(
  { givers, decisions }: Scenario,
  fund: PlannedFund,
  formedOn: PlainDate,
  n: number,
  chance: Chance,
): PlannedGroup {
  const posts: Readonly<Record<string, string>> = decisions.posts
  const size = n % 3 === 0 ? 7 : 5
  const kinds: readonly SeatKind[] = [...SEATS.slice(0, size), 'supervisor']
  return {
    fund: fund.key,
    formedOn,
    seats: kinds.map((kind, at) => {
      // Whoever sits for a real office is called by the office, never by a name.
      const office = kind === 'town_lead' || kind === 'community_lead'
      const person = chance.percent(25)
        ? chance.pick(givers.mongolian)
        : chance.pick(givers.surnames) + chance.pick(givers.given)
      return {
        ...{
          kind,
          name: office ? `演示成员${at + 1}` : person,
          phone: phone(FIRST_PHONE + at),
          post: posts[kind] ?? '',
        },
        chosenBy: kind === 'resident' ? chance.pick(['assembly', 'election', 'recommendation'] as const) : null,
        ...{ named: !office && chance.percent(70), fromOn: formedOn, toOn: addDays(formedOn, TERM_DAYS) },
      }
    }),
  }
}

function planMotion(
  { decisions }: Scenario,
  fund: PlannedFund,
  course: PlannedMotion['course'],
  chance: Chance,
): PlannedMotion {
  const kind = fund.key.split('.')[1] ?? ''
  const fitting = decisions.motions.filter(({ kinds }) => kinds.includes(kind))
  const { title, reasons, field, payee, from, to } = chance.pick(fitting)
  const amountFen = BigInt(chance.between(from / 100, to / 100)) * 10_000n
  // What goes to the board is beyond what it delegated.
  const board = course === 'board' || course === 'board_refuses'
  const beyond = fund.terms.ceilingFen + 150_000n
  const within = fund.terms.ceilingFen < amountFen ? fund.terms.ceilingFen : amountFen
  return { title, reasons, field, payee, course, amountFen: board ? beyond : within }
}

/** What each deciding member says. */
export function choicesOf(course: PlannedMotion['course'], deciding: number): Choice[] {
  if (course === 'fails')
    return Array.from({ length: deciding }, (_, at) => (at < 2 ? 'yes' : at === 2 ? 'blank' : 'no'))
  return Array.from({ length: deciding }, (_, at) => (at === deciding - 1 && deciding > 4 ? 'blank' : 'yes'))
}
