import { concat, fromUtf8, toHex } from './bytes.ts'
import { Malformed } from './malformed.ts'

// Fixed-width numbers are big-endian, as in everything else the log signs.

export type Side = 'debit' | 'credit'

const DATE_SIZE = 10

/** Reads forward through bytes; every method throws `Malformed` when they run out. */
export class Reader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  take(length: number): Uint8Array {
    const part = this.#bytes.slice(this.#at, this.#at + length)
    if (part.length !== length) throw new Malformed('bytes', 'cut short')
    this.#at += length
    return part
  }

  uint8(): number {
    return viewOf(this.take(1)).getUint8(0)
  }

  uint16(): number {
    return viewOf(this.take(2)).getUint16(0)
  }

  uint32(): number {
    return viewOf(this.take(4)).getUint32(0)
  }

  uint64(): bigint {
    return viewOf(this.take(8)).getBigUint64(0)
  }

  flag(): boolean {
    const value = this.uint8()
    if (value > 1) throw new Malformed('flag', 'neither 0 nor 1')
    return value === 1
  }

  text(): string | null {
    const length = this.uint16()
    return length === 0 ? null : fromUtf8(this.take(length))
  }

  date(): string {
    return fromUtf8(this.take(DATE_SIZE))
  }

  side(): Side {
    const value = this.uint8()
    if (value !== 1 && value !== 2) throw new Malformed('side', 'neither debit nor credit')
    return value === 1 ? 'debit' : 'credit'
  }

  /** An unsigned number in groups of seven bits, lowest first, in the fewest bytes. */
  varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.uint8()
      value += (byte & 0x7f) * scale
      if (!Number.isSafeInteger(value)) throw new Malformed('number', 'too large')
      if (byte === 0 && scale > 1) throw new Malformed('number', 'longer than it need be')
      if (byte < 0x80) return value
    }
  }

  /** Nothing may follow. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new Malformed('bytes', 'something follows')
  }
}

/** A part may be a view into something larger: Node's buffers are. */
const viewOf = (part: Uint8Array): DataView => new DataView(part.buffer, part.byteOffset, part.length)

export function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >>> 8, value & 0xff)
}

export function uint32(value: number): Uint8Array {
  const out = new Uint8Array(4)
  new DataView(out.buffer).setUint32(0, value)
  return out
}

export function uint64(value: bigint): Uint8Array {
  const out = new Uint8Array(8)
  new DataView(out.buffer).setBigUint64(0, value)
  return out
}

/** Seven bits a byte, lowest group first, as `Reader.varint` reads them. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  return Uint8Array.of(...bytes, rest)
}

/** Bytes behind their own length. */
export function prefixed(bytes: Uint8Array): Uint8Array {
  return concat(varint(bytes.length), bytes)
}

const HYPHEN = 0x2d
const NINE = 0x39
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The 16 bytes of a UUID written in lower case with hyphens. */
export function encodeUuid(text: string): Uint8Array {
  if (!UUID.test(text)) throw new Malformed('id', 'not a lower-case UUID')
  const out = new Uint8Array(16)
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === HYPHEN) continue
    const digit = code <= NINE ? code - 0x30 : code - 0x57
    out[at >> 1] = ((out[at >> 1] ?? 0) << 4) | digit
    at++
  }
  return out
}

export function decodeUuid(bytes: Uint8Array): string {
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
