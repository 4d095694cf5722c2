/** A form to be printed: the same for a workbook and for a PDF, laid out as accountants know it. */
export interface Paper {
  readonly title: string
  /** In the upper right corner: 会民非01表. */
  readonly number: string
  /** The line above the table: whose, when, in which unit. */
  readonly caption: readonly [left: string, middle: string, right: string]
  /** Width of each column in characters. */
  readonly widths: readonly number[]
  readonly landscape: boolean
  readonly heads: readonly (readonly HeadCell[])[]
  readonly rows: readonly (readonly PaperCell[])[]
  /** Lines below the table: who signs, what is to be noted. */
  readonly foot: readonly string[]
  readonly language: 'zh' | 'en'
}

export interface HeadCell {
  readonly text: string
  readonly across?: number
  readonly down?: number
}

export type PaperCell = {
  readonly strong?: boolean
  /** Depth of indentation. */
  readonly level?: number
} & ({ readonly text: string } | { readonly fen: bigint | null /** Zero is written out. */; readonly zero?: boolean })
