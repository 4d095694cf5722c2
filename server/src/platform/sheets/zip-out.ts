import { pipeline, Readable } from 'node:stream'
import { constants, crc32, createDeflateRaw } from 'node:zlib'

/** A file inside the archive; its content is read once, as it is packed. */
export interface Part {
  readonly name: string
  readonly content: string | AsyncIterable<string>
}

interface Packed {
  readonly name: Buffer
  readonly offset: number
  readonly flags: number
  readonly method: number
  crc: number
  plain: number
  packed: number
}

const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
/** Sizes follow the content (bit 3), names are UTF-8 (bit 11): what makes writing without going back possible. */
const STREAMED = 0x0808
const NAMES_UTF8 = 0x0800
const DEFLATE = 8
const STORED = 0
/** 1980-01-01, the earliest the format knows: equal lists give equal files. */
const DATE = 0x21

/** Parts as they are, in one piece of memory, with their sizes before them: what every reader of archives agrees on. */
export function stored(parts: ReadonlyMap<string, Buffer>): Buffer {
  const pieces: Buffer[] = []
  const done: Packed[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const size = content.length
    const entry = {
      ...named(name, offset),
      flags: NAMES_UTF8,
      method: STORED,
      crc: crc32(content),
      plain: size,
      packed: size,
    }
    const head = localHeader(entry)
    pieces.push(head, content)
    offset += head.length + size
    done.push(entry)
  }
  const central = Buffer.concat(done.map(centralHeader))
  return Buffer.concat([...pieces, central, endRecord(done.length, central.length, offset)])
}

/** Packs parts one after another and holds none of them. Below 4 GB and 65,535 parts: no ZIP64. */
export async function* zip(parts: Iterable<Part>): AsyncGenerator<Buffer> {
  const done: Packed[] = []
  let offset = 0
  for (const part of parts) {
    const entry: Packed = { ...named(part.name, offset), flags: STREAMED, method: DEFLATE }
    const head = localHeader(entry)
    yield head
    for await (const chunk of deflated(part.content, entry)) {
      entry.packed += chunk.length
      yield chunk
    }
    yield descriptor(entry)
    offset += head.length + entry.packed + 16
    done.push(entry)
  }
  const central = Buffer.concat(done.map(centralHeader))
  yield central
  yield endRecord(done.length, central.length, offset)
}

function deflated(content: Part['content'], entry: Packed): AsyncIterable<Buffer> {
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED + 3 })
  const source = Readable.from(counted(typeof content === 'string' ? [content] : content, entry))
  // Whatever breaks either stream ends the other; whoever reads the second one gets the error.
  pipeline(source, deflate, () => {})
  return deflate
}

async function* counted(content: Iterable<string> | AsyncIterable<string>, entry: Packed): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text)
    entry.crc = crc32(bytes, entry.crc)
    entry.plain += bytes.length
    yield bytes
  }
}

/** Little-endian fields: [size in bytes, value]. */
function record(fields: readonly (readonly [size: 2 | 4, value: number])[], tail: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of fields) at = head.writeUIntLE(value, at, size)
  return Buffer.concat([head, tail])
}

const named = (name: string, offset: number) => ({ name: Buffer.from(name), offset, crc: 0, plain: 0, packed: 0 })

const localHeader = ({ name, flags, method, crc, packed, plain }: Packed): Buffer =>
  record(
    [
      ...([
        [4, LOCAL],
        [2, VERSION],
        [2, flags],
        [2, method],
        [2, 0],
        [2, DATE],
      ] as const),
      ...([
        [4, crc],
        [4, packed],
        [4, plain],
        [2, name.length],
        [2, 0],
      ] as const),
    ],
    name,
  )

const descriptor = ({ crc, packed, plain }: Packed): Buffer =>
  record([
    [4, DESCRIPTOR],
    [4, crc],
    [4, packed],
    [4, plain],
  ])

const centralHeader = ({ name, flags, method, crc, packed, plain, offset }: Packed): Buffer =>
  record(
    [
      ...([
        [4, CENTRAL],
        [2, VERSION],
        [2, VERSION],
        [2, flags],
        [2, method],
        [2, 0],
        [2, DATE],
      ] as const),
      ...([
        [4, crc],
        [4, packed],
        [4, plain],
        [2, name.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ] as const),
    ],
    name,
  )

const endRecord = (count: number, size: number, offset: number): Buffer =>
  record([
    [4, END],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, offset],
    [2, 0],
  ])
