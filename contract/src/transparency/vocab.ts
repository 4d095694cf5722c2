/**
 * How a witness stands: `fresh` it cosigned a head lately · `late` it cosigned once, not lately · `silent` it never did ·
 * `trouble` the last attempt ended as `problem` says.
 */
export const WITNESS_STATES = ['fresh', 'late', 'silent', 'trouble'] as const
export type WitnessState = (typeof WITNESS_STATES)[number]

/**
 * Why a witness gave no cosignature: it cannot be reached · it answers something else · its signature does not verify · it saw another tree
 * of ours · it saw a larger one.
 */
export const WITNESS_PROBLEMS = ['unreachable', 'refused', 'bad_signature', 'other_tree', 'ahead'] as const
export type WitnessProblem = (typeof WITNESS_PROBLEMS)[number]
