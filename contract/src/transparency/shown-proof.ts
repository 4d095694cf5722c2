import { z } from 'zod'
import { instant } from '../kit/dates.ts'

/** How far the leaf of a row is: it waits for its place or a signed head · the log signed it · enough witnesses did. */
export const LEAF_STATES = ['pending', 'logged', 'witnessed'] as const
export type LeafState = (typeof LEAF_STATES)[number]

/**
 * How far a proof is: as a leaf, or `none` there is nothing to prove · `altered` the tables no longer say what was logged.
 */
const PROOF_STATES = ['none', ...LEAF_STATES, 'altered'] as const

export const shownProof = z.object({
  state: z.enum(PROOF_STATES),
  /** Where it stands; null until it has a place under a signed head. */
  place: z
    .object({
      origin: z.string(),
      index: z.number().int(),
      size: z.number().int(),
      signedAt: instant,
      witnesses: z.object({ have: z.number().int(), need: z.number().int() }),
    })
    .nullable(),
  /** When what is private of it was erased: the proof holds, and no longer lays that open. */
  erasedAt: instant.nullable(),
  /** The compact receipt as base64url: what stands behind the # of a QR code. */
  receipt: z.string().nullable(),
})
export type ShownProof = z.output<typeof shownProof>
