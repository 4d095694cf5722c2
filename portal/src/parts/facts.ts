import { type Html, html, type Piece } from '../html.ts'

/** Names and values; what has no value is left out rather than shown empty. */
export const facts = (list: readonly (readonly [name: string, value: Piece])[]): Html =>
  html`<dl class="facts">${list.flatMap(([name, value]) => (value ? [html`<div><dt>${name}</dt><dd>${value}</dd></div>`] : []))}</dl>`
