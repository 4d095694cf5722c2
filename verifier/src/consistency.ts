import { sameBytes } from '@shanju/contract/transparency/bytes.ts'
import { type Checkpoint, parseCheckpoint, type TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { type HeadVerdict, judgeHead } from '@shanju/contract/transparency/judge.ts'
import { attempt } from '@shanju/contract/transparency/malformed.ts'
import { consistencyProof, verifyConsistency as holds } from '@shanju/contract/transparency/merkle-proof.ts'
import type { Policy } from '@shanju/contract/transparency/policy.ts'
import { readerOfTiles, tilesFor } from '@shanju/contract/transparency/tile-reader.ts'
import type { VerifierCrypto } from './crypto.ts'
import { type FetchResource, fetchTile } from './source.ts'

/**
 * `consistent` the newer head only appended · `forked` one log signed two histories, which the two heads prove to anyone
 * · `not_shown` the log's tiles do not lead from one to the other · `untrusted` a head the policy does not believe, so
 * nothing can be laid at the log's door · `other_log` heads of two logs · `unreadable`.
 */
export type ConsistencyState = 'consistent' | 'forked' | 'not_shown' | 'untrusted' | 'other_log' | 'unreadable'

export interface ConsistencyResult {
  readonly state: ConsistencyState
  readonly older?: HeadVerdict
  readonly newer?: HeadVerdict
}

/** Compares two signed heads of one log, given in either order, reading the tiles of the larger tree. */
export async function verifyConsistency(
  crypto: VerifierCrypto,
  policy: Policy,
  heads: readonly [Uint8Array, Uint8Array],
  fetch: FetchResource,
): Promise<ConsistencyResult> {
  const [a, b] = heads.map((bytes) => attempt(() => parseCheckpoint(bytes)))
  if (a === undefined || b === undefined) return { state: 'unreadable' }
  if (a.origin !== b.origin) return { state: 'other_log' }
  const [first, second] = a.size <= b.size ? [a, b] : [b, a]
  const older = await judgeHead(crypto, policy, first)
  const newer = await judgeHead(crypto, policy, second)
  if (!isSigned(older) || !isSigned(newer)) return { state: 'untrusted', older, newer }
  return { state: await compare(crypto, first, second, fetch), older, newer }
}

/** Whether tiles lead from an earlier head to a later one of the same log. */
async function leadsFrom(
  crypto: VerifierCrypto,
  older: TreeHead,
  newer: TreeHead,
  fetch: FetchResource,
): Promise<boolean> {
  if (older.size > newer.size) return false
  const tiles = tilesFor(newer.size, (read, hash) => consistencyProof(hash, read, older.size, newer.size))
  const bytes = await Promise.all(tiles.map((tile) => fetchTile(fetch, tile)))
  const byPlace = new Map(tiles.map((tile, i) => [`${tile.level}/${tile.index}`, bytes[i]]))
  const read = readerOfTiles(crypto.sha256, (level, index) => byPlace.get(`${level}/${index}`))
  const proof = attempt(() => consistencyProof(crypto.sha256, read, older.size, newer.size))
  return proof !== undefined && holds(crypto.sha256, older, newer, proof)
}

async function compare(
  crypto: VerifierCrypto,
  first: Checkpoint,
  second: Checkpoint,
  fetch: FetchResource,
): Promise<ConsistencyState> {
  if (first.size === second.size) return sameBytes(first.root, second.root) ? 'consistent' : 'forked'
  return (await leadsFrom(crypto, first, second, fetch)) ? 'consistent' : 'not_shown'
}

/** For holding a log to its word its own signature is enough. */
function isSigned(verdict: HeadVerdict): boolean {
  return verdict.logSigned && verdict.state !== 'bad_signature'
}
