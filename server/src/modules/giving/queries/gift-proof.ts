import { Readable } from 'node:stream'
import type { ShownProof } from '@shanju/contract/transparency/shown-proof.ts'
import { sql } from 'kysely'
import { proveEntry } from '#modules/ledger/index.ts'
import { NO_PROOF, shownProof } from '#modules/transparency/index.ts'
import type { FileAnswer } from '#platform/http/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** How far the proof of a gift is, and the receipt for its QR code. @throws Refusal giving.not_found */
export async function giftProof(tx: Tx, publicId: string): Promise<ShownProof> {
  const entry = await entryOf(tx, publicId)
  return entry === null ? NO_PROOF : shownProof(await proveEntry(tx, entry))
}

/** The whole proof as a file. @throws Refusal giving.not_found, proof_pending */
export async function giftProofFile(tx: Tx, publicId: string): Promise<FileAnswer> {
  const entry = await entryOf(tx, publicId)
  const proof = entry === null ? undefined : await proveEntry(tx, entry)
  if (!proof || !('file' in proof)) throw refuse('giving.proof_pending')
  return { fileName: `${publicId}.tlog-proof`, body: Readable.from([proof.file]) }
}

/** The entry that recorded the gift; null for one from before the books. */
async function entryOf(tx: Tx, publicId: string): Promise<string | null> {
  const { rows } = await sql<{ entry: string | null }>`
    select (select e.entry_id from ledger.pub_gift_entries e
             where e.gift_id = g.id and e.reverses is null order by e.number limit 1) as entry
      from giving.pub_gifts g where g.public_id = ${publicId}`.execute(tx.db)
  const [gift] = rows
  if (!gift) throw refuse('giving.not_found')
  return gift.entry
}
