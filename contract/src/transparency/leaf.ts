import { concat, sameBytes, toUtf8 } from './bytes.ts'
import { Malformed } from './malformed.ts'
import { HASH_SIZE } from './merkle.ts'
import type { PartType } from './parts.ts'
import { decodeUuid, encodeUuid, Reader, uint16, uint32, uint64 } from './wire.ts'

// The bytes of one log entry, version 1. README.md in this folder describes them for other implementations;
// vectors/leaf.json freezes them.

const MAGIC = toUtf8('SJ')
const VERSION = 1
const KIND_NUMBER = { ledger_entry: 1, resolution: 2, disclosure: 3, correction: 4, origin_start: 5 } as const
const REASON_NUMBER = { first: 1, restored: 2 } as const

export type LeafKind = keyof typeof KIND_NUMBER
/** Kinds that have parts, and can be corrected. */
type RecordKind = 'ledger_entry' | 'resolution' | 'disclosure'

interface Committed {
  /** The row the leaf is about. Not personal; in clear, so that anyone sees when one row is logged twice. */
  readonly subjectId: string
  readonly partCount: number
  /** Root over the commitments of the parts, in order. */
  readonly partsRoot: Uint8Array
}

interface RecordLeaf extends Committed {
  readonly kind: RecordKind
}

/** A later record that puts an earlier one right. Its parts are those of the kind it corrects. */
interface CorrectionLeaf extends Committed {
  readonly kind: 'correction'
  readonly correctedKind: RecordKind
  readonly correctedId: string
}

/** The first leaf of every log: names the log, and what it continues. */
interface OriginStartLeaf {
  readonly kind: 'origin_start'
  readonly origin: string
  /** The last head known of the log this one follows, after a restore behind it; null for the first log. */
  readonly previous: PreviousLog | null
}

interface PreviousLog {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  /** Leaves of the previous log that the restored books still hold; those from here up to `size` are the loss. */
  readonly keptSize: number
  /** SHA-256 of the published statement of the loss, when there is one. */
  readonly statement: Uint8Array | null
}

export type CommittedLeaf = RecordLeaf | CorrectionLeaf
export type Leaf = CommittedLeaf | OriginStartLeaf

export function encodeLeaf(leaf: Leaf): Uint8Array {
  const head = concat(MAGIC, Uint8Array.of(VERSION, KIND_NUMBER[leaf.kind]))
  if (leaf.kind === 'origin_start') return concat(head, encodeOrigin(leaf))
  checkPartCount(leaf)
  if (leaf.partsRoot.length !== HASH_SIZE) throw new Malformed('leaf', 'a root of another length')
  const corrected =
    leaf.kind === 'correction'
      ? concat(Uint8Array.of(KIND_NUMBER[leaf.correctedKind]), encodeUuid(leaf.correctedId))
      : new Uint8Array(0)
  return concat(head, encodeUuid(leaf.subjectId), corrected, uint32(leaf.partCount), leaf.partsRoot)
}

/** The leaf in these bytes. Accepts exactly what `encodeLeaf` writes, so no two byte strings mean the same leaf. */
export function decodeLeaf(bytes: Uint8Array): Leaf {
  const reader = new Reader(bytes)
  if (!sameBytes(reader.take(MAGIC.length), MAGIC)) throw new Malformed('leaf', 'not a leaf of this product')
  if (reader.uint8() !== VERSION) throw new Malformed('leaf', 'a version this tool does not know')
  const leaf = readBody(reader)
  reader.end()
  if (!sameBytes(encodeLeaf(leaf), bytes)) throw new Malformed('leaf', 'not the canonical bytes')
  return leaf
}

/** The type of the part at a place. Lines come in pairs: what is public of a line, then what is private. */
export function partTypeAt(leaf: CommittedLeaf, index: number): PartType {
  const kind = leaf.kind === 'correction' ? leaf.correctedKind : leaf.kind
  if (kind === 'ledger_entry') return index === 0 ? 'entry_head' : index % 2 === 1 ? 'entry_line' : 'line_detail'
  return index === 0 ? kind : `${kind}_detail`
}

function readBody(reader: Reader): Leaf {
  const number = reader.uint8()
  if (number === KIND_NUMBER.origin_start) return decodeOrigin(reader)
  if (number === KIND_NUMBER.correction) {
    const subjectId = decodeUuid(reader.take(16))
    const correctedKind = recordKind(reader.uint8())
    const correctedId = decodeUuid(reader.take(16))
    return { kind: 'correction', subjectId, correctedKind, correctedId, ...readParts(reader) }
  }
  return { kind: recordKind(number), subjectId: decodeUuid(reader.take(16)), ...readParts(reader) }
}

function readParts(reader: Reader): { partCount: number; partsRoot: Uint8Array } {
  return { partCount: reader.uint32(), partsRoot: reader.take(HASH_SIZE) }
}

function recordKind(number: number): RecordKind {
  if (number === KIND_NUMBER.ledger_entry) return 'ledger_entry'
  if (number === KIND_NUMBER.resolution) return 'resolution'
  if (number === KIND_NUMBER.disclosure) return 'disclosure'
  throw new Malformed('leaf', 'a kind this tool does not know')
}

/** An entry has a head and at least two lines of two parts each; every other record has its two parts. */
function checkPartCount(leaf: CommittedLeaf): void {
  const kind = leaf.kind === 'correction' ? leaf.correctedKind : leaf.kind
  const { partCount } = leaf
  const fits = kind === 'ledger_entry' ? partCount >= 5 && partCount % 2 === 1 : partCount === 2
  if (!fits || !Number.isInteger(partCount) || partCount > 0xffffffff) throw new Malformed('leaf', 'a wrong part count')
}

function encodeOrigin(leaf: OriginStartLeaf): Uint8Array {
  const { previous } = leaf
  const origin = encodeName(leaf.origin)
  if (previous === null) return concat(Uint8Array.of(REASON_NUMBER.first), origin)
  if (previous.root.length !== HASH_SIZE) throw new Malformed('leaf', 'a root of another length')
  if (previous.keptSize > previous.size) throw new Malformed('leaf', 'more kept than there was')
  const statement = previous.statement
  if (statement !== null && statement.length !== HASH_SIZE) throw new Malformed('leaf', 'a digest of another length')
  return concat(
    Uint8Array.of(REASON_NUMBER.restored),
    origin,
    encodeName(previous.origin),
    uint64(BigInt(previous.size)),
    previous.root,
    uint64(BigInt(previous.keptSize)),
    statement === null ? Uint8Array.of(0) : concat(Uint8Array.of(1), statement),
  )
}

function decodeOrigin(reader: Reader): OriginStartLeaf {
  const reason = reader.uint8()
  const origin = reader.text() ?? ''
  if (reason === REASON_NUMBER.first) return { kind: 'origin_start', origin, previous: null }
  if (reason !== REASON_NUMBER.restored) throw new Malformed('leaf', 'a reason this tool does not know')
  const previousOrigin = reader.text() ?? ''
  const size = readSize(reader)
  const root = reader.take(HASH_SIZE)
  const keptSize = readSize(reader)
  const statement = reader.flag() ? reader.take(HASH_SIZE) : null
  return { kind: 'origin_start', origin, previous: { origin: previousOrigin, size, root, keptSize, statement } }
}

function readSize(reader: Reader): number {
  const size = reader.uint64()
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed('number', 'too large')
  return Number(size)
}

/** A log's name as its checkpoint's first line has it. */
function encodeName(name: string): Uint8Array {
  const bytes = toUtf8(name)
  if (bytes.length === 0 || bytes.length > 255 || name.includes('\n')) throw new Malformed('leaf', 'not a log name')
  return concat(uint16(bytes.length), bytes)
}
