const PEEK_BYTES = 64 * 1024

/**
 * The first rows of a file, to look at before it is sent: UTF-8, or GB18030 as spreadsheets here still write it. What
 * the file really holds is the server's to judge.
 */
export async function peekCsv(file: Blob, rows: number): Promise<string[][]> {
  const head = new Uint8Array(await file.slice(0, PEEK_BYTES).arrayBuffer())
  return firstRows(readText(head), rows)
}

/** A letter cut in two at the end of the peek must not make good UTF-8 look bad, hence `stream`. */
export function readText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Rows of CSV with quotes, doubled quotes and line ends inside quotes; empty lines are none. */
export function firstRows(text: string, most: number): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endRow = () => {
    row.push(cell.trim())
    if (row.some((each) => each !== '')) rows.push(row)
    row = []
    cell = ''
  }
  for (let at = 0; at < text.length && rows.length < most; at += 1) {
    const character = text.charAt(at)
    if (quoted) {
      if (character !== '"') cell += character
      else if (text.charAt(at + 1) === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (character === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (character === ',' || character === '\t') {
      row.push(cell.trim())
      cell = ''
    } else if (character === '\n') endRow()
    else if (character !== '\r' && character !== '\uFEFF') cell += character
  }
  if (rows.length < most) endRow()
  return rows
}
