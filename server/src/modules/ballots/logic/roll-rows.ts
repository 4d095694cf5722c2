/** One who may vote, as the roll names them. */
export interface Entry {
  readonly name: string
  readonly door: string
}

export type RollRead =
  | { readonly entries: readonly Entry[]; readonly twice: readonly number[] }
  /** The row without a name, or the first where no heading is found. */
  | { readonly row: number }

const NAME = ['姓名', '户主', '户主姓名', 'name']
const DOOR = ['门牌', '门牌号', '地址', '住址', 'door', 'address']
const HEADING_ROWS = 10
const MOST_NAME = 60
const MOST_DOOR = 100

const plain = (cell: string | undefined): string => (cell ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim()

/** Name and door as one text; equal for the same entry. */
export const entryKey = ({ name, door }: Entry): string => `${name}\n${door}`

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
  const found = new Map<string, Entry>()
  const twice: number[] = []
  for (const [at, row] of table.entries()) {
    if (at <= heading || row.length === 0) continue
    const entry = { name: plain(row[nameAt]), door: doorAt < 0 ? '' : plain(row[doorAt]) }
    if (entry.name === '' || entry.name.length > MOST_NAME || entry.door.length > MOST_DOOR) return { row: at + 1 }
    const key = entryKey(entry)
    if (found.has(key)) twice.push(at + 1)
    else found.set(key, entry)
  }
  return { entries: [...found.values()], twice }
}
