import { toUtf8 } from './bytes.ts'
import { Malformed } from './malformed.ts'

const FIRST_SIZE = 256

/**
 * Writes forward into one growing array. Every gift is sealed in a dozen small pieces while others wait, and a dozen small
 * arrays would cost more than the hashing.
 */
export class Writer {
  #bytes = new Uint8Array(FIRST_SIZE)
  #view = new DataView(this.#bytes.buffer)
  #at = 0

  /** Begins again in the same array: what `written` gave before is no longer to be used. */
  reset(): this {
    this.#at = 0
    return this
  }

  uint8(value: number): void {
    this.#room(1)
    this.#bytes[this.#at++] = value
  }

  uint32(value: number): void {
    this.#room(4)
    this.#view.setUint32(this.#at, value)
    this.#at += 4
  }

  uint64(value: bigint): void {
    this.#room(8)
    this.#view.setBigUint64(this.#at, value)
    this.#at += 8
  }

  bytes(bytes: Uint8Array): void {
    this.#room(bytes.length)
    this.#bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }

  /** Text that is known to be ASCII, without a length. */
  ascii(text: string): void {
    this.#room(text.length)
    for (let i = 0; i < text.length; i++) this.#bytes[this.#at++] = text.charCodeAt(i)
  }

  /** NFC text of 1 to 65,535 bytes behind its 16-bit length. ASCII is its own NFC and its own UTF-8. */
  text(text: string): void {
    const plain = isAscii(text)
    const encoded = plain ? undefined : toUtf8(text.normalize('NFC'))
    const length = encoded?.length ?? text.length
    if (length === 0 || length > 0xffff) throw new Malformed('text', 'empty or too long')
    this.uint8(length >>> 8)
    this.uint8(length & 0xff)
    if (encoded === undefined) this.ascii(text)
    else this.bytes(encoded)
  }

  /** What stands so far, as a view that the next `reset` spoils. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#at)
  }

  #room(more: number): void {
    if (this.#at + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + more))
    larger.set(this.#bytes)
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}
