import { randomBytes } from 'node:crypto'
import { encodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { SALT_SIZE } from '@shanju/contract/transparency/parts.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type LeafDraft, sealLeaf } from '../logic/seal-leaf.ts'

/**
 * Seals rows for the log under fresh salts and leaves them for the sequencer: one row in one statement, whatever their
 * number, under no lock. They stand or fall with the caller's transaction; their places in the log come after it.
 */
export async function stageLeaves(tx: Tx, drafts: readonly LeafDraft[]): Promise<void> {
  if (drafts.length === 0) return
  const chance = randomBytes(SALT_SIZE * drafts.reduce((sum, { parts }) => sum + parts.length, 0))
  const salts: Uint8Array[] = []
  let at = 0
  for (const { parts } of drafts) {
    salts.push(chance.subarray(at, at + parts.length * SALT_SIZE))
    at += parts.length * SALT_SIZE
  }
  const leaves = drafts.map((draft, n) => sealLeaf(sha256, draft, salts[n] ?? chance))
  await sql`insert into transparency.staged (id, subjects, leaves, salts, staged_at)
    values (${uuidv7(tx.now)}, ${drafts.map(({ subjectId }) => subjectId)}, ${Buffer.from(encodeBundle(leaves))},
      ${Buffer.from(encodeBundle(salts))}, ${tx.now})`.execute(tx.db)
}
