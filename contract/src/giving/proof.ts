import { z } from 'zod'
import { instant } from '../kit/dates.ts'
import { route } from '../kit/route.ts'
import { publicId } from './shapes.ts'

/**
 * How far the proof of a gift is: `none` it has no entry · `pending` its leaf waits for its place, or for a signed head ·
 * `logged` proven by the log's own signature · `witnessed` by as many witnesses as the policy asks · `altered` the books no longer say
 * what was logged.
 */
const PROOF_STATES = ['none', 'pending', 'logged', 'witnessed', 'altered'] as const

const giftProof = z.object({
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
  /** The compact receipt as base64url: what stands behind the # of the QR code. */
  receipt: z.string().nullable(),
})
export type GiftProof = z.output<typeof giftProof>

const byPublicId = z.strictObject({ publicId })

export const proofRoutes = {
  getProof: route({
    name: 'giving.getProof',
    method: 'GET',
    path: '/api/v1/giving/public/:publicId/proof',
    access: 'public',
    summary: 'Where a gift’s entry stands in the public log, and the receipt that proves it without any server',
    params: byPublicId,
    output: giftProof,
    refuses: ['giving.not_found'],
  }),
  getProofFile: route({
    name: 'giving.getProofFile',
    method: 'GET',
    path: '/api/v1/giving/public/:publicId/proof/file',
    access: 'public',
    summary: 'The whole proof as a file (c2sp.org/tlog-proof), with all signatures',
    params: byPublicId,
    output: z.undefined(),
    answers: 'text/plain',
    refuses: ['giving.not_found', 'giving.proof_pending'],
  }),
} as const
