import type { Refusals } from '../kit/problem.ts'

/** In the order in which they are checked. */
export const refusals = {
  credit_code_wrong: { status: 422, law: 'GB 32100-2015' },
  demonstration_needs_wrong_code: { status: 422 },
  demonstration_needs_name: { status: 422 },
  exists_with_same_credit_code: { status: 409 },
  division_not_in_force: { status: 422 },
  changed_meanwhile: { status: 409 },
  status_step_not_open: { status: 409 },
  status_needs_day: { status: 422 },
  status_in_future: { status: 422 },
} as const satisfies Refusals
