import { Malformed } from './malformed.ts'

/** The length prefix of a bundled entry has two bytes (c2sp.org/tlog-tiles). */
const MAX_ENTRY_SIZE = 0xffff

/** Entry bundle bytes: each entry behind its big-endian 16-bit length. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_SIZE) throw new RangeError('an entry longer than a bundle can hold')
    length += 2 + entry.length
  }
  const out = new Uint8Array(length)
  let at = 0
  for (const entry of entries) {
    out[at] = entry.length >> 8
    out[at + 1] = entry.length & 0xff
    out.set(entry, at + 2)
    at += 2 + entry.length
  }
  return out
}

/** The entries of a bundle; there must be exactly `width` and nothing after them. */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    const start = at + 2
    if (start > bytes.length) throw new Malformed('entry bundle', 'cut short')
    at = start + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0))
    if (at > bytes.length) throw new Malformed('entry bundle', 'cut short')
    entries.push(bytes.subarray(start, at))
  }
  if (entries.length !== width) throw new Malformed('entry bundle', 'not as many entries as its name says')
  return entries
}
