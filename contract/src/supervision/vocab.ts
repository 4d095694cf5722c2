/** What a complaint may be about. */
export const COMPLAINT_KINDS = ['gift', 'fund', 'organisation'] as const

/** Follows from the answers: none yet, some, or one that closes it. */
export const COMPLAINT_STATES = ['open', 'answered', 'closed'] as const
