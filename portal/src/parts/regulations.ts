import { word } from '@shanju/contract/catalogue.ts'
import type { ParameterValue, Regulation } from '@shanju/contract/regulations/shapes.ts'
import { count, yuan } from '../format.ts'
import { type Html, html, joined, type Piece } from '../html.ts'
import type { Reader } from '../reader.ts'
import { chinese } from './names.ts'

type Parameter = Regulation['parameters'][number]

export const regulationPath = (id: string): string => `/rules/${id}`

/** What it does today, in one tag: how severe, or that it says nothing and why. */
export function effect({ language, text }: Reader, regulation: Regulation): Html {
  if (!regulation.inForce) return html`<span class="tag quiet">${text.rules.notInForce}</span>`
  if (!regulation.enabled) return html`<span class="tag quiet">${word(language, 'regulations', 'enabled.false')}</span>`
  const open = regulation.severity === 'block' ? '' : ' open'
  return html`<span class="tag${open}">${word(language, 'regulations', `severity.${regulation.severity}`)}</span>`
}

/** A value with its unit; words stand in the language they are looked for in. */
export function shownValue(reader: Reader, type: Parameter['type'], value: ParameterValue): Piece {
  if (Array.isArray(value)) return value.length === 0 ? reader.text.rules.none : chinese(reader, value.join('、'))
  if (type === 'fen') return html`<span class="amount">${yuan(BigInt(value))}</span>`
  return html`<span class="amount">${count(BigInt(value))} ${word(reader.language, 'regulations', `unit.${type}`)}</span>`
}

/** Sources as a list; a source that can be read on the web is a link. */
export const sources = (reader: Reader, { citations }: Regulation): Html =>
  html`<ul>${citations.map(({ instrument, article, url }) => {
    const name = instrument[reader.language]
    const shown = url === null ? name : html`<a href="${url}" rel="external">${name}</a>`
    return html`<li>${joined([shown, article[reader.language]], ' ')}</li>`
  })}</ul>`
