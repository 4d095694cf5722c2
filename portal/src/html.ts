import { html as template } from 'ghtml'

/** Markup that was made by {@link html} and may stand in a page as it is. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

/** What may stand in a template: text (escaped), markup (kept), lists of both, and nothing. */
export type Piece = string | number | bigint | Html | undefined | null | false | readonly Piece[]

export const nothing: Html = new Html('')

/**
 * A typed template over ghtml. Text is always escaped; only {@link Html} passes unchanged. ghtml itself lets a literal
 * that happens to end in "!" switch escaping off; here the type of the value decides, so no sentence can do that.
 * Attribute values stand in double quotes.
 */
export function html(literals: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let text = literals[0] ?? ''
  for (const [index, piece] of pieces.entries()) text += shown(piece) + (literals[index + 1] ?? '')
  return new Html(text)
}

function shown(piece: Piece): string {
  if (piece === undefined || piece === null || piece === false) return ''
  if (piece instanceof Html) return piece.text
  if (typeof piece === 'object') return piece.map(shown).join('')
  return template`${piece}`
}

/** Pieces with something between them: `joined(names, '、')`. */
export const joined = (pieces: readonly Piece[], between: Piece): Html =>
  html`${pieces.map((piece, index) => (index === 0 ? [piece] : [between, piece]))}`
