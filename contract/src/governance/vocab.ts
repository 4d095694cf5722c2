/** Seats of a management group: the five kinds of 鄂民发〔2024〕92号 二(一)5 ("等" leaves the list open), and who sits in. */
export const SEAT_KINDS = [
  'town_lead',
  'community_lead',
  'host_designate',
  'donor',
  'resident',
  'other',
  'supervisor',
] as const
export type SeatKind = (typeof SEAT_KINDS)[number]

/** The five the plan names. */
export const NAMED_KINDS = ['town_lead', 'community_lead', 'host_designate', 'donor', 'resident'] as const

/** A supervisor sits in and has no vote. */
export const votes = (kind: SeatKind): boolean => kind !== 'supervisor'

/** How a representative of the residents was chosen. */
export const CHOSEN_BY = ['election', 'assembly', 'recommendation', 'lot'] as const

export const SEAT_END_REASONS = ['resigned', 'replaced', 'removed', 'deceased'] as const

/** HN: five or more, and an odd number. */
export const LEAST_SEATS = 5
/** With fewer than three, or fewer than half, left after recusals the host's board decides. */
export const LEAST_DECIDING = 3

export const MEETING_KINDS = ['gathered', 'written'] as const
export const ATTENDANCE_MANNERS = ['in_person', 'link', 'paper', 'leave'] as const

/**
 * What may be put to a group. Money: grant (one payee), standing (small direct aid under a cap), emergency (paid first,
 * ratified after), invest (CL art. 55). Others: rules, ratify, revoke, change_use (CL art. 56), other.
 */
export const MOTION_KINDS = [
  'rules',
  'grant',
  'standing',
  'emergency',
  'ratify',
  'revoke',
  'change_use',
  'invest',
  'other',
] as const
export type MotionKind = (typeof MOTION_KINDS)[number]

const MONEY_KINDS = ['grant', 'standing', 'emergency', 'invest'] as const
export const isMoney = (kind: MotionKind): boolean => MONEY_KINDS.some((each) => each === kind)

/** Decided by the larger majority whatever the sum. */
export const SPECIAL_KINDS = ['rules', 'revoke', 'change_use', 'invest'] as const

export const CHOICES = ['yes', 'no', 'blank'] as const
export type Choice = (typeof CHOICES)[number]

export const VOTE_MANNERS = ['link', 'paper', 'hand'] as const
export type VoteManner = (typeof VOTE_MANNERS)[number]

export const RECUSAL_KINDS = ['interest', 'kinship'] as const
export const RECUSAL_BY = ['member', 'staff'] as const

/** How the party organisation is heard (plan 二(一)1): its head; where there is none, the stated fallbacks; or later. */
export const GATE_ROUTES = ['head', 'instructor', 'liaison', 'union', 'youth_league', 'later'] as const
export const GATE_VIEWS = ['agrees', 'remarks', 'disagrees'] as const

export const OUTCOMES = ['passed', 'failed', 'no_quorum', 'referred'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why the host's board decides as well: beyond the delegation, by law, or because too few are left to decide. */
export const BOARD_REASONS = [
  'too_few',
  'investment',
  'change_of_use',
  'no_delegation',
  'above_ceiling',
  'outside_subjects',
  'outside_term',
] as const
export type BoardReason = (typeof BOARD_REASONS)[number]

/** Follows from what was written about a motion. `awaiting_board`: decided by the group, and the board is to decide too. */
export const MOTION_STATES = [
  'draft',
  'open',
  'withdrawn',
  'failed',
  'no_quorum',
  'awaiting_board',
  'carried',
  'refused',
] as const
export type MotionState = (typeof MOTION_STATES)[number]

/** Wrong second facts before a link is locked. */
export const MOST_TRIES = 5
