import { type Html, html, type Piece } from '../html.ts'

export interface Column {
  readonly name: string
  /** Numbers stand at the end of the column. */
  readonly end?: true
  /** Left out on a phone; what it says is one tap further. */
  readonly wide?: true
}

/**
 * A table with a name for those who hear it. On a narrow window it scrolls by itself and not the page; the keyboard
 * reaches it for that.
 */
export const table = (caption: string, columns: readonly Column[], rows: Piece, foot?: Piece): Html =>
  html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table><caption class="hidden">${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${classes(column)}>${column.name}</th>`)}</tr></thead>
<tbody>${rows}</tbody>${foot && html`<tfoot>${foot}</tfoot>`}</table></div>`

function classes({ end, wide }: Column): Html | undefined {
  const names = [end && 'end', wide && 'wide'].filter((name) => name).join(' ')
  return names ? html` class="${names}"` : undefined
}
