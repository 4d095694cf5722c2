import type { Refusals } from '../kit/problem.ts'

/** In the order in which they are checked. */
export const refusals = {
  ballot_not_found: { status: 404 },
  option_not_found: { status: 404 },
  voter_not_found: { status: 404 },
  project_not_found: { status: 404 },
  marks_unfit: { status: 422 },
  closes_too_early: { status: 422 },
  cancelled: { status: 409 },
  already_open: { status: 409 },
  roll_unreadable: { status: 422 },
  roll_too_long: { status: 422 },
  roll_duplicates: { status: 409 },
  roll_empty: { status: 409 },
  budget_too_small: { status: 409 },
  not_open: { status: 409 },
  voting_over: { status: 409 },
  option_withdrawn: { status: 409 },
  code_not_found: { status: 404 },
  marks_wrong: { status: 422 },
  already_voted: { status: 409 },
  still_open: { status: 409 },
  slips_differ: { status: 409 },
  slips_missing: { status: 409 },
  not_closed: { status: 409 },
} as const satisfies Refusals
