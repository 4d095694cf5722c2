/** Why an entry cannot be posted, in precedence order: the first that applies to the entry, then to its lines. */
export const ENTRY_REFUSALS = [
  'bad_date',
  'before_books_begin',
  'wrong_edition',
  'period_closed',
  'maker_is_checker',
  'too_few_lines',
  'amount_not_positive',
  'unknown_account',
  'account_of_2004',
  'detail_required',
  'restriction_missing',
  'restriction_not_allowed',
  'restriction_wrong_for_account',
  'restriction_id_missing',
  'restriction_id_not_allowed',
  'unknown_restriction',
  'fund_missing',
  'unknown_fund',
  'unknown_project',
  'kind_missing',
  'kind_not_allowed',
  'reach_missing',
  'reach_not_allowed',
  'reach_proof_missing',
  'reach_proof_not_allowed',
  'cash_line_not_allowed',
  'agency_receiver_missing',
  'unbalanced',
  'cash_line_missing',
  'cash_lines_do_not_cancel',
  'agency_unequal',
  'account_not_for_this_type',
  'opening_not_on_first_day',
  'net_asset_move_uneven',
  'restriction_move_without_paper',
] as const
export type EntryRefusalCode = (typeof ENTRY_REFUSALS)[number]

export interface EntryRefusal {
  readonly code: EntryRefusalCode
  /** Index into `lines`, or null when the whole entry is meant. */
  readonly line: number | null
  /** The account, amount or id that is wrong; never personal data. */
  readonly fact: string
}
