/** How money came in. A channel decides the cash account it is booked on (会计 1001, 1002, 1009). */
export const CHANNELS = ['cash', 'bank', 'wechat', 'alipay', 'platform'] as const
export type Channel = (typeof CHANNELS)[number]

/** What the public sees of a donor; the donor's own choice (Charity Law art. 82: a donor may refuse to be named). */
export const SHOWN = ['full', 'masked', 'anonymous'] as const
export type Shown = (typeof SHOWN)[number]

/** Who gives. `anonymous`: nobody knows, as with a box or a stranger; a donor who is known and unseen is `shown` so. */
export const DONOR_KINDS = ['person', 'household', 'sole_trader', 'firm', 'group', 'anonymous'] as const
export type DonorKind = (typeof DONOR_KINDS)[number]

/** A written gift agreement (Charity Law art. 39): none, asked for by the donor, or signed. */
export const AGREEMENTS = ['none', 'asked', 'signed'] as const
export type Agreement = (typeof AGREEMENTS)[number]

/** Of a donation receipt (捐赠票据, Charity Law art. 38) somebody records its number, or that the donor wants none. */
export const RECEIPT_KINDS = ['issued', 'waived'] as const
/** How it stands with a gift's receipt. `platform`: the platform that took the gift issues it. */
export const RECEIPTS = ['none', ...RECEIPT_KINDS, 'platform'] as const
export type ReceiptState = (typeof RECEIPTS)[number]

/** What the money is for which a receipt is asked; only a gift gets one (财综〔2024〕1号 art. 8). */
export const NATURES = ['gift', 'business', 'tied', 'capital', 'apportionment', 'collection', 'sponsorship'] as const

/** By whose hand it changed how a donor is shown: staff on the donor's word, or the donor with the slip. */
export const SHOWN_BY = ['staff', 'donor'] as const

/** `history` gifts are older than the books (before 2026-01-01): kept, shown, without entries. */
export const GIFT_STATES = ['recorded', 'voided', 'history'] as const

/**
 * Life of a loaded file: its columns are said where they cannot be told, it is checked without effect, then loaded row by
 * row, then possibly undone. `nothing_new`: checked, and no row of it is left to load.
 */
export const IMPORT_STATES = [
  'mapping',
  'checking',
  'checked',
  'nothing_new',
  'loading',
  'loaded',
  'undoing',
  'undone',
  'failed',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** What a column of a file of gifts may hold. */
export const COLUMNS = [
  'order',
  'fund',
  'division',
  'amount',
  'day',
  'channel',
  'donor',
  'kind',
  'shown',
  'purpose',
  'receipt',
  'note',
] as const
export type Column = (typeof COLUMNS)[number]

/** Columns as somebody says them: also money going out, as lists of banks have it in a column of its own. */
export const SAID_COLUMNS = [...COLUMNS, 'outgoing'] as const
export type SaidColumn = (typeof SAID_COLUMNS)[number]

/** Which rows of a file are money whose origin is not known yet (会计 2209), instead of wrong. */
export const UNKNOWN_WHEN = ['never', 'no_fund', 'no_fund_or_donor'] as const

/** What became of money of unknown origin; `taken_back`: undone with its file. */
export const UNKNOWN_STATES = ['waiting', 'assigned', 'returned', 'taken_back'] as const
