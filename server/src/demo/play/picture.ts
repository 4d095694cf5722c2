import { crc32, deflateSync } from 'node:zlib'

const [WIDTH, HEIGHT] = [240, 180]
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
type Colour = readonly [red: number, green: number, blue: number]

const SKIES: readonly Colour[] = [
  [205, 222, 236],
  [232, 220, 200],
  [214, 230, 216],
]
const GROUND: Colour = [188, 174, 150]
const ROOF: Colour = [176, 84, 66]
const WALL: Colour = [236, 228, 214]
const PARCELS: readonly Colour[] = [
  [198, 156, 88],
  [120, 152, 108],
  [96, 128, 168],
]

/** A drawn scene in place of a photograph: a house, and parcels before it. The same turn gives the same picture. */
export function pictureOf(turn: number): Buffer {
  const line = 1 + WIDTH * 3
  const rows = Buffer.alloc(HEIGHT * line)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) rows.set(colourAt(x, y, turn), y * line + 1 + x * 3)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function colourAt(x: number, y: number, turn: number): Colour {
  const parcels = 2 + (turn % 5)
  const at = Math.floor((x - 30) / 36)
  if (y > 132 && y < 160 && at >= 0 && at < parcels && (x - 30) % 36 < 28) return PARCELS[(at + turn) % 3] ?? GROUND
  const left = 40 + (turn % 4) * 20
  if (x > left && x < left + 110 && y > 78 && y < 126) return WALL
  if (y >= 44 && y <= 78 && Math.abs(x - left - 55) < (y - 40) * 2) return ROOF
  return y > 118 ? GROUND : (SKIES[turn % 3] ?? WALL)
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
