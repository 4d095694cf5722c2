import { toBase64Url } from '@shanju/contract/transparency/base64.ts'
import { fromUtf8, sameBytes, toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { parseCheckpoint } from '@shanju/contract/transparency/checkpoint.ts'
import { compactSignatures, encodeCompact } from '@shanju/contract/transparency/compact.ts'
import { encodeEvidence } from '@shanju/contract/transparency/evidence.ts'
import { encodeLeaf } from '@shanju/contract/transparency/leaf.ts'
import { leafHash } from '@shanju/contract/transparency/merkle.ts'
import { inclusionProof, rootFromInclusion } from '@shanju/contract/transparency/merkle-proof.ts'
import { openParts } from '@shanju/contract/transparency/opening.ts'
import { formatProof } from '@shanju/contract/transparency/proof.ts'
import { readerOfTiles, tilesFor } from '@shanju/contract/transparency/tile-reader.ts'
import { parseVkey } from '@shanju/contract/transparency/vkey.ts'
import { sql } from 'kysely'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import { logKey } from '../log-key.ts'
import { commitmentsOf, type LeafDraft, leafOf, sealedParts } from '../logic/seal-leaf.ts'
import { erasuresOf } from './erasures.ts'
import { checkpointOf, type HeadRow, headFor } from './heads.ts'
import { type LogRow, listLogs } from './logs.ts'
import { tilesAt } from './tiles.ts'
import { quorumThreshold, witnessVkeys } from './witnesses.ts'

/** A row's proof, or how far it is: `ShownProof` of the contract says what the words mean. */
export type Proof =
  | { readonly state: 'pending' | 'altered' }
  | {
      readonly state: 'logged' | 'witnessed'
      readonly origin: string
      readonly index: number
      readonly size: number
      readonly signedAt: Date
      readonly witnesses: { readonly have: number; readonly need: number }
      /** When the private parts were erased; they can no longer be laid open. */
      readonly erasedAt: Date | null
      /** The compact receipt, base64url. */
      readonly receipt: string
      /** The proof file. */
      readonly file: string
    }

interface Place {
  readonly logNo: number
  readonly index: number
  readonly salts: Uint8Array
}

/** Where a row stands in the log, once it was sequenced. */
export async function placeOf(tx: Tx, subjectId: string): Promise<Place | undefined> {
  const { rows } = await sql<Place>`
    select log_no as "logNo", leaf_index::float8 as index, salts from transparency.openings where subject_id = ${subjectId}`.execute(
    tx.db,
  )
  return rows[0]
}

/**
 * Proves a row as the books tell it now, under the newest head that enough witnesses stand behind, or else the newest of all.
 * @param open the parts to be laid open, by index; of the others only what leads to the root
 */
export async function prove(tx: Tx, draft: LeafDraft, open: readonly number[]): Promise<Proof> {
  const place = await placeOf(tx, draft.subjectId)
  const log = place && (await listLogs(tx)).find(({ no }) => no === place.logNo)
  if (!log || place.index >= log.published) return { state: 'pending' }
  const need = await quorumThreshold(tx)
  const head = await headFor(tx, log.no, place.index, need)
  if (!head) return { state: 'pending' }
  const salts = new Uint8Array(place.salts)
  if (salts.length !== draft.parts.length * 16) return { state: 'altered' }
  const gone = (await erasuresOf(tx, [draft.subjectId])).get(draft.subjectId)
  const commitments = commitmentsOf(sha256, draft.parts, salts, gone?.erased)
  const leaf = leafOf(sha256, draft, commitments)
  const hashes = await pathOf(tx, log, place.index, head.size)
  const root = rootFromInclusion(sha256, leafHash(sha256, encodeLeaf(leaf)), place.index, head.size, hashes)
  if (root === undefined || !sameBytes(root, head.root)) return { state: 'altered' }
  const shown = open.filter((part) => !gone?.erased.has(part))
  const opening = openParts(sha256, commitments, new Map(sealedParts(draft.parts, salts).entries()), shown)
  const checkpoint = parseCheckpoint(toUtf8(checkpointOf(head)))
  const keys = [logKey(tx.secrets, log.origin).vkey, ...(await witnessVkeys(tx)).map((vkey) => parseVkey(sha256, vkey))]
  const { index } = place
  const compact = { leaf, opening, index, size: head.size, hashes, ...compactSignatures(checkpoint, keys) }
  const evidence = encodeEvidence({ leaf: encodeLeaf(leaf), opening })
  return {
    state: need > 0 && head.witnesses >= need ? 'witnessed' : 'logged',
    origin: log.origin,
    index,
    size: head.size,
    signedAt: head.signedAt,
    witnesses: { have: head.witnesses, need },
    erasedAt: gone?.erasedAt ?? null,
    receipt: toBase64Url(encodeCompact(compact)),
    file: fromUtf8(formatProof({ extra: evidence, index, hashes, checkpoint })),
  }
}

/** Sibling hashes from a leaf up to the root of a head, out of the stored tiles. */
async function pathOf(tx: Tx, log: LogRow, index: number, size: HeadRow['size']): Promise<Uint8Array[]> {
  const wanted = tilesFor(size, (read, nothing) => inclusionProof(nothing, read, index, size))
  const places = wanted.map((tile) => ({ level: Number(tile.level), place: tile.index }))
  const stored = new Map((await tilesAt(tx, log.no, places)).map((tile) => [`${tile.level}/${tile.place}`, tile.bytes]))
  return inclusionProof(
    sha256,
    readerOfTiles(sha256, (level, place) => stored.get(`${level}/${place}`)),
    index,
    size,
  )
}
