import type { Refusals } from '../kit/problem.ts'

/** In the order in which they are checked. */
export const refusals = {
  ended: { status: 409 },
  effective_in_future: { status: 422 },
  effective_before_earlier_change: { status: 422 },
  city_stays: { status: 422 },
  different_levels: { status: 422 },
  kind_of_other_level: { status: 422 },
  code_of_other_level: { status: 422 },
  exists_with_same_code: { status: 409 },
  nothing_to_merge: { status: 422 },
  part_named_twice: { status: 422 },
  part_is_another: { status: 422 },
  child_of_another: { status: 422 },
  child_named_twice: { status: 422 },
  children_left_over: { status: 422 },
  name_unchanged: { status: 422 },
  urban_only_for_communities: { status: 422 },
} as const satisfies Refusals
