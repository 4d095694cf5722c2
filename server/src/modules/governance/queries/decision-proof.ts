import { Readable } from 'node:stream'
import type { DecisionProof } from '@shanju/contract/governance/decision-proof.ts'
import { sql } from 'kysely'
import { type LeafDraft, type Proof, prove, shownProof } from '#modules/transparency/index.ts'
import type { FileAnswer } from '#platform/http/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { statementOfBoard, statementOfResolution } from './leaf-drafts.ts'

type Of = DecisionProof['proofs'][number]['of']

interface Proven {
  readonly of: Of
  readonly row: string
  readonly proof: Proof
  readonly statement: string
}

/** What stands in the public log about a motion: the group's resolution, then what the board said. */
async function provenOf(tx: Tx, motionId: string): Promise<Proven[]> {
  const { rows } = await sql<{ resolution: string; board: string | null }>`
    select r.id as resolution, b.id as board from governance.resolutions r
      left join governance.board_decisions b on b.motion_id = r.motion_id where r.motion_id = ${motionId}`.execute(
    tx.db,
  )
  const [ids] = rows
  if (!ids) throw refuse('governance.motion_not_found')
  const found: [Of, { draft: LeafDraft; statement: string } | undefined][] = [
    ['resolution', await statementOfResolution(tx, ids.resolution)],
    ['board', ids.board ? await statementOfBoard(tx, ids.board) : undefined],
  ]
  const proven: Proven[] = []
  for (const [of, told] of found) {
    // Only what is public is laid open: figures, and through their digest the statement beside them.
    if (told)
      proven.push({ of, row: told.draft.subjectId, proof: await prove(tx, told.draft, [0]), statement: told.statement })
  }
  return proven
}

/** @throws Refusal governance.motion_not_found, also while the vote runs */
export async function decisionProof(tx: Tx, motionId: string): Promise<DecisionProof> {
  const proven = await provenOf(tx, motionId)
  return { proofs: proven.map(({ proof, ...rest }) => ({ ...rest, proof: shownProof(proof) })) }
}

/** @throws Refusal governance.motion_not_found, proof_pending */
export async function decisionProofFile(tx: Tx, motionId: string, of: Of): Promise<FileAnswer> {
  const found = (await provenOf(tx, motionId)).find((each) => each.of === of)
  if (!found || !('file' in found.proof)) throw refuse('governance.proof_pending')
  return { fileName: `${of}-${motionId}.tlog-proof`, body: Readable.from([found.proof.file]) }
}
