import { fromBase64, toBase64 } from './base64.ts'
import { fromUtf8, toUtf8 } from './bytes.ts'
import { type Checkpoint, parseCheckpoint, parseDecimal } from './checkpoint.ts'
import { Malformed } from './malformed.ts'
import { HASH_SIZE } from './merkle.ts'
import { formatNote } from './note.ts'

const HEADER = 'c2sp.org/tlog-proof@v1'
/** No tree of fewer than 2^63 leaves is deeper. */
const MAX_HASHES = 63

/** c2sp.org/tlog-proof: a head, and the way from one entry up to it. */
export interface LogProof {
  /** Not covered by any signature. We put the opening of the leaf here. */
  readonly extra?: Uint8Array
  readonly index: number
  readonly hashes: readonly Uint8Array[]
  readonly checkpoint: Checkpoint
}

export function formatProof(proof: LogProof): Uint8Array {
  const lines = [
    HEADER,
    ...(proof.extra === undefined ? [] : [`extra ${toBase64(proof.extra)}`]),
    `index ${proof.index}`,
    ...proof.hashes.map(toBase64),
  ]
  return toUtf8(`${lines.join('\n')}\n\n${fromUtf8(formatNote(proof.checkpoint.note))}`)
}

/** Reads a proof file. Whether it proves anything is for the verifier. */
export function parseProof(bytes: Uint8Array): LogProof {
  const text = fromUtf8(bytes)
  const cut = text.indexOf('\n\n')
  if (cut < 0) throw new Malformed('proof', 'no blank line before the checkpoint')
  const [header, ...lines] = text.slice(0, cut).split('\n')
  if (header !== HEADER) throw new Malformed('proof', 'another first line')
  const extra = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined
  const index = lines.shift()
  if (!index?.startsWith('index ')) throw new Malformed('proof', 'no index line')
  if (lines.length > MAX_HASHES) throw new Malformed('proof', 'too many hashes')
  const hashes = lines.map(fromBase64)
  if (hashes.some((node) => node.length !== HASH_SIZE)) throw new Malformed('proof', 'a hash of another length')
  return {
    ...(extra === undefined ? {} : { extra: fromBase64(extra) }),
    index: parseDecimal(index.slice('index '.length)),
    hashes,
    checkpoint: parseCheckpoint(toUtf8(text.slice(cut + 2))),
  }
}
