import { z } from 'zod'
import { idOf } from '../kit/ids.ts'
import { route } from '../kit/route.ts'
import { shownProof } from '../transparency/shown-proof.ts'

/** Who decided: the group, or its host's board. */
const DECIDERS = ['resolution', 'board'] as const

const decisionProof = z.object({
  proofs: z.array(
    z.object({
      of: z.enum(DECIDERS),
      /** What the log names the row by. */
      row: idOf('leaf'),
      proof: shownProof,
      /** The text whose SHA-256 the proof names as `document`. */
      statement: z.string(),
    }),
  ),
})
export type DecisionProof = z.output<typeof decisionProof>

const byMotion = z.strictObject({ id: idOf('motion') })

export const decisionProofRoutes = {
  decisionProof: route({
    name: 'governance.decisionProof',
    method: 'GET',
    path: '/api/v1/governance/public/motions/:id/proof',
    access: 'public',
    summary:
      'Where a resolution and what the host’s board said stand in the public log, with the statements they commit to',
    params: byMotion,
    output: decisionProof,
    refuses: ['governance.motion_not_found'],
  }),
  decisionProofFile: route({
    name: 'governance.decisionProofFile',
    method: 'GET',
    path: '/api/v1/governance/public/motions/:id/proof/file',
    access: 'public',
    summary: 'The whole proof of a decision as a file (c2sp.org/tlog-proof)',
    params: byMotion,
    query: z.strictObject({ of: z.enum(DECIDERS) }),
    output: z.undefined(),
    answers: 'text/plain',
    refuses: ['governance.motion_not_found', 'governance.proof_pending'],
  }),
} as const
