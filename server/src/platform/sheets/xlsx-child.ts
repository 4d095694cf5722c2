/**
 * A process of its own that reads one workbook from its input and writes its first sheet to its output, one JSON array a
 * row. The files come from anywhere, and reading a large one takes several hundred megabytes for a moment: what goes
 * wrong here ends here, and the server goes on. It is started without rights to write files, start programs or read
 * the server's settings. Arguments: most rows, most bytes unpacked, `long` to keep exponents of long numbers.
 */
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { readSheet } from 'read-excel-file/node'
import { Digits, sheetText } from './sheet-text.ts'
import { Faulty, unpack } from './unpack.ts'
import { stored } from './zip-out.ts'

const [maxRows = 0, maxBytes = 0] = process.argv.slice(2, 4).map(Number)
const keepLong = process.argv[4] === 'long'

try {
  const parts = unpack(await buffer(process.stdin), maxBytes)
  refuseRows(firstSheet(parts))
  // The library walks the archive in another way than `unpack` did; it gets one that both read alike.
  const rows = await readSheet(stored(parts), { parseNumber: (digits: string) => new Digits(digits) })
  if (rows.length > maxRows) throw new Faulty('too_many_rows')
  for (const row of rows)
    if (!process.stdout.write(`${JSON.stringify(row.map((cell) => sheetText(cell, keepLong)))}\n`))
      await once(process.stdout, 'drain')
  process.stdout.write('"done"\n')
} catch (error) {
  const fault = error instanceof Faulty ? error.fault : 'unreadable'
  process.stdout.write(`${JSON.stringify({ fault })}\n`)
}

/** The sheet that stands first in the workbook, wherever its file lies. */
function firstSheet(parts: ReadonlyMap<string, Buffer>): Buffer {
  const text = (name: string): string => parts.get(name)?.toString('utf8') ?? ''
  const relation = /<(?:\w+:)?sheet\s[^>]*?\br:id="([^"]{1,200})"/.exec(text('xl/workbook.xml'))?.[1]
  const listed = text('xl/_rels/workbook.xml.rels').match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? []
  const target = listed.find((each) => each.includes(`Id="${relation}"`))?.match(/\bTarget="([^"]{1,200})"/)?.[1]
  const path = target?.startsWith('/') ? target.slice(1) : `xl/${target}`
  const found = parts.get(path) ?? parts.get('xl/worksheets/sheet1.xml')
  if (!found) throw new Faulty('unreadable')
  return found
}

/** Before anything is parsed: rows are counted as they are spelt, and none may stand further down than there may be. */
function refuseRows(part: Buffer): void {
  let count = 0
  for (let at = part.indexOf('<row'); at >= 0; at = part.indexOf('<row', at + 4)) {
    const number = /^<row [^>]{0,200}?\br="(\d+)"/.exec(part.toString('latin1', at, at + 240))?.[1]
    count = Math.max(count + 1, Number(number ?? 0))
    if (count > maxRows) throw new Faulty('too_many_rows')
  }
}
