/** One who may vote, as the roll names them. */
export interface Entry {
  readonly name: string
  readonly door: string
  /** Where the roll has a column of that heading: the community; else empty. */
  readonly community: string
}

export type RollRead =
  | { readonly entries: readonly Entry[]; readonly twice: readonly number[] }
  /** The row without a name, or the first where no heading is found. */
  | { readonly row: number }

const NAME = ['姓名', '户主', '户主姓名', 'name']
const DOOR = ['门牌', '门牌号', '地址', '住址', 'door', 'address']
const COMMUNITY = ['社区', '所在社区', '嘎查村', 'community']
const HEADING_ROWS = 10
const MOST_NAME = 60
const MOST_DOOR = 100
const MOST_COMMUNITY = 40

const plain = (cell: string | undefined): string => (cell ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim()

const MOST_ROWS_TOLD = 20
/** Numbers of rows as a refusal names them. */
export const rowsTold = (rows: readonly number[]): string =>
  rows.slice(0, MOST_ROWS_TOLD).join(', ') + (rows.length > MOST_ROWS_TOLD ? ' …' : '')

/** Name and door as one text; equal for the same entry. */
export const entryKey = ({ name, door }: Pick<Entry, 'name' | 'door'>): string => `${name}\n${door}`

/**
 * Reads a roll out of a table: the heading stands within the first rows, other columns are passed over. An entry that stands
 * twice is read once; `twice` tells the rows of the others, counted from 1.
 */
export function readRoll(table: readonly (readonly string[])[]): RollRead {
  const heading = table.slice(0, HEADING_ROWS).findIndex((row) => row.some((cell) => NAME.includes(plain(cell))))
  if (heading < 0) return { row: 1 }
  const titles = (table[heading] ?? []).map(plain)
  const nameAt = titles.findIndex((title) => NAME.includes(title))
  const doorAt = titles.findIndex((title) => DOOR.includes(title))
  const communityAt = titles.findIndex((title) => COMMUNITY.includes(title))
  const found = new Map<string, Entry>()
  const twice: number[] = []
  for (const [at, row] of table.entries()) {
    if (at <= heading || row.length === 0) continue
    const cell = (column: number): string => (column < 0 ? '' : plain(row[column]))
    const entry = { name: cell(nameAt), door: cell(doorAt), community: cell(communityAt) }
    if (entry.name === '' || entry.name.length > MOST_NAME || entry.door.length > MOST_DOOR) return { row: at + 1 }
    if (entry.community.length > MOST_COMMUNITY) return { row: at + 1 }
    const key = entryKey(entry)
    if (found.has(key)) twice.push(at + 1)
    else found.set(key, entry)
  }
  return { entries: [...found.values()], twice }
}
