import type { Refusals } from '../kit/problem.ts'

/** In the order in which they are checked. */
export const refusals = {
  about_unknown: { status: 404 },
  complaint_not_found: { status: 404 },
  complaint_closed: { status: 409 },
} as const satisfies Refusals
