import type { Actor, Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { readFile } from '#platform/files/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { tell } from '../tell.ts'

/** Bind sealed words and files to their columns. */
export const WORDS = 'payments.proofs.words'
export const CONTENT = 'payments.proofs.content'

interface Row {
  readonly fundId: string
  readonly fileId: string | null
  readonly mediaType: string | null
  readonly words: Buffer
}

/** @throws Refusal payments.proof_not_found */
async function getProof(tx: Tx, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select r.fund_id as "fundId", p.file_id as "fileId", p.media_type as "mediaType", p.words
      from payments.proofs p join payments.requests r on r.id = p.request_id where p.id = ${id}`.execute(tx.db)
  if (!rows[0]) throw refuse('payments.proof_not_found')
  return rows[0]
}

/** @throws Refusal payments.proof_not_found */
export const subjectOfProof = async (tx: Tx, id: string): Promise<Subject> =>
  subjectOfFund(tx, (await getProof(tx, id)).fundId)

/** Who confirmed that the help arrived; asking leaves a trail row. @throws Refusal payments.proof_not_found */
export async function readProofWords(tx: Tx, actor: Actor, id: string): Promise<{ words: string }> {
  const { fundId, words } = await getProof(tx, id)
  await tell(tx, actor, 'read_proof', { kind: 'proof', id, fundId })
  return { words: tx.secrets.open(words, WORDS) }
}

/** The signed paper; it names people, so reading it leaves a trail row. @throws Refusal payments.proof_not_found */
export async function readProof(tx: Tx, actor: Actor, id: string): Promise<{ mediaType: string; content: Buffer }> {
  const { fundId, fileId, mediaType } = await getProof(tx, id)
  if (fileId === null || mediaType === null) throw refuse('payments.proof_not_found')
  const { content } = await readFile(tx, fileId)
  await tell(tx, actor, 'read_proof', { kind: 'proof', id, fundId }, { file: fileId })
  return { mediaType, content: tx.secrets.openBytes(content, CONTENT) }
}
