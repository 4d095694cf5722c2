import { z } from 'zod'
import { route } from '../kit/route.ts'
import { shownProof } from '../transparency/shown-proof.ts'
import { publicId } from './shapes.ts'

const byPublicId = z.strictObject({ publicId })

export const proofRoutes = {
  getProof: route({
    name: 'giving.getProof',
    method: 'GET',
    path: '/api/v1/giving/public/:publicId/proof',
    access: 'public',
    summary: 'Where a gift’s entry stands in the public log, and the receipt that proves it without any server',
    params: byPublicId,
    output: shownProof,
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
