import type { ColumnChoice } from '@shanju/contract/giving/shapes.ts'
import { knownCount, type Layout, plain, readHeadings, suggestedLayout } from './import-columns.ts'

/** How the rows of one file are read. Kept with the file, so that what is checked is what is loaded. */
export type Plan = Readonly<Omit<ColumnChoice, 'columns' | 'leaveOut' | 'rememberAs'>> & {
  readonly columns: Layout
  readonly leaveOut: readonly { readonly column: number; readonly words: string }[]
  readonly width: number
}

/** A remembered way of reading, for whichever row the same headings stand in. */
export type Remembered = Omit<Plan, 'headingRow'>

interface TableRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** How many rows of a file are searched for its headings: lists of banks say whose they are first. */
export const LOOKED_AT = 40
/** Two columns that our own files of wrong rows put before what stood there: a mended file is read like the first. */
export const OWN_HEADINGS = ['原文件行号', '错误原因'] as const

const AS_USUAL = {
  fundId: null,
  channel: null,
  leaveOut: [],
  incomingOnly: false,
  fundInText: false,
  unknown: 'never',
} as const

type Found =
  | { readonly plan: Plan; readonly remembered: boolean; readonly refused?: undefined }
  | {
      readonly plan?: undefined
      /** The likeliest reading, for somebody to confirm or mend. */
      readonly likely: Plan
      readonly refused: { readonly code: 'column_missing' | 'column_twice'; readonly columns: readonly string[] }
    }

/**
 * How a file is read: by what is remembered for its headings, else by the usual ones, in whichever of the first rows they
 * stand. Else somebody has to say. Undefined where the first rows hold nothing.
 */
export function findPlan(
  rows: readonly TableRow[],
  remembered: (headings: readonly string[]) => Remembered | undefined,
): Found | undefined {
  for (const { row, cells } of rows) {
    const found = remembered(cells)
    if (found) return { plan: { ...found, headingRow: row, ...shifted(found, cells) }, remembered: true }
  }
  for (const { row, cells } of rows) {
    const headings = readHeadings(cells)
    if (headings.refused) continue
    return { plan: { ...AS_USUAL, headingRow: row, width: cells.length, columns: headings.layout }, remembered: false }
  }
  const heading = likeliest(rows)
  if (!heading) return undefined
  const { refused } = readHeadings(heading.cells)
  if (!refused) throw new Error('a heading that can be read was passed over')
  return { likely: planAt(heading), refused }
}

/** The likeliest reading of a table whose headings stand in this row. */
export function planAt({ row, cells }: TableRow): Plan {
  const columns = suggestedLayout(cells)
  return {
    ...AS_USUAL,
    headingRow: row,
    width: cells.length,
    columns,
    incomingOnly: columns.outgoing !== undefined,
  }
}

/** The row with most of the usual headings; where there are none, the first of the widest. */
function likeliest(rows: readonly TableRow[]): TableRow | undefined {
  const score = ({ cells }: TableRow): number =>
    knownCount(cells) * 1000 + cells.filter((cell) => cell.trim() !== '').length
  return rows.reduce<TableRow | undefined>(
    (best, each) => (best && score(best) >= score(each) ? best : each),
    undefined,
  )
}

/** What tells one set of headings from another, own columns before it left out. */
export const headingsKey = (cells: readonly string[]): string => JSON.stringify(theirs(cells).map(plain))

const isOwn = (cells: readonly string[]): boolean => OWN_HEADINGS.every((own, at) => plain(cells[at] ?? '') === own)

/** The headings of the file a person knows. */
export const theirs = (cells: readonly string[]): readonly string[] =>
  (isOwn(cells) ? cells.slice(OWN_HEADINGS.length) : cells).map((cell) => cell.trim())

/** Remembered places, moved by our own columns where they stand before the others. */
function shifted(plan: Remembered, cells: readonly string[]): Pick<Plan, 'columns' | 'leaveOut' | 'width'> {
  return movedBy(plan, isOwn(cells) ? OWN_HEADINGS.length : 0, cells.length)
}

/** What is remembered of a plan: places as they are without our own columns. */
export function rememberedOf({ headingRow: _row, ...plan }: Plan, cells: readonly string[]): Remembered {
  const by = isOwn(cells) ? -OWN_HEADINGS.length : 0
  return { ...plan, ...movedBy(plan, by, theirs(cells).length) }
}

const movedBy = (plan: Remembered, by: number, width: number): Pick<Plan, 'columns' | 'leaveOut' | 'width'> => ({
  width,
  columns: Object.fromEntries(Object.entries(plan.columns).map(([column, at]) => [column, at + by])),
  leaveOut: plan.leaveOut.map((each) => ({ ...each, column: each.column + by })),
})
