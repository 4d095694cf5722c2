import { fromBase64, toBase64 } from './base64.ts'
import { Malformed } from './malformed.ts'
import { HASH_SIZE } from './merkle.ts'
import { parseNote, type SignedNote } from './note.ts'

/** What a log says of its tree (c2sp.org/tlog-checkpoint). */
export interface TreeHead {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

export interface Checkpoint extends TreeHead {
  /** Opaque further lines. We write none, and no witness vouches for their meaning. */
  readonly extensions: readonly string[]
  readonly note: SignedNote
}

export function formatTreeHead(head: TreeHead): string {
  return `${head.origin}\n${head.size}\n${toBase64(head.root)}\n`
}

export function parseCheckpoint(bytes: Uint8Array): Checkpoint {
  return readCheckpoint(parseNote(bytes))
}

/** The head a note's text states. Says nothing of its signatures. */
export function readCheckpoint(note: SignedNote): Checkpoint {
  const [origin, sizeText, rootText, ...extensions] = note.text.slice(0, -1).split('\n')
  if (!origin || sizeText === undefined || rootText === undefined) throw new Malformed('checkpoint', 'too few lines')
  if (extensions.includes('')) throw new Malformed('checkpoint', 'an empty line')
  const root = fromBase64(rootText)
  if (root.length !== HASH_SIZE) throw new Malformed('checkpoint', 'a root of another length')
  return { origin, size: parseDecimal(sizeText), root, extensions, note }
}

/**
 * A non-negative decimal without leading zeros. The text allows 64 bits; above 2^53 - 1 we refuse, since no count here
 * comes near it and ordinary numbers would round.
 */
export function parseDecimal(text: string): number {
  const value = Number(text)
  if (!/^(?:0|[1-9][0-9]*)$/.test(text)) throw new Malformed('number', 'not a plain decimal')
  if (!Number.isSafeInteger(value)) throw new Malformed('number', 'too large')
  return value
}
