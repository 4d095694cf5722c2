import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Chance } from './chance.ts'
import type { Dated, PlannedEvaluation, PlannedFund } from './shapes.ts'

interface Order {
  readonly funds: readonly PlannedFund[]
  /** All that is done besides, in no order. */
  readonly deeds: readonly Dated[]
  readonly until: PlainDate
  readonly chance: Chance
  readonly resident: (chance: Chance) => string
  /** Somebody from outside who may interview at a host. */
  readonly outside: (host: string) => string | undefined
}

/** How many are on the roll and asked, how many of them answer, and how many of those are interviewed. */
interface Size {
  readonly people: number
  readonly answers: number
  readonly interviews: number
}

const CLOSED: readonly Size[] = [
  { people: 24, answers: 19, interviews: 3 },
  { people: 28, answers: 16, interviews: 0 },
  // So few that nothing is told of them.
  { people: 12, answers: 4, interviews: 0 },
]
const COLLECTING: Size = { people: 30, answers: 5, interviews: 0 }
const SAMPLED = 20
const DAYS_OPEN = 3
const LATE = 7

/** Of projects at work, three were evaluated, one of them with too few answers; of another answers come in as the reader arrives. */
export function planEvaluations({ funds, deeds, until, chance, resident, outside }: Order): Dated[] {
  const reached = deeds
    .flatMap(({ at, deed }) => (deed.kind === 'project' && deed.act === 'reach' ? [{ on: at.slice(0, 10), deed }] : []))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.deed.project < b.deed.project ? -1 : 1))
  const fundOf = new Map(
    deeds.flatMap(({ deed }) =>
      deed.kind === 'begin_project' ? [[deed.project.key, deed.project.fund] as const] : [],
    ),
  )
  const handedIn = new Set(
    deeds.flatMap(({ deed }) => (deed.kind === 'project' && deed.act === 'submit' ? [deed.project] : [])),
  )
  const hostOf = (project: string): string => funds.find(({ key }) => key === fundOf.get(project))?.host ?? ''
  const done = reached.filter(({ on }) => addDays(on, DAYS_OPEN + 2) <= until)
  // The first is of a host that has somebody from outside.
  const seen = done.filter(({ deed }) => outside(hostOf(deed.project)) !== undefined).slice(0, 1)
  const closed = [...seen, ...done.filter((each) => !seen.includes(each))].slice(0, CLOSED.length)
  const open = reached.findLast(({ on, deed }) => on < until && !closed.some((each) => each.deed === deed))
  const one = (project: string, size: Size, closesOn: PlainDate): PlannedEvaluation => ({
    ...{ project, closesOn, interviewer: outside(hostOf(project)) },
    roll: Array.from({ length: size.people }, (_, at) => ({
      name: resident(chance),
      door: `${1 + Math.floor(at / 12)}号楼${1 + (at % 12)}室`,
    })),
    sample: Math.min(SAMPLED, size.people),
    answers: Array.from({ length: size.answers }, () => answersOf(chance)),
    interviews: size.interviews,
  })
  return [
    ...closed.flatMap(({ on: reachedOn, deed: { project, by } }, at): Dated[] => {
      // What stays at work is asked about late, when money has arrived; nobody waits for it.
      const late = addDays(until, -LATE)
      const on = at === 0 && !handedIn.has(project) && reachedOn < late ? late : reachedOn
      const evaluation = one(project, CLOSED[at] ?? COLLECTING, addDays(on, DAYS_OPEN + 1))
      return [
        { at: `${addDays(on, 1)}T10:20`, deed: { kind: 'evaluate', evaluation, by } },
        { at: `${addDays(on, DAYS_OPEN + 2)}T08:40`, deed: { kind: 'end_evaluation', project, by } },
      ]
    }),
    ...(open
      ? [
          {
            at: `${until}T16:20`,
            deed: {
              kind: 'evaluate',
              evaluation: one(open.deed.project, COLLECTING, addDays(until, 9)),
              by: open.deed.by,
            },
          } as const,
        ]
      : []),
  ]
}

/** Most are satisfied; what comes after the first question is answered by chance, and some leave it out. */
const answersOf = (chance: Chance): readonly number[] => {
  const satisfied = chance.percent(55) ? 5 : chance.percent(70) ? 4 : chance.between(2, 3)
  return [satisfied, ...Array.from({ length: 6 }, () => chance.between(1, 2))]
}
