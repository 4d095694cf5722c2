import { Malformed } from './malformed.ts'

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** RFC 4648 section 4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  const text = encode(bytes, STANDARD)
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}

/** RFC 4648 section 5, without padding: for addresses. */
export function toBase64Url(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE)
}

/** Accepts only what `toBase64` writes: padding complete, unused bits zero, no white space. */
export function fromBase64(text: string): Uint8Array {
  const body = text.replace(/={1,2}$/, '')
  const bytes = decode(body, STANDARD)
  if (toBase64(bytes) !== text) throw new Malformed('base64', 'not the canonical spelling')
  return bytes
}

/** Accepts only what `toBase64Url` writes. */
export function fromBase64Url(text: string): Uint8Array {
  const bytes = decode(text, URL_SAFE)
  if (toBase64Url(bytes) !== text) throw new Malformed('base64url', 'not the canonical spelling')
  return bytes
}

function encode(bytes: Uint8Array, alphabet: string): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 6) {
      bits -= 6
      text += alphabet.charAt((held >> bits) & 63)
    }
    held &= (1 << bits) - 1
  }
  if (bits > 0) text += alphabet.charAt((held << (6 - bits)) & 63)
  return text
}

function decode(text: string, alphabet: string): Uint8Array {
  const out = new Uint8Array(Math.floor((text.length * 6) / 8))
  let held = 0
  let bits = 0
  let at = 0
  for (const char of text) {
    const value = alphabet.indexOf(char)
    if (value < 0) throw new Malformed('base64', 'a character outside the alphabet')
    held = ((held << 6) | value) & 0xfff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[at++] = (held >> bits) & 0xff
    }
  }
  return out
}
