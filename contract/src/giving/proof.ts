import { z } from 'zod'
import { plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { fen } from '../kit/money.ts'
import { route } from '../kit/route.ts'
import { shownProof } from '../transparency/shown-proof.ts'
import { paidFor, publicId } from './shapes.ts'

const byPublicId = z.strictObject({ publicId })
const byEntry = z.strictObject({ entryId: idOf('entry') })

/** One entry of a fund: its lines that move what the fund has, and how far its proof is. */
const publicEntry = z.object({
  id: idOf('entry'),
  number: z.number().int(),
  postedOn: plainDate,
  host: z.object({ id: idOf('org'), name: z.string() }),
  reverses: idOf('entry').nullable(),
  paid: paidFor.nullable(),
  lines: z.array(
    z.object({
      account: z.string(),
      accountName: z.object({ zh: z.string(), en: z.string() }),
      restriction: z.enum(['U', 'R']),
      amountFen: fen,
      fund: z.object({ id: idOf('fund'), name: z.string() }),
      giftPublicId: publicId.nullable(),
    }),
  ),
  proof: shownProof,
})
export type PublicEntry = z.output<typeof publicEntry>

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
  getPublicEntry: route({
    name: 'giving.getPublicEntry',
    method: 'GET',
    path: '/api/v1/giving/entries/:entryId',
    access: 'public',
    summary: 'One entry of the books of funds, without the words of people, and where it stands in the public log',
    params: byEntry,
    output: publicEntry,
    refuses: ['giving.entry_not_found'],
  }),
  getPublicEntryProof: route({
    name: 'giving.getPublicEntryProof',
    method: 'GET',
    path: '/api/v1/giving/entries/:entryId/proof/file',
    access: 'public',
    summary: 'The proof of such an entry as a file (c2sp.org/tlog-proof) that lays open what is public of it',
    params: byEntry,
    output: z.undefined(),
    answers: 'text/plain',
    refuses: ['giving.entry_not_found', 'giving.proof_pending'],
  }),
} as const
