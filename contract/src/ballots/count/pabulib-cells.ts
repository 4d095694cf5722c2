/** A line's cells between semicolons; a cell may stand in double quotes, doubled inside. Undefined when a quote stays open. */
export function cellsOf(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(';')
  const cells: string[] = []
  let rest = line
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(;|$)/.exec(rest)
    const match = quoted ?? /^([^;]*)(;|$)/.exec(rest)
    const [whole = '', cell = '', end = ''] = match ?? []
    if (!quoted && cell.trimStart().startsWith('"')) return undefined
    cells.push(quoted ? cell.replaceAll('""', '"') : cell)
    if (end === '') return cells
    rest = rest.slice(whole.length)
  }
}

/** Cells as a line. A line break would begin another row, so it becomes a space. */
export const lineOf = (cells: readonly string[]): string =>
  cells
    .map((cell) => {
      const flat = cell.replace(/\s*[\r\n]+\s*/g, ' ')
      return /[;"]/.test(flat) ? `"${flat.replaceAll('"', '""')}"` : flat
    })
    .join(';')
