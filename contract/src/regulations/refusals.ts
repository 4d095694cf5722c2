import type { Refusals } from '../kit/problem.ts'

/** In the order in which they are checked. */
export const refusals = {
  blocked: { status: 422 },
  reason_needed: { status: 422 },
  changes_nothing: { status: 409 },
  starts_in_past: { status: 422 },
  severity_not_possible: { status: 422 },
  parameter_unknown: { status: 422 },
  parameter_out_of_range: { status: 422 },
  not_the_owner: { status: 403 },
  step_not_from_here: { status: 409 },
  evidence_too_large: { status: 413 },
  evidence_empty: { status: 422 },
} as const satisfies Refusals
