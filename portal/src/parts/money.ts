import { roughly, yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'

export const amount = (fen: bigint): Html => html`<span class="amount">${yuan(fen)}</span>`

/** An exact sum and, where it is large, how people would say it. */
export function amountSaid(reader: Reader, fen: bigint): Html {
  const rough = roughly(fen, reader.language)
  return html`<span class="amount">${yuan(fen)}</span>${rough && html` <small class="said">${reader.text.figures.about(rough)}</small>`}`
}
