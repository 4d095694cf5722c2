import { type Election, groupVotes } from './election.ts'
import { cellsOf } from './pabulib-cells.ts'

/** Why a file is refused; the words are `file.<code>`. */
export const FILE_FAULTS = [
  'not_utf8',
  'section_missing',
  'heading_missing',
  'cells_differ',
  'quote_open',
  'key_twice',
  'budget_unfit',
  'vote_type_unfit',
  'number_differs',
  'id_twice',
  'cost_unfit',
  'option_unknown',
  'option_twice',
  'too_many_marks',
  'too_few_marks',
] as const
export type FileFault = (typeof FILE_FAULTS)[number]

/** The first thing wrong with a file; `line` counts from 1. */
export interface FileRefusal {
  readonly fault: FileFault
  readonly line: number
  readonly what: string
}

export interface VoteFile {
  readonly meta: ReadonlyMap<string, string>
  readonly election: Election
  readonly titles: readonly string[]
}

interface Row {
  readonly line: number
  readonly cells: readonly string[]
}
interface Table {
  readonly line: number
  readonly columns: ReadonlyMap<string, number>
  readonly rows: readonly Row[]
}

class Unfit extends Error {
  readonly refusal: FileRefusal
  constructor(fault: FileFault, line: number, what = '') {
    super(fault)
    this.refusal = { fault, line, what }
  }
}

const SECTIONS = ['META', 'PROJECTS', 'VOTES'] as const
const SUM = /^(\d{1,13})(?:\.(\d{1,2}))?$/
const COUNT = /^\d{1,9}$/

/** Votes of a `.pb` file that mark any number of projects, or one. */
const VOTE_TYPES = ['approval', 'choose-1']

/**
 * Reads a file of the format of Pabulib (pabulib.org/format): sections META, PROJECTS and VOTES, cells between semicolons. Money
 * is read as yuan and kept in fen. Strict: what the file says of itself must fit, and nothing is guessed. Columns that a count does
 * not need are passed over; `withdrawn` (1) is our own.
 *
 * @param text undefined when the bytes were no UTF-8
 */
export function readVoteFile(text: string | undefined): VoteFile | { readonly refused: FileRefusal } {
  try {
    if (text === undefined) throw new Unfit('not_utf8', 1)
    const [meta, projects, votes] = sectionsOf(text)
    const said = metaOf(meta)
    const budget = said.get('budget')
    const budgetFen = fenOf(budget?.value ?? '')
    if (budgetFen === undefined || budgetFen === 0n)
      throw new Unfit('budget_unfit', budget?.line ?? meta.line, budget?.value)
    const type = said.get('vote_type')
    if (!type || !VOTE_TYPES.includes(type.value))
      throw new Unfit('vote_type_unfit', type?.line ?? meta.line, type?.value)
    const { options, titles } = optionsOf(projects)
    agree(said.get('num_projects'), options.length)
    agree(said.get('num_votes'), votes.rows.length)
    const most = type.value === 'choose-1' ? 1 : limitOf(said.get('max_length'))
    const places = new Map(options.map(({ id }, at) => [id, at]))
    const marks = marksOf(votes, places, { least: limitOf(said.get('min_length')), most })
    return {
      meta: new Map([...said].map(([key, { value }]) => [key, value])),
      election: { budgetFen, options, groups: groupVotes(marks) },
      titles,
    }
  } catch (error) {
    if (error instanceof Unfit) return { refused: error.refusal }
    throw error
  }
}

function sectionsOf(text: string): [Table, Table, Table] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const found: Table[] = []
  let at = 0
  const skipEmpty = (): void => {
    while (at < lines.length && lines[at]?.trim() === '') at += 1
  }
  for (const [index, section] of SECTIONS.entries()) {
    skipEmpty()
    if (lines[at]?.trim().toUpperCase() !== section) throw new Unfit('section_missing', at + 1, section)
    at += 1
    const heading = cells(lines[at] ?? '', at + 1).map((cell) => cell.trim().toLowerCase())
    const line = at + 1
    at += 1
    const rows: Row[] = []
    const next = SECTIONS[index + 1]
    for (; at < lines.length && lines[at]?.trim().toUpperCase() !== next; at += 1) {
      if (lines[at]?.trim() === '') continue
      const row = { line: at + 1, cells: cells(lines[at] ?? '', at + 1).map((cell) => cell.trim()) }
      if (row.cells.length !== heading.length)
        throw new Unfit('cells_differ', row.line, `${row.cells.length} ≠ ${heading.length}`)
      rows.push(row)
    }
    found.push({ line, columns: new Map(heading.map((name, column) => [name, column])), rows })
  }
  const [meta, projects, votes] = found
  if (!meta || !projects || !votes) throw new Unfit('section_missing', at + 1)
  return [meta, projects, votes]
}

function cells(text: string, line: number): string[] {
  const found = cellsOf(text)
  if (!found) throw new Unfit('quote_open', line)
  return found
}

function columnOf({ columns, line }: Table, name: string): number {
  const column = columns.get(name)
  if (column === undefined) throw new Unfit('heading_missing', line, name)
  return column
}

type Said = { readonly value: string; readonly line: number }

function metaOf(table: Table): Map<string, Said> {
  const [key, value] = [columnOf(table, 'key'), columnOf(table, 'value')]
  const said = new Map<string, Said>()
  for (const row of table.rows) {
    const name = row.cells[key] ?? ''
    if (said.has(name)) throw new Unfit('key_twice', row.line, name)
    said.set(name, { value: row.cells[value] ?? '', line: row.line })
  }
  return said
}

function optionsOf(table: Table) {
  const [id, cost] = [columnOf(table, 'project_id'), columnOf(table, 'cost')]
  const [name, withdrawn] = [table.columns.get('name'), table.columns.get('withdrawn')]
  const seen = new Set<string>()
  const titles: string[] = []
  const options = table.rows.map((row) => {
    const own = row.cells[id] ?? ''
    if (own === '' || seen.has(own)) throw new Unfit('id_twice', row.line, own)
    seen.add(own)
    const costFen = fenOf(row.cells[cost] ?? '')
    if (costFen === undefined || costFen === 0n) throw new Unfit('cost_unfit', row.line, row.cells[cost])
    titles.push(name === undefined ? own : (row.cells[name] ?? own))
    return { id: own, costFen, withdrawn: withdrawn !== undefined && row.cells[withdrawn] === '1' }
  })
  return { options, titles }
}

/** Yuan of a file as fen; undefined when it is no sum. */
function fenOf(text: string): bigint | undefined {
  const match = SUM.exec(text)
  return match ? BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0')) : undefined
}

function limitOf(said: Said | undefined): number | undefined {
  if (!said || said.value === '') return undefined
  if (!COUNT.test(said.value)) throw new Unfit('number_differs', said.line, said.value)
  return Number(said.value)
}

function agree(said: Said | undefined, counted: number): void {
  if (said && said.value !== String(counted)) throw new Unfit('number_differs', said.line, `${said.value} ≠ ${counted}`)
}

/** A blank vote marks nothing and is always allowed, whatever the fewest marks are. */
function marksOf(
  table: Table,
  places: ReadonlyMap<string, number>,
  { least, most }: { least: number | undefined; most: number | undefined },
): number[][] {
  const [id, vote] = [columnOf(table, 'voter_id'), columnOf(table, 'vote')]
  const seen = new Set<string>()
  return table.rows.map((row) => {
    const own = row.cells[id] ?? ''
    if (own === '' || seen.has(own)) throw new Unfit('id_twice', row.line, own)
    seen.add(own)
    const said = row.cells[vote] ?? ''
    const marked = said === '' ? [] : said.split(',').map((option) => option.trim())
    const marks = marked.map((option) => {
      const at = places.get(option)
      if (at === undefined) throw new Unfit('option_unknown', row.line, option)
      return at
    })
    if (new Set(marks).size !== marks.length) throw new Unfit('option_twice', row.line, said)
    if (most !== undefined && marks.length > most) throw new Unfit('too_many_marks', row.line, said)
    if (least !== undefined && marks.length > 0 && marks.length < least)
      throw new Unfit('too_few_marks', row.line, said)
    return marks
  })
}
