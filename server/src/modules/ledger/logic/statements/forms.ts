/** The three forms over balances and cash flows of whole months: one way in for screens, files and papers. */
import type { MonthsOf } from '@shanju/contract/ledger/months.ts'
import type { Span } from '@shanju/contract/ledger/statement-vocab.ts'
import type { BalanceRow, CashFlow } from '../balances.ts'
import { findAccount } from '../chart.ts'
import type { Restriction } from '../vocab.ts'
import { activityStatement, printedLines } from './activity.ts'
import { balanceSheet } from './balance-sheet.ts'
import { cashFlowStatement } from './cash-flow.ts'
import type { StatementLine } from './evaluate.ts'
import { FORMS, type FormId } from './form.ts'
import { beforeYear, between, upTo } from './positions.ts'
import { yearBefore, yearOf } from './span.ts'

/** Balances and flows of some books from the year before the report on; what is older is summed into one month. */
export interface Figures {
  readonly rows: readonly BalanceRow[]
  readonly flows: readonly CashFlow[]
}

export interface Report extends MonthsOf {
  readonly span: Span
}

export const accountOf = (code: string) => findAccount('2024', code)

/** Column heads as words: on form 02 two groups of classes, a yearly report compares with the year before. */
export function columnsOf(form: FormId, span: Span): { group: string | null; key: string }[] {
  if (form === '01')
    return [
      { group: null, key: 'year_begin' },
      { group: null, key: 'period_end' },
    ]
  if (form === '03')
    return [
      { group: null, key: 'this_year' },
      { group: null, key: 'last_year' },
    ]
  return [span === 'year' ? 'last_year_sum' : `this_${span}`, 'year_to_date'].flatMap((group) =>
    ['U', 'R', 'total'].map((key) => ({ group, key })),
  )
}

export function linesOf(form: FormId, { rows, flows }: Figures, report: Report): StatementLine[] {
  const { from, to, span } = report
  const [year, before] = [yearOf(to), yearBefore(to)]
  if (form === '01') {
    return [...balanceSheet({ opening: beforeYear(rows, year), closing: upTo(rows, to), accountOf }).lines]
  }
  if (form === '03') {
    const inYear = (one: string) => flows.filter((flow) => flow.month >= `${one}-01` && flow.month <= `${one}-12`)
    return [...cashFlowStatement(upTo(inYear(year), to), inYear(before)).lines]
  }
  const period = span === 'year' ? between(rows, `${before}-01`, `${before}-12`) : between(rows, from, to)
  const statement = activityStatement({ period, yearToDate: between(rows, `${year}-01`, to), accountOf })
  return printedLines(statement).flatMap((line) =>
    line.id === 'Y10' ? [line, ...projectLines(statement.projects)] : [line],
  )
}

/** 其中, below 业务活动成本: a line per project, once there are projects. */
function projectLines(projects: readonly { project: string | null; values: readonly bigint[] }[]): StatementLine[] {
  if (projects.every(({ project }) => project === null)) return []
  const model = FORMS['02'].lines.find((line) => line.id === 'Y10')
  if (!model) return []
  return projects.map(({ project, values }) => ({
    ...{ ...model, id: `Y10p:${project ?? ''}`, nameZh: '', nameEn: '', level: 2, terms: [] },
    values,
  }))
}

/** What a figure is made of. The forms are sums, so each part is the form over its own rows alone. */
export interface Part {
  readonly account: string | null
  readonly restriction: Restriction | null
  readonly month: string | null
  readonly cashLine: string | null
  readonly amountFen: bigint
}

/** @returns undefined when the form has no such line; the parts sum up to the figure, those of zero are left out */
export function partsOf(
  form: FormId,
  line: string,
  column: number,
  figures: Figures,
  report: Report,
): Part[] | undefined {
  const value = (some: Figures): bigint | undefined =>
    linesOf(form, some, report).find(({ id }) => id === line)?.values[column]
  const known = FORMS[form].lines.find(({ id }) => id === line)
  if (!known || known.heading) return undefined
  const groups =
    form === '03'
      ? [...Map.groupBy(figures.flows, (flow) => `${flow.month} ${flow.cashLine}`).values()].map((flows) => ({
          head: { account: null, restriction: null, month: flows[0]?.month ?? '', cashLine: flows[0]?.cashLine ?? '' },
          figures: { rows: [], flows },
        }))
      : [...Map.groupBy(figures.rows, (row) => `${row.account} ${row.restriction ?? ''}`).values()].map((rows) => ({
          head: {
            account: rows[0]?.account ?? '',
            restriction: rows[0]?.restriction ?? null,
            month: null,
            cashLine: null,
          },
          figures: { rows, flows: [] },
        }))
  return groups
    .map(({ head, figures: some }) => ({ ...head, amountFen: value(some) ?? 0n }))
    .filter(({ amountFen }) => amountFen !== 0n)
    .sort((a, b) => order(a).localeCompare(order(b), 'en'))
}

const order = (part: Part): string =>
  `${part.month ?? ''}${part.account ?? ''}${part.cashLine ?? ''}${part.restriction ?? ''}`
