/** How money came in. A channel decides the cash account it is booked on (会计 1001, 1002, 1009). */
export const CHANNELS = ['cash', 'bank', 'wechat', 'alipay', 'platform'] as const
export type Channel = (typeof CHANNELS)[number]

/** What the public sees of a donor; the donor's own choice (Charity Law art. 82: a donor may refuse to be named). */
export const SHOWN = ['full', 'masked', 'anonymous'] as const
export type Shown = (typeof SHOWN)[number]

/** `history` gifts are older than the books (before 2026-01-01): kept, shown, without entries. */
export const GIFT_STATES = ['recorded', 'voided', 'history'] as const

/** Life of a loaded file: checked without effect, then loaded row by row, then possibly undone. */
export const IMPORT_STATES = ['checking', 'checked', 'loading', 'loaded', 'failed'] as const
