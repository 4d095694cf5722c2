/** Fills a form: every line is the sum of its terms, in as many columns as the leaves give. */
import type { Form, FormLine, Term } from './form.ts'

export interface StatementLine extends FormLine {
  /** One figure per column, fen; empty on headings. */
  readonly values: readonly bigint[]
}

export interface Statement {
  readonly form: Form
  readonly lines: readonly StatementLine[]
  /** Figures of a line. @throws Error when the form has no such line */
  readonly figure: (id: string, column: number) => bigint
}

type Leaf = Exclude<Term, { of: 'line' }>

/** @param extra sums added to a line beside its terms (reclassification), by line id */
export function evaluate(
  form: Form,
  columns: number,
  leaf: (term: Leaf) => readonly bigint[],
  extra: ReadonlyMap<string, readonly bigint[]> = new Map(),
): Statement {
  const byId = new Map(form.lines.map((line) => [line.id, line]))
  const done = new Map<string, readonly bigint[]>()

  const valuesOf = (id: string): readonly bigint[] => {
    const known = done.get(id)
    if (known) return known
    const line = byId.get(id)
    if (!line) throw new Error(`form ${form.id} has no line ${id}`)
    const sums = Array.from({ length: columns }, (_, column) => extra.get(id)?.[column] ?? 0n)
    for (const term of line.terms) {
      const values = term.of === 'line' ? valuesOf(term.id) : leaf(term)
      for (let column = 0; column < columns; column += 1) {
        sums[column] = (sums[column] ?? 0n) + term.sign * (values[column] ?? 0n)
      }
    }
    done.set(id, sums)
    return sums
  }

  const lines = form.lines.map((line) => ({ ...line, values: line.heading ? [] : valuesOf(line.id) }))
  return { form, lines, figure: (id, column) => valuesOf(id)[column] ?? 0n }
}
