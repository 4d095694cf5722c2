/**
 * 业务活动表, 会民非02表: the period and the year so far, each by class (N24 appendix part 5, section 2). Closing entries
 * are left out. Expenses stand in both class columns; the one sentence of the filling notes that puts all expenses into the
 * unrestricted column contradicts arts. 78-79 and is taken as a left-over of 2004.
 */
import type { Restriction } from '../vocab.ts'
import { evaluate, type Statement, type StatementLine } from './evaluate.ts'
import { FORMS, type Term } from './form.ts'
import { type AccountOf, accountAt, normalOf, type Position } from './positions.ts'

interface ActivityInput {
  /** Movement of the month, quarter or half-year. */
  readonly period: readonly Position[]
  /** Movement since 1 January. */
  readonly yearToDate: readonly Position[]
  readonly accountOf: AccountOf
}

export const PERIOD = { U: 0, R: 1, total: 2 } as const
export const YEAR = { U: 3, R: 4, total: 5 } as const

/** Lines of 业务活动成本 by project; `project` is null for cost of no project. */
interface ProjectLine {
  readonly project: string | null
  readonly values: readonly bigint[]
}

interface ActivityStatement extends Statement {
  readonly projects: readonly ProjectLine[]
}

export function activityStatement(input: ActivityInput): ActivityStatement {
  const leaf = (term: Term) => columnsOf(input, (position) => leafOf(term, position, input.accountOf))
  const statement = evaluate(FORMS['02'], 6, leaf)
  return { ...statement, projects: projectLines(input) }
}

function columnsOf(input: ActivityInput, amountOf: (position: Position) => bigint): bigint[] {
  return [input.period, input.yearToDate].flatMap((positions) => {
    const sums: Record<Restriction, bigint> = { U: 0n, R: 0n }
    for (const position of positions)
      if (position.restriction !== null) sums[position.restriction] += amountOf(position)
    return [sums.U, sums.R, sums.U + sums.R]
  })
}

function leafOf(term: Term, position: Position, accountOf: AccountOf): bigint {
  if (term.of !== 'accounts') return 0n
  const account = accountAt(position, accountOf)
  if (!account.code.startsWith(term.prefix)) return 0n
  if (term.kind !== null && position.kind !== term.kind) return 0n
  return normalOf(account, position, 'movement')
}

/** Trusts have a line of their own (Y10t), so they are no project; K18: the lines and Y10t make Y10. */
function projectLines(input: ActivityInput): ProjectLine[] {
  const isProjectCost = (position: Position) => position.account.startsWith('5101') && position.kind !== 'trust'
  // Told apart once: a large host has a thousand projects.
  const [period, yearToDate] = [input.period, input.yearToDate].map((positions) =>
    Map.groupBy(positions.filter(isProjectCost), ({ project }) => project),
  )
  const names = new Set([...(period?.keys() ?? []), ...(yearToDate?.keys() ?? [])])
  const ordered = [...names].sort((one, other) => (one ?? '￿').localeCompare(other ?? '￿', 'en'))
  return ordered.map((project) => {
    const own = { ...input, period: period?.get(project) ?? [], yearToDate: yearToDate?.get(project) ?? [] }
    const cost = (position: Position) => normalOf(accountAt(position, input.accountOf), position, 'movement')
    return { project, values: columnsOf(own, cost) }
  })
}

/** Lines to print: those shown only if any are dropped when every column is zero. */
export function printedLines(statement: Statement): StatementLine[] {
  return statement.lines.filter((line) => !line.onlyIfAny || line.values.some((value) => value !== 0n))
}
