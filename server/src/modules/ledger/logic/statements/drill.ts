/** Which lines of the journal a figure is made of: the way from a statement down to its entries. */
import type { CashLine, NetAssetKind, Restriction } from '../vocab.ts'
import { FORMS, type FormId, type Term } from './form.ts'

/** Lines that bear all of what is not null; `sign` is how they enter the figure. */
export interface Selection {
  readonly sign: 1n | -1n
  readonly accountPrefix: string | null
  readonly agency: boolean
  readonly unclosed: Restriction | null
  readonly kind: NetAssetKind | null
  readonly cashLine: CashLine | null
}

/** @throws Error when the form has no such line */
export function selectionOf(form: FormId, lineId: string, sign: 1n | -1n = 1n): Selection[] {
  const line = FORMS[form].lines.find((one) => one.id === lineId)
  if (!line) throw new Error(`form ${form} has no line ${lineId}`)
  return line.terms.flatMap((term) => {
    const ownSign = term.sign === sign ? 1n : -1n
    return term.of === 'line' ? selectionOf(form, term.id, ownSign) : [leafSelection(term, ownSign)]
  })
}

function leafSelection(term: Exclude<Term, { of: 'line' }>, sign: 1n | -1n): Selection {
  return {
    sign,
    accountPrefix: term.of === 'accounts' ? term.prefix : null,
    agency: term.of === 'agency',
    unclosed: term.of === 'unclosed' ? term.restriction : null,
    kind: term.of === 'accounts' ? term.kind : null,
    cashLine: term.of === 'cash' ? term.cashLine : null,
  }
}
