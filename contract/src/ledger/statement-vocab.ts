/** 会民非01表, 02, 03 (财会〔2024〕25号, appendix part 4). */
export const FORM_IDS = ['01', '02', '03'] as const
export type FormId = (typeof FORM_IDS)[number]

/** What the left figures of form 02 cover: 本月数, 本季度数, 本半年度数, and 上年数 in a yearly report. */
export const SPANS = ['month', 'quarter', 'half_year', 'year'] as const
export type Span = (typeof SPANS)[number]

/** 非限定性, 限定性 */
export const ASSET_CLASSES = ['U', 'R'] as const
