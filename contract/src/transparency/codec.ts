import { concat, sameBytes, toUtf8 } from './bytes.ts'
import { Malformed } from './malformed.ts'
import { Reader, type Side, uint16, uint32, uint64 } from './wire.ts'

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
  return concat(...Object.entries(schema).map(([name, type]) => encodeField(type, values[name] ?? null)))
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

function encodeField(type: FieldType, value: FieldValue): Uint8Array {
  if (type.endsWith('?') && value === null) return type === 'text?' ? uint16(0) : Uint8Array.of(0)
  switch (type) {
    case 'text':
    case 'text?':
      return encodeText(value)
    case 'date':
      return encodeDate(value)
    case 'date?':
      return concat(Uint8Array.of(1), encodeDate(value))
    case 'fen':
      return encodeFen(value)
    case 'fen?':
      return concat(Uint8Array.of(1), encodeFen(value))
    case 'count':
      return encodeCount(value)
    case 'side':
      if (value !== 'debit' && value !== 'credit') throw new Malformed('side', 'neither debit nor credit')
      return Uint8Array.of(value === 'debit' ? 1 : 2)
    case 'digest':
      return encodeDigest(value)
    case 'digest?':
      return concat(Uint8Array.of(1), encodeDigest(value))
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

/** Length-prefixed text in NFC, 1 to 65,535 bytes. */
function encodeText(value: FieldValue): Uint8Array {
  if (typeof value !== 'string') return refuse('text', 'not text')
  const bytes = toUtf8(value.normalize('NFC'))
  if (bytes.length === 0 || bytes.length > 0xffff) throw new Malformed('text', 'empty or too long')
  return concat(uint16(bytes.length), bytes)
}

function encodeDate(value: FieldValue): Uint8Array {
  if (typeof value !== 'string' || !isDate(value)) return refuse('date', 'not a calendar date')
  return toUtf8(value)
}

/** A date that exists, in the one spelling; four-digit years only. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  // Years below 100 are read as 19xx by Date.UTC; no book is that old.
  return Number(year) >= 1000 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}

function encodeFen(value: FieldValue): Uint8Array {
  if (typeof value !== 'bigint' || value < 0n || value > MAX_FEN) return refuse('money', 'not from 0 to 2^63 - 1 fen')
  return uint64(value)
}

function encodeCount(value: FieldValue): Uint8Array {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    return refuse('count', 'not an unsigned 32-bit number')
  }
  return uint32(value)
}

function encodeDigest(value: FieldValue): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length !== DIGEST_SIZE) return refuse('digest', 'not 32 bytes')
  return value
}

function refuse(what: string, why: string): never {
  throw new Malformed(what, why)
}
