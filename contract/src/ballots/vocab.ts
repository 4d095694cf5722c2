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
export const REASONS = [
  'supporters_paid',
  'filled_up',
  'most_votes',
  'most_votes_per_yuan',
  'withdrawn',
  'no_votes',
  'supporters_short',
  'too_dear',
] as const
export type Reason = (typeof REASONS)[number]

export const ROLL_KINDS = ['household', 'person'] as const
export const VOTE_MANNERS = ['code', 'paper'] as const
/** `ended` is open past its closing moment: nobody votes any more, slips are still keyed. */
export const BALLOT_STATES = ['planned', 'open', 'ended', 'closed', 'cancelled'] as const
export type BallotState = (typeof BALLOT_STATES)[number]
export const SLIP_STATES = ['once', 'agreed', 'differs'] as const
export type SlipState = (typeof SLIP_STATES)[number]

export const MOST_OPTIONS = 64
export const MOST_ROLL = 100_000
/** Codes are told in so many at a time: a stack of slips to print. */
export const MOST_CODES = 200
