/**
 * The ledger's fixed words. Every list is in the order in which people read it; the database checks the same values.
 * Sources: N24 = 民间非营利组织会计制度 (财会〔2024〕25号), M12 = 民发〔2026〕12号.
 */

const EDITIONS = ['2004', '2024'] as const
export type Edition = (typeof EDITIONS)[number]

export const SIDES = ['debit', 'credit'] as const
export type Side = (typeof SIDES)[number]

/** U 非限定性, R 限定性 (N24 arts. 67, 74, 78). Asset and liability lines carry neither. */
export const RESTRICTIONS = ['U', 'R'] as const
export type Restriction = (typeof RESTRICTIONS)[number]

/** 5101, M12 art. 4: c1 money and goods to beneficiaries, c2 people and premises, c3 travel, meetings, audit. */
export const ACTIVITY_KINDS = ['c1', 'c2', 'c3', 'trust', 'other'] as const
/** 5301, M12 art. 5: board, supervisors, party building, pay, office; mx is not listed there. */
export const MANAGEMENT_KINDS = ['m1', 'm2', 'm3', 'm4', 'm5', 'mx'] as const
/** 5401, M12 art. 6: f1 direct campaign cost, f2 exchange loss on gifts (both 募捐成本), fx everything else. */
export const FUNDRAISING_KINDS = ['f1', 'f2', 'fx'] as const
/**
 * 3101 and 3102, why net assets move without income or expense. Kept in the same dimension as the cost kinds, so lines
 * 三 and 四 of the activity statement come from balances alone (N24 arts. 67-71).
 * release 3102→3101 · restrict 3101→3102 · transfer between funds inside one class · founder original fund (art. 71).
 */
export const NET_ASSET_KINDS = ['release', 'restrict', 'transfer', 'founder'] as const

type ActivityKind = (typeof ACTIVITY_KINDS)[number]
type ManagementKind = (typeof MANAGEMENT_KINDS)[number]
type FundraisingKind = (typeof FUNDRAISING_KINDS)[number]
export type NetAssetKind = (typeof NET_ASSET_KINDS)[number]
export type Kind = ActivityKind | ManagementKind | FundraisingKind | NetAssetKind

/**
 * M12 art. 12: spend counts for the yearly ratio when it reached the last beneficiary. Only on 5101 of kind c1 or trust.
 * `unpaid` is booked but still with us (a grant owed); `at_partner` left us; `reached` has a date and a voucher.
 * This is the mark at posting; later marks are appended elsewhere, never written over this one.
 */
export const REACHES = ['unpaid', 'at_partner', 'reached'] as const
export type Reach = (typeof REACHES)[number]

/** Lines of the cash-flow statement (会民非03表); ids ours. XR is the effect of exchange rates. */
export const CASH_LINES = [
  'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B9', 'B10', 'B11',
  'I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7',
  'F1', 'F2', 'F3', 'F4', 'F5', 'XR',
] as const // biome-ignore format: one row per section of the form
export type CashLine = (typeof CASH_LINES)[number]

/** `close` entries are left out of the activity statement; `opening` entries stand before the first month. */
export const ENTRY_TYPES = ['ordinary', 'opening', 'close'] as const
export type EntryType = (typeof ENTRY_TYPES)[number]

/** A paper behind an entry: what it is and who made it (K21: a limit is never set or lifted by the board alone). */
export const PAPER_KINDS = ['source', 'approval', 'limit', 'allocation_key', 'hand_over', 'count', 'agreement'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]
export const PAPER_MAKERS = ['giver', 'law', 'plan', 'term', 'board', 'outside', 'own'] as const
export type PaperMaker = (typeof PAPER_MAKERS)[number]

/** `2026-03-05`, a business date in Asia/Shanghai. */
export type DateText = string
/** `2026-03`; `2026-00` stands before the first month of a year and holds the opening entry. */
export type MonthText = string

/** Money of no community fund: the host's own. */
export const GENERAL_FUND = 'general'

/** From this day on the 2024 edition is in force (N24 art. 94). */
export const EDITION_2024_FROM: DateText = '2026-01-01'

export function editionOn(date: DateText): Edition {
  return date < EDITION_2024_FROM ? '2004' : '2024'
}
