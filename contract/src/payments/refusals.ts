import type { Refusals } from '../kit/problem.ts'

/** In the order in which they are checked. */
export const refusals = {
  account_not_found: { status: 404 },
  line_not_found: { status: 404 },
  match_not_found: { status: 404 },
  ledger_account_taken: { status: 409 },
  number_taken: { status: 409 },
  column_missing: { status: 422 },
  column_twice: { status: 422 },
  file_empty: { status: 422 },
  rows_wrong: { status: 422 },
  row_day_unreadable: { status: 422 },
  row_amount_unreadable: { status: 422 },
  row_amount_missing: { status: 422 },
  row_before_start: { status: 422 },
  row_in_future: { status: 422 },
  row_text_too_long: { status: 422 },
  reference_with_other_amount: { status: 409 },
  nothing_chosen: { status: 422 },
  already_matched: { status: 409 },
  not_of_this_account: { status: 422 },
  sums_differ: { status: 422 },
  already_undone: { status: 409 },
  month_not_over: { status: 409 },
  statement_differs: { status: 409 },
} as const satisfies Refusals
