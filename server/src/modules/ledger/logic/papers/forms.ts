/** The three statutory forms as papers, laid out as the system of 2024 prescribes (appendix part 4). */
import type { Language } from '@shanju/contract/kit/language.ts'
import type { Statement } from '@shanju/contract/ledger/statement-shapes.ts'
import type { HeadCell, Paper, PaperCell } from '#platform/kit/paper.ts'
import { dayOf, periodOf, type Say, sayIn, unitOf } from './say.ts'

type Line = Statement['lines'][number]

export function paperOf(statement: Statement, language: Language): Paper {
  const say = sayIn(language)
  const when = statement.form === '01' ? dayOf(say, statement.to) : periodOf(say, statement.to, spanOf(statement))
  return {
    title: statement.name[language],
    number: statement.number,
    caption: [unitOf(say, statement), when, say('paper.yuan')],
    foot: [say('paper.signers')],
    language,
    ...(statement.form === '01' ? balanceSheet(statement, say, language) : listed(statement, say, language)),
  }
}

/** Form 03 is yearly, whatever span was asked. */
const spanOf = ({ form, span }: Statement) => (form === '03' ? 'year' : span)

type Table = Pick<Paper, 'widths' | 'landscape' | 'heads' | 'rows'>

/** Both halves side by side; their totals meet on the last row. */
function balanceSheet(statement: Statement, say: Say, language: Language): Table {
  const columns = statement.columns.map(({ key }) => ({ text: say(`column_of.${key}`) }))
  const half = (side: 'left' | 'right') => statement.lines.filter((line) => line.side === side)
  const [left, right] = [half('left'), half('right')]
  const height = Math.max(left.length, right.length)
  const row = (lines: readonly Line[], at: number): PaperCell[] => {
    // The last line of each half is its total, and stands at the bottom.
    const line = at === height - 1 ? lines.at(-1) : at < lines.length - 1 ? lines[at] : undefined
    return line ? cellsOf(line, line.name[language]) : [{ text: '' }, { fen: null }, { fen: null }]
  }
  return {
    widths: [30, 16, 16, 30, 16, 16],
    landscape: true,
    heads: [[{ text: say('paper.assets') }, ...columns, { text: say('paper.liabilities') }, ...columns]],
    rows: Array.from({ length: height }, (_, at) => [...row(left, at), ...row(right, at)]),
  }
}

function listed(statement: Statement, say: Say, language: Language): Table {
  const { columns } = statement
  return {
    widths: columns.length === 2 ? [46, 18, 18] : [36, 16, 16, 16, 16, 16, 16],
    landscape: columns.length > 2,
    heads: headsOf(columns, say),
    rows: statement.lines.map((line) => cellsOf(line, nameOf(line, say, language), columns.length)),
  }
}

function headsOf(columns: Statement['columns'], say: Say): HeadCell[][] {
  const groups = [...Map.groupBy(columns, ({ group }) => group)]
  const item = { text: say('paper.item') }
  if (groups.length === 1) return [[item, ...columns.map(({ key }) => ({ text: say(`column_of.${key}`) }))]]
  return [
    [{ ...item, down: 2 }, ...groups.map(([group, own]) => ({ text: say(`column_of.${group}`), across: own.length }))],
    columns.map(({ key }) => ({ text: say(`column_of.${key}`) })),
  ]
}

const PROJECT = 'Y10p:'

/** A project line has no name on the form: it is called by its project. */
export function nameOf(line: Pick<Line, 'id' | 'name'>, say: Say, language: Language): string {
  if (!line.id.startsWith(PROJECT)) return line.name[language]
  const id = line.id.slice(PROJECT.length)
  const name = id === '' ? say('paper.no_project') : say('paper.project', { id: id.slice(-8) })
  return say('paper.including', { name })
}

function cellsOf(line: Line, name: string, columns = 2): PaperCell[] {
  const strong = line.heading || line.total
  const values = line.heading ? Array.from({ length: columns }, () => null) : line.values
  return [
    { text: name, level: line.level, strong },
    ...values.map((fen): PaperCell => ({ fen, strong, zero: line.total })),
  ]
}
