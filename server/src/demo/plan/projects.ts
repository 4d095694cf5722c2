import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { ProjectState } from '@shanju/contract/projects/vocab.ts'
import type { Chance } from './chance.ts'
import { handsOf } from './payments.ts'
import type { Scenario } from './scenario.ts'
import type { Dated, PlannedFund, PlannedMotion, PlannedProject, ProjectAct } from './shapes.ts'

/** Days before the meeting that decides, and the hour; a notice of five working days fits over any holiday. */
const BEFORE: readonly (readonly [days: number, act: ProjectAct])[] = [
  [38, 'study'],
  [35, 'enlist'],
  [32, 'propose'],
  [27, 'notify'],
]
const BEGUN_BEFORE = 42

/** Days after the meeting. */
const AFTER: readonly (readonly [days: number, act: ProjectAct])[] = [
  [1, 'announce'],
  [3, 'agree'],
  [5, 'start'],
  [16, 'evidence'],
  [17, 'reach'],
  [24, 'submit'],
  [26, 'accept'],
  [29, 'evaluate'],
  [31, 'close'],
]

/** What is paid in November is accounted for after it arrived. */
const PAID_BY = '2026-11-17'
const AFTER_PAYMENT: readonly ProjectAct[] = ['submit', 'accept', 'evaluate', 'close', 'stop', 'claim_back']

/** How far projects come that were voted for; each as often as a reader expects to meet it. */
const FARTHEST: readonly ProjectState[] = [
  ...(['running', 'closed', 'submitted', 'announced', 'running', 'evaluated', 'closed', 'agreed', 'approved'] as const),
  ...(['stopped', 'running', 'accepted', 'closed', 'paused'] as const),
]

/** The last act that leads there. */
const LAST: Partial<Readonly<Record<ProjectState, ProjectAct>>> = {
  ...{ announced: 'announce', agreed: 'agree', running: 'reach', submitted: 'submit' },
  ...{ accepted: 'accept', evaluated: 'evaluate', closed: 'close', stopped: 'start', paused: 'start' },
}

/** What a project in an early state has behind it. */
const EARLY: readonly (readonly ProjectAct[])[] = [
  [],
  ['study'],
  ['study', 'enlist'],
  ['study', 'enlist', 'propose'],
  ['study', 'enlist', 'propose', 'notify'],
  ['decline'],
  ['study', 'enlist', 'propose', 'notify', 'object'],
  ['decline', 'appeal'],
]

interface Order {
  readonly scenario: Scenario
  readonly fund: PlannedFund
  readonly chance: Chance
  readonly until: PlainDate
  readonly by: string
  /** Who looks at work and evidence: never `by`. */
  readonly checker: string
  readonly n: number
}

const project = ({ scenario, fund, chance, n }: Order, name: string, sumFen?: bigint): PlannedProject => {
  const kind = fund.key.split('.')[1] ?? ''
  const fitting = scenario.projects.projects.filter(({ kinds }) => kinds.includes(kind))
  const template = fitting[n % fitting.length]
  if (!template) throw new Error(`no project fits a fund for ${kind}`)
  const drawn = BigInt(chance.between(template.from / 100, template.to / 100)) * 10_000n
  // What the host delegated is what the fund is for: another field would go to the board.
  const field = fund.fields.includes(template.field) ? template.field : (fund.fields[0] ?? template.field)
  return { key: `${fund.key} ${name}`, fund: fund.key, template: { ...template, field }, sumFen: sumFen ?? drawn }
}

const acts = (
  order: Order,
  of: PlannedProject,
  list: readonly (readonly [day: PlainDate, act: ProjectAct])[],
): Dated[] =>
  list
    .filter(([day]) => day <= order.until)
    .map(([day, act], at) => ({
      at: `${day}T${9 + (at % 8)}:${10 + (order.n % 40)}`.replace('T9', 'T09'),
      deed: { kind: 'project', project: of.key, act, by: order.by, checker: order.checker, turn: order.n },
    }))

const begun = (order: Order, of: PlannedProject, day: PlainDate): Dated => ({
  at: `${day}T09:05`,
  deed: { kind: 'begin_project', project: of, by: order.by },
})

/** A project that the meeting of a day decides on: its way there, the motion, and how far it comes afterwards. */
export function planVoted(
  order: Order,
  day: PlainDate,
  motion: PlannedMotion,
): { motion: PlannedMotion; deeds: Dated[] } {
  const of = project(order, `${day} ${order.n}`, motion.amountFen)
  const before = BEFORE.map(([days, act]) => [addDays(day, -days), act] as const)
  const heard =
    order.n % 4 === 0 ? [[addDays(day, -26), 'object'] as const, [addDays(day, -24), 'answer'] as const] : []
  const fails = motion.course === 'fails' || motion.course === 'board_refuses'
  const far = farthest(order)
  const end = AFTER.findIndex(([, act]) => act === LAST[far])
  const after = fails ? [] : AFTER.slice(0, end + 1).map(([days, act]) => [addDays(day, days), act] as const)
  const off = fails ? [] : offTheWay(far, day)
  return {
    motion: { ...motion, project: of.key, paidWhole: !fails && ENDS.has(far) },
    deeds: [
      begun(order, of, addDays(day, -BEGUN_BEFORE)),
      ...acts(order, of, [...before, ...heard, ...[...after, ...off].map(ENDS.has(far) ? accounted : (each) => each)]),
    ],
  }
}

/** Ends that rest on what was paid; without people who can pay in three hands a project goes on. */
const ENDS: ReadonlySet<ProjectState> = new Set(['closed', 'stopped'])
function farthest({ scenario, fund, n }: Order): ProjectState {
  const far = FARTHEST[n % FARTHEST.length] ?? 'running'
  return ENDS.has(far) && !handsOf(scenario, fund) ? 'running' : far
}

function accounted([day, act]: readonly [PlainDate, ProjectAct]): readonly [PlainDate, ProjectAct] {
  const at = AFTER_PAYMENT.indexOf(act)
  const least = addDays(PAID_BY, at % 4)
  return [at >= 0 && day < least ? least : day, act]
}

function offTheWay(far: ProjectState, day: PlainDate): (readonly [PlainDate, ProjectAct])[] {
  if (far === 'paused') return [[addDays(day, 12), 'pause']]
  if (far !== 'stopped') return []
  return [
    [addDays(day, 14), 'stop'],
    [addDays(day, 15), 'claim_back'],
  ]
}

/** A project that has not come to a vote; each fund has another way behind it. */
export function planEarly(order: Order): Dated[] {
  const of = project(order, `early ${order.n}`)
  const list = EARLY[order.n % EARLY.length] ?? []
  const start = addDays(order.until, -14 + (order.n % 4))
  return [
    begun(order, of, start),
    ...acts(
      order,
      of,
      list.map((act, at) => [addDays(start, 2 * (at + 1)), act] as const),
    ),
  ]
}
