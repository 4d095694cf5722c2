import { concat, toUtf8 } from './bytes.ts'
import { decodeRecord, encodeRecord, type ValuesOf, writeRecord } from './codec.ts'
import { Malformed } from './malformed.ts'
import type { Sha256 } from './sha256.ts'
import { Writer } from './writer.ts'

// A leaf commits to parts. A part is what is disclosed together: the public half of a line, or the private one.
// Frozen: a change of any schema or number here is a new leaf version, never an edit.

const ENTRY_HEAD = {
  /** Code of the book (账套) the entry stands in. */
  book: 'text',
  /** 凭证号 within the book, once it has one. */
  entryNumber: 'text?',
  /** 记账日期. */
  postedOn: 'date',
  /** Date on the source document (原始凭证). */
  documentOn: 'date',
  /** Code of what the entry records, e.g. `gift`. */
  source: 'text',
  /** Public id of that document, where the public books show one. */
  sourceId: 'text?',
} as const

const ENTRY_LINE = {
  /** Code of the ledger account (科目). */
  account: 'text',
  side: 'side',
  amount: 'fen',
  /** Code of the restriction (限定 or 非限定). */
  restriction: 'text',
  fund: 'text?',
  project: 'text?',
  costKind: 'text?',
} as const

const LINE_DETAIL = { gift: 'text?', counterparty: 'text?', memo: 'text?' } as const

const RESOLUTION = {
  /** Code of the body that resolved. */
  body: 'text',
  fund: 'text?',
  /** Code of the matter, e.g. `pay_out`. */
  matter: 'text',
  decidedOn: 'date',
  /** Code of the outcome, e.g. `adopted`. */
  outcome: 'text',
  /** Version of the fund rules (管理办法) the vote was counted under. */
  rules: 'text',
  seats: 'count',
  present: 'count',
  inFavour: 'count',
  against: 'count',
  abstained: 'count',
  recused: 'count',
  /** The most that may be paid under it. */
  cap: 'fen?',
  /** SHA-256 of the published text. */
  document: 'digest?',
} as const

const RESOLUTION_DETAIL = { payee: 'text?', memo: 'text?' } as const

const DISCLOSURE = {
  publisher: 'text',
  /** Code of what was disclosed, e.g. `annual_report`. */
  subject: 'text',
  period: 'text?',
  publishedOn: 'date',
  /** SHA-256 of the published document. */
  document: 'digest',
} as const

const DISCLOSURE_DETAIL = { memo: 'text?' } as const

export const PARTS = {
  entry_head: { number: 1, schema: ENTRY_HEAD },
  entry_line: { number: 2, schema: ENTRY_LINE },
  line_detail: { number: 3, schema: LINE_DETAIL },
  resolution: { number: 4, schema: RESOLUTION },
  resolution_detail: { number: 5, schema: RESOLUTION_DETAIL },
  disclosure: { number: 6, schema: DISCLOSURE },
  disclosure_detail: { number: 7, schema: DISCLOSURE_DETAIL },
} as const

export type PartType = keyof typeof PARTS
type PartValues<T extends PartType> = ValuesOf<(typeof PARTS)[T]['schema']>
/** A part's type with its fields, for every type. */
export type PartContent = { [T in PartType]: { readonly type: T; readonly values: PartValues<T> } }[PartType]

export const SALT_SIZE = 16
const COMMITMENT_TAG = toUtf8('shanju/commitment/v1\n')

export function encodePart(part: PartContent): Uint8Array {
  return encodeRecord(PARTS[part.type].schema, part.values)
}

/** The fields in a part's bytes; throws `Malformed` for anything but their one encoding. */
export function decodePart(type: PartType, bytes: Uint8Array): PartContent {
  return { type, values: decodeRecord(PARTS[type].schema, bytes) } as PartContent
}

/**
 * The commitment that stands in the log for a part. With 16 random bytes of salt nobody can find the part by guessing;
 * once the salt is erased, not even its author can show what was there.
 */
export function commitmentOf(hash: Sha256, type: PartType, salt: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (salt.length !== SALT_SIZE) throw new Malformed('salt', 'not 16 bytes')
  return hash(concat(COMMITMENT_TAG, Uint8Array.of(PARTS[type].number), salt, bytes))
}

/** The same commitment, of a part not yet in bytes. The writer is the caller's, to be used for many. */
export function commitmentOfContent(
  hash: Sha256,
  part: PartContent,
  salt: Uint8Array,
  writer = new Writer(),
): Uint8Array {
  if (salt.length !== SALT_SIZE) throw new Malformed('salt', 'not 16 bytes')
  const { number, schema } = PARTS[part.type]
  writer.reset().bytes(COMMITMENT_TAG)
  writer.uint8(number)
  writer.bytes(salt)
  writeRecord(writer, schema, part.values)
  return hash(writer.written())
}
