import { z } from 'zod'
import { fen } from '../kit/money.ts'
import { interval, shareOf } from './margin.ts'
import { choicesOf, type Question } from './questions.ts'
import { suppress } from './suppress.ts'
import { ANSWER_MANNERS, type AnswerManner, BOUNDS, QUESTION_KINDS } from './vocab.ts'

const whole = z.number().int()

/** A share in tenths of a percent, and between what that of the whole roll lies. */
const share = z.object({ of: whole, share: whole, low: whole, high: whole, bound: z.enum(BOUNDS) })
export type Share = z.output<typeof share>

/** What came of an evaluation, as everybody may read it: nothing of fewer people than may be shown. */
export const figures = z.object({
  people: whole,
  asked: whole,
  answered: whole,
  byManner: z.object({ link: whole, paper: whole, interview: whole }),
  leastCell: whole,
  leastAnswers: whole,
  questions: z.array(
    z.object({
      kind: z.enum(QUESTION_KINDS),
      answered: whole,
      /** By choice; null where too few, empty where there is nothing to choose from or too few answered. */
      cells: z.array(z.object({ count: whole.nullable() })),
      /** Of a scale or a count: in tenths, half up; null where a cell is hidden or too few answered. */
      mean: whole.nullable(),
    }),
  ),
  satisfaction: share.nullable(),
  /** Satisfied by how people answered; none of it where any of it would show too few. */
  mannerShares: z.array(z.object({ manner: z.enum(ANSWER_MANNERS), answered: whole, share: whole })),
  indicators: z.array(z.object({ target: whole, value: whole.nullable() })),
  persons: whole.nullable(),
  reachedFen: fen,
  costFen: fen.nullable(),
})
export type Figures = z.output<typeof figures>

/** How often what was answered; null picks of counts are summed instead. */
export interface Count {
  readonly question: number
  readonly manner: AnswerManner
  readonly pick: number | null
  readonly count: number
  readonly sum: bigint
}

export interface Facts {
  readonly people: number
  readonly asked: number
  readonly byManner: Readonly<Record<AnswerManner, number>>
  readonly leastCell: number
  readonly leastAnswers: number
  readonly questions: readonly Question[]
  readonly counts: readonly Count[]
  readonly indicators: readonly { readonly target: number; readonly value: number | null }[]
  readonly persons: number | null
  readonly reachedFen: bigint
}

/** From here on a scale from 1 to 5 says that somebody is satisfied. */
const SATISFIED = 4

/** Money by persons, half up to the fen; null without a person or without money that reached anybody. */
export const costPerPerson = (reachedFen: bigint, persons: number | null): bigint | null =>
  persons === null || persons === 0 || reachedFen === 0n
    ? null
    : (2n * reachedFen + BigInt(persons)) / (2n * BigInt(persons))

/** Shares and counts of all that was answered, with what is too small taken out. */
export function figuresOf(facts: Facts): Figures {
  const { people, asked, byManner, leastCell, leastAnswers, indicators, persons, reachedFen } = facts
  return {
    ...{ people, asked, byManner: { ...byManner }, leastCell, leastAnswers },
    answered: ANSWER_MANNERS.reduce((all, manner) => all + byManner[manner], 0),
    questions: facts.questions.map((each, at) => questionFigures(facts, each, at + 1)),
    satisfaction: satisfaction(facts),
    mannerShares: mannerShares(facts),
    ...{ indicators: [...indicators], persons, reachedFen, costFen: costPerPerson(reachedFen, persons) },
  }
}

function questionFigures(facts: Facts, question: Question, number: number): Figures['questions'][number] {
  const { kind } = question
  const rows = facts.counts.filter((row) => row.question === number)
  const answered = rows.reduce((all, { count }) => all + count, 0)
  const none = { kind, answered, cells: [], mean: null }
  if (kind === 'text' || answered < facts.leastAnswers) return none
  const sum = rows.reduce((all, row) => all + row.sum, 0n)
  const mean = Number((20n * sum + BigInt(answered)) / (2n * BigInt(answered)))
  if (kind === 'number') return { ...none, mean }
  const counts = byPick(rows, choicesOf(question))
  // Where the share is told, the two sides of it add up to numbers that are known, so each hides its own.
  const sides =
    question.overall && satisfaction(facts)?.bound === 'exact' ? [counts.slice(0, 3), counts.slice(3)] : [counts]
  const cells = sides.flatMap((side) => suppress(side, facts.leastCell))
  return {
    ...none,
    cells: cells.map((count) => ({ count })),
    mean: kind === 'scale' && !cells.includes(null) ? mean : null,
  }
}

function byPick(rows: readonly Count[], choices: number): number[] {
  const counts = new Array<number>(choices).fill(0)
  for (const { pick, count } of rows) if (pick !== null) counts[pick - 1] = (counts[pick - 1] ?? 0) + count
  return counts
}

const overallRows = ({ questions, counts }: Facts): readonly Count[] => {
  const number = questions.findIndex(({ overall }) => overall) + 1
  return counts.filter(({ question }) => question === number)
}

const satisfiedOf = (rows: readonly Count[]) => ({
  of: rows.reduce((all, { count }) => all + count, 0),
  yes: rows.reduce((all, { pick, count }) => all + (pick !== null && pick >= SATISFIED ? count : 0), 0),
})

const small = (count: number, least: number): boolean => count > 0 && count < least

function satisfaction(facts: Facts): Share | null {
  const { of, yes } = satisfiedOf(overallRows(facts))
  if (of < facts.leastAnswers || of < 2 * facts.leastCell) return null
  const most = facts.leastCell - 1
  // Ends of the interval would give the count away, so they are those of the smallest and the largest it may be.
  if (small(of - yes, facts.leastCell)) {
    const { low } = interval(of - most, of, facts.people)
    return { of, share: shareOf(of - most, of), low, high: interval(of, of, facts.people).high, bound: 'at_least' }
  }
  if (small(yes, facts.leastCell)) {
    const { high } = interval(most, of, facts.people)
    return { of, share: shareOf(most, of), low: interval(0, of, facts.people).low, high, bound: 'at_most' }
  }
  return { of, share: shareOf(yes, of), ...interval(yes, of, facts.people), bound: 'exact' }
}

function mannerShares(facts: Facts): Figures['mannerShares'] {
  const rows = overallRows(facts)
  const by = ANSWER_MANNERS.map((manner) => ({
    manner,
    ...satisfiedOf(rows.filter((row) => row.manner === manner)),
  })).filter(({ of }) => of > 0)
  const tooFew = by.some(
    ({ of, yes }) => of < facts.leastAnswers || small(yes, facts.leastCell) || small(of - yes, facts.leastCell),
  )
  if (by.length < 2 || tooFew) return []
  return by.map(({ manner, of, yes }) => ({ manner, answered: of, share: shareOf(yes, of) }))
}
