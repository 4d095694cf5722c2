/** How the votes are counted; in the order in which a form offers them. */
export const COUNT_RULES = [
  'equal_shares',
  'equal_shares_add1',
  'equal_shares_add1u',
  'approval',
  'greedy',
  'plurality',
] as const
export type CountRule = (typeof COUNT_RULES)[number]

/** Why an option is in, or why it is not. */
export type Reason =
  | 'supporters_paid'
  | 'filled_up'
  | 'most_votes'
  | 'most_votes_per_yuan'
  | 'withdrawn'
  | 'no_votes'
  | 'supporters_short'
  | 'too_dear'
