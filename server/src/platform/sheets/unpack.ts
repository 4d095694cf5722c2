import { inflateRawSync } from 'node:zlib'

/** Why an archive is not read. */
export type Fault = 'unreadable' | 'too_large' | 'too_many_rows'

export class Faulty extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault)
    this.name = 'Faulty'
    this.fault = fault
  }
}

const END = 0x06054b50
const END_64_LOCATOR = 0x07064b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const SHORT = 0xffff
const LONG = 0xffffffff
const EXTRA_64 = 1
const ENCRYPTED = 1
const MOST_PARTS = 2000

/**
 * The XML parts of a workbook, at most `maxBytes` of them all together. Sizes are measured as the parts unfold, not
 * believed: an archive may lie about them, and may name one packed part many times.
 * @throws Faulty
 */
export function unpack(archive: Buffer, maxBytes: number): Map<string, Buffer> {
  try {
    const parts = new Map<string, Buffer>()
    let left = maxBytes
    for (const entry of directory(archive)) {
      if (!/\.xml(\.rels)?$/.test(entry.name)) continue
      const part = unfold(archive, entry, left)
      left -= part.length
      parts.set(entry.name, part)
    }
    return parts
  } catch (error) {
    if (error instanceof Faulty) throw error
    throw new Faulty((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'unreadable')
  }
}

interface Entry {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly packed: number
  readonly offset: number
}

function* directory(archive: Buffer): Generator<Entry> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Faulty('unreadable')
  let { count, at } = { count: archive.readUInt16LE(end + 10), at: archive.readUInt32LE(end + 16) }
  if ((count === SHORT || at === LONG) && archive.readUInt32LE(end - 20) === END_64_LOCATOR) {
    const end64 = Number(archive.readBigUInt64LE(end - 12))
    count = Number(archive.readBigUInt64LE(end64 + 32))
    at = Number(archive.readBigUInt64LE(end64 + 48))
  }
  if (count > MOST_PARTS) throw new Faulty('too_large')
  for (let seen = 0; seen < count; seen += 1) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new Faulty('unreadable')
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28)
    const extraEnd = nameEnd + archive.readUInt16LE(at + 30)
    const sizes = sizesOf(archive, at, archive.subarray(nameEnd, extraEnd))
    yield {
      name: archive.toString('utf8', at + 46, nameEnd),
      flags: archive.readUInt16LE(at + 8),
      method: archive.readUInt16LE(at + 10),
      ...sizes,
    }
    at = extraEnd + archive.readUInt16LE(at + 32)
  }
}

/** Server programs often write the wide fields (ZIP64) even where nothing is large. */
function sizesOf(archive: Buffer, at: number, extra: Buffer): { packed: number; offset: number } {
  const [packed, plain, offset] = [20, 24, 42].map((place) => archive.readUInt32LE(at + place)) as [
    number,
    number,
    number,
  ]
  for (let place = 0; place + 4 <= extra.length; place += 4 + extra.readUInt16LE(place + 2)) {
    if (extra.readUInt16LE(place) !== EXTRA_64) continue
    // Only the fields that did not fit follow, in this order.
    let field = place + 4
    const wide = (narrow: number): number => {
      if (narrow !== LONG) return narrow
      field += 8
      return Number(extra.readBigUInt64LE(field - 8))
    }
    wide(plain)
    const widePacked = wide(packed)
    return { packed: widePacked, offset: wide(offset) }
  }
  return { packed, offset }
}

function unfold(archive: Buffer, { flags, method, packed, offset }: Entry, left: number): Buffer {
  if (flags & ENCRYPTED || archive.readUInt32LE(offset) !== LOCAL) throw new Faulty('unreadable')
  const begin = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28)
  const content = archive.subarray(begin, begin + packed)
  if (method === 0) {
    if (content.length > left) throw new Faulty('too_large')
    return content
  }
  if (method !== 8) throw new Faulty('unreadable')
  // Node refuses a limit of 0.
  return inflateRawSync(content, { maxOutputLength: Math.max(1, left) })
}
