import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'

/**
 * Where and how one may give lawfully. Says nothing of paying here: public fundraising on the internet is for designated
 * platforms only (Charity Law art. 27), and this is none.
 */
export const waysToGive = ({ text }: Reader): Html =>
  html`<ol class="three">${text.give.ways.map((way) => html`<li><h3>${way.title}</h3><p>${way.text}</p></li>`)}</ol>`

export const howToRead = ({ text }: Reader): Html =>
  html`<ul class="three">${text.read.map((point) => html`<li><h3>${point.title}</h3><p>${point.text}</p></li>`)}</ul>`
