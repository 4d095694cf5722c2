/**
 * A paper in the layout of GB/T 9704-2012: minutes, a resolution, a notice. Without red head, number or seal: a management
 * group is no organ of state. In Chinese, the language of the papers.
 */
export interface OfficialPaper {
  readonly title: string
  /** 时间, 地点, 出席 … with what stands behind each. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[]
  /** Who issues it and when, at the end on the right. */
  readonly issuer: { readonly name: string; readonly on: string } | null
  /** Names to sign under; none, and nobody signs. */
  readonly sign: { readonly title: string; readonly names: readonly string[] } | null
}

/** A notice for the board outside: large, few words, a square code that leads to the public page. */
export interface Poster {
  readonly title: string
  readonly lines: readonly string[]
  readonly address: string
  readonly issuer: string
  readonly on: string
}
