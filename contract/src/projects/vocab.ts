/** The group of people a project is for, each with the programme of the plan that bears its name. */
export const PEOPLE_GROUPS = ['elderly', 'orphans', 'poor', 'disabled', 'all'] as const

/** How the need became known. */
export const NEED_SOURCES = ['visit', 'application', 'assembly', 'authority', 'organisation'] as const

/**
 * Where a project stands, in the order of its ordinary way and then what leads off it. `approved` and `voted_down` are
 * never written: they follow from what the group and the host's board decided on its motion.
 */
export const PROJECT_STATES = [
  'idea',
  'studied',
  'listed',
  'proposed',
  'noticed',
  'voting',
  'approved',
  'announced',
  'agreed',
  'running',
  'paused',
  'submitted',
  'accepted',
  'evaluated',
  'closed',
  'declined',
  'voted_down',
  'appealed',
  'stopped',
] as const
export type ProjectState = (typeof PROJECT_STATES)[number]

export const EVIDENCE_KINDS = ['photo', 'document', 'sign_in', 'agreement'] as const

/** What a file may be, by its first bytes. */
export const EVIDENCE_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const
export type EvidenceType = (typeof EVIDENCE_TYPES)[number]

/** What becomes of money that is left (CL art. 58): back to the limit it came from, or on to a project of near purpose. */
export const SURPLUS_TREATMENTS = ['return_to_limit', 'other_project'] as const

export const EVALUATIONS = ['good', 'fair', 'poor'] as const

/** How a motion about a project stands: put, carried, fallen, or to be put again. */
export const DECISION_STATES = ['waiting', 'carried', 'fallen', 'void'] as const
