import type { Refusals } from '../kit/problem.ts'

/** In the order in which they are checked. */
export const refusals = {
  not_found: { status: 404 },
  host_unknown: { status: 422 },
  host_no_charity: { status: 422, law: '鄂民发〔2024〕92号 二(一)3' },
  host_not_active: { status: 409 },
  place_unknown: { status: 422 },
  place_not_below_city: { status: 422, law: '鄂民发〔2024〕92号 二(一)3' },
  opens_in_future: { status: 422 },
  closed: { status: 409 },
  step_not_from_here: { status: 409 },
  exists_with_same_name: { status: 409 },
} as const satisfies Refusals
