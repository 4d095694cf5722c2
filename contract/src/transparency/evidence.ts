import { concat } from './bytes.ts'
import { Malformed } from './malformed.ts'
import { encodeOpening, type Opening, readOpening } from './opening.ts'
import { prefixed, Reader, varint } from './wire.ts'

const VERSION = 1

/** What the `extra` line of our proof files carries: the leaf itself, and what of it is laid open. */
export interface Evidence {
  readonly leaf: Uint8Array
  readonly opening: Opening
}

export function encodeEvidence(evidence: Evidence): Uint8Array {
  return concat(varint(VERSION), prefixed(evidence.leaf), encodeOpening(evidence.opening))
}

export function decodeEvidence(bytes: Uint8Array): Evidence {
  const reader = new Reader(bytes)
  if (reader.varint() !== VERSION) throw new Malformed('evidence', 'a version this tool does not know')
  const leaf = reader.take(reader.varint())
  const opening = readOpening(reader)
  reader.end()
  return { leaf, opening }
}
