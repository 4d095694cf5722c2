import { promisify } from 'node:util'
import { createGzip, gunzip, gzip } from 'node:zlib'
import { stringify } from 'csv-stringify/sync'
import { looksLikeText } from './csv-rows.ts'
import { isWorkbook, refusal, type SheetCaps } from './read-sheet.ts'
import { eachXlsxRow } from './read-xlsx.ts'
import { type Fault, Faulty } from './unpack.ts'

const QUICK = { level: 1 } as const
/** How a packed table begins; nothing that is readable as CSV does. */
const GZIP = Buffer.from([0x1f, 0x8b])
/** Rows are packed so many at a time. */
const AT_ONCE = 500
/** What a table of the largest workbook could unfold to; only what we packed ourselves is unpacked. */
const MOST_UNPACKED = 400 * 1024 * 1024

/**
 * The table of a file, packed small, to be kept and read again and again: CSV as it was sent, a workbook's first sheet as
 * CSV. So the costly reading of a workbook, in a process of its own, happens once, and nothing of it is held here.
 * @throws Refusal platform.sheet_unreadable, sheet_too_large, sheet_too_many_rows
 */
export async function packTable(content: Buffer, caps: SheetCaps): Promise<Buffer> {
  try {
    if (isWorkbook(content)) return await packWorkbook(content, caps)
    if (!looksLikeText(content) || content.subarray(0, 2).equals(GZIP)) throw new Faulty('unreadable' satisfies Fault)
    return await promisify(gzip)(content, QUICK)
  } catch (error) {
    throw error instanceof Faulty ? refusal(error.fault, caps) : error
  }
}

/** What {@link packTable} packed, for the readers of CSV. What is not packed is handed back as it is. */
export const unpackTable = async (packed: Buffer): Promise<Buffer> =>
  packed.subarray(0, 2).equals(GZIP) ? promisify(gunzip)(packed, { maxOutputLength: MOST_UNPACKED }) : packed

async function packWorkbook(content: Buffer, caps: SheetCaps): Promise<Buffer> {
  const packer = createGzip(QUICK)
  const pieces: Buffer[] = []
  packer.on('data', (piece: Buffer) => pieces.push(piece))
  const packed = new Promise<void>((resolve, reject) => packer.on('end', resolve).on('error', reject))
  let rows: string[][] = []
  const flush = (): void => {
    if (rows.length > 0) packer.write(stringify(rows))
    rows = []
  }
  await eachXlsxRow(content, { ...caps, keepLong: true }, (row) => {
    rows.push(row)
    if (rows.length === AT_ONCE) flush()
  })
  flush()
  packer.end()
  await packed
  return Buffer.concat(pieces)
}
