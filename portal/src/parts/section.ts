import { type Html, html, type Piece } from '../html.ts'

/** A part of a page with its heading; on a wide window the heading stands in the gutter beside it. */
export const section = (id: string, heading: string, lead: Piece, body: Piece): Html =>
  html`<section class="section" aria-labelledby="${id}"><header><h2 id="${id}">${heading}</h2>${lead && html`<p>${lead}</p>`}</header>
<div>${body}</div></section>`

/** The top of a page: what kind of thing, its name, what stands under the name. */
export const heading = (kind: Piece, name: Piece, under?: Piece): Html =>
  html`<div class="title">${kind && html`<p class="kind">${kind}</p>`}<h1>${name}</h1>${under && html`<p class="under">${under}</p>`}</div>`
