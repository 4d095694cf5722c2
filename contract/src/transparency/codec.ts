import { sameBytes } from './bytes.ts'
import { Malformed } from './malformed.ts'
import { Reader, type Side } from './wire.ts'
import { Writer } from './writer.ts'

// The one byte form of a record: its fields in the schema's order, none named, none skipped. See README.md, "Fields".

/** The types a field may have. A question mark allows null. */
export type FieldType = 'text' | 'text?' | 'date' | 'date?' | 'fen' | 'fen?' | 'count' | 'side' | 'digest' | 'digest?'

interface FieldValues {
  text: string
  'text?': string | null
  /** Calendar date, YYYY-MM-DD. */
  date: string
  'date?': string | null
  /** Money in fen, from 0 to 2^63 - 1. */
  fen: bigint
  'fen?': bigint | null
  /** 0 to 2^32 - 1. */
  count: number
  side: Side
  /** A SHA-256, e.g. of a published document. */
  digest: Uint8Array
  'digest?': Uint8Array | null
}

type Schema = Readonly<Record<string, FieldType>>
export type ValuesOf<S extends Schema> = { readonly [K in keyof S]: FieldValues[S[K]] }
type FieldValue = FieldValues[FieldType]

const MAX_FEN = 2n ** 63n - 1n
const DIGEST_SIZE = 32

/** Bytes of a record. Text is put in NFC first, so whoever types the same books gets the same bytes. */
export function encodeRecord<S extends Schema>(schema: S, values: ValuesOf<S>): Uint8Array {
  const writer = new Writer()
  writeRecord(writer, schema, values)
  return writer.written().slice()
}

export function writeRecord<S extends Schema>(writer: Writer, schema: S, values: ValuesOf<S>): void {
  for (const name in schema) writeField(writer, schema[name] as FieldType, values[name] ?? null)
}

/** The record in these bytes. Accepts exactly what `encodeRecord` writes, to the last byte. */
export function decodeRecord<S extends Schema>(schema: S, bytes: Uint8Array): ValuesOf<S> {
  const reader = new Reader(bytes)
  const values = Object.fromEntries(Object.entries(schema).map(([name, type]) => [name, decodeField(type, reader)]))
  reader.end()
  const record = values as ValuesOf<S>
  if (!sameBytes(encodeRecord(schema, record), bytes)) throw new Malformed('record', 'not the canonical bytes')
  return record
}

function writeField(writer: Writer, type: FieldType, value: FieldValue): void {
  const optional = type.endsWith('?')
  if (optional && value === null) {
    // The length of an absent text has two bytes, like that of every text.
    if (type === 'text?') writer.uint8(0)
    writer.uint8(0)
    return
  }
  if (optional && type !== 'text?') writer.uint8(1)
  switch (type) {
    case 'text':
    case 'text?':
      writer.text(typeof value === 'string' ? value : refuse('text', 'not text'))
      break
    case 'date':
    case 'date?':
      writer.ascii(typeof value === 'string' && isDate(value) ? value : refuse('date', 'not a calendar date'))
      break
    case 'fen':
    case 'fen?':
      writer.uint64(checkedFen(value))
      break
    case 'count':
      writer.uint32(checkedCount(value))
      break
    case 'side':
      if (value !== 'debit' && value !== 'credit') throw new Malformed('side', 'neither debit nor credit')
      writer.uint8(value === 'debit' ? 1 : 2)
      break
    case 'digest':
    case 'digest?':
      writer.bytes(checkedDigest(value))
      break
  }
}

function decodeField(type: FieldType, reader: Reader): FieldValue {
  switch (type) {
    case 'text':
      return reader.text() ?? refuse('text', 'empty')
    case 'text?':
      return reader.text()
    case 'date':
      return reader.date()
    case 'date?':
      return reader.flag() ? reader.date() : null
    case 'fen':
      return reader.uint64()
    case 'fen?':
      return reader.flag() ? reader.uint64() : null
    case 'count':
      return reader.uint32()
    case 'side':
      return reader.side()
    case 'digest':
      return reader.take(DIGEST_SIZE)
    case 'digest?':
      return reader.flag() ? reader.take(DIGEST_SIZE) : null
  }
}

/** A date that exists, in the one spelling; four-digit years only. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  // Years below 100 are read as 19xx by Date.UTC; no book is that old.
  return Number(year) >= 1000 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}

function checkedFen(value: FieldValue): bigint {
  if (typeof value !== 'bigint' || value < 0n || value > MAX_FEN) return refuse('money', 'not from 0 to 2^63 - 1 fen')
  return value
}

function checkedCount(value: FieldValue): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    return refuse('count', 'not an unsigned 32-bit number')
  }
  return value
}

function checkedDigest(value: FieldValue): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length !== DIGEST_SIZE) return refuse('digest', 'not 32 bytes')
  return value
}

function refuse(what: string, why: string): never {
  throw new Malformed(what, why)
}
