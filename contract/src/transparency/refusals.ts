import type { Refusals } from '../kit/problem.ts'

/** In the order in which they are checked. */
export const refusals = {
  witness_not_found: { status: 404 },
  row_unknown: { status: 422 },
  not_placed_yet: { status: 409 },
  already_erased: { status: 409 },
  key_unreadable: { status: 422 },
  key_known: { status: 409 },
  quorum_too_large: { status: 422 },
} as const satisfies Refusals
