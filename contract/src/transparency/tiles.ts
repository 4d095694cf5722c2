import { Malformed } from './malformed.ts'

/** Hashes in a full tile; entries in a full bundle (c2sp.org/tlog-tiles). */
export const TILE_WIDTH = 256

/** Level of the entry bundles, which stand beside the hash tiles of level 0. */
export const ENTRIES = 'entries'

/** One immutable resource of the log: its level (0 holds leaf hashes), its place in the level, and how full it is. */
export interface Tile {
  readonly level: number | typeof ENTRIES
  readonly index: number
  /** 1 to 256; less than 256 is a partial tile. */
  readonly width: number
}

/** The path below the log's prefix, e.g. `tile/1/x001/x234/067.p/8`. */
export function tilePath(tile: Tile): string {
  let digits = tile.index.toString()
  digits = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = digits.match(/.{3}/g) ?? []
  const place = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${tile.level}/${place}${tile.width < TILE_WIDTH ? `.p/${tile.width}` : ''}`
}

const TILE_PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

/** The tile a path names. Throws `Malformed` for every spelling `tilePath` would not write. */
export function parseTilePath(path: string): Tile {
  const [, levelText, place, widthText] = TILE_PATH.exec(path) ?? []
  if (levelText === undefined || place === undefined) throw new Malformed('tile path', 'not a tile path')
  const level: Tile['level'] = levelText === ENTRIES ? ENTRIES : Number(levelText)
  const tile: Tile = { level, index: Number(place.replaceAll(/[x/]/g, '')), width: Number(widthText ?? TILE_WIDTH) }
  if (level !== ENTRIES && level > 63) throw new Malformed('tile path', 'level above 63')
  if (!Number.isSafeInteger(tile.index) || tilePath(tile) !== path) throw new Malformed('tile path', 'not canonical')
  return tile
}

/** Nodes a tree of `size` leaves has at tile level `level`, full tiles below only. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** The tile at this place as a tree of `size` leaves has it, or undefined where it has none. */
export function tileOf(level: number | typeof ENTRIES, index: number, size: number): Tile | undefined {
  const width = Math.min(TILE_WIDTH, hashesAt(level === ENTRIES ? 0 : level, size) - index * TILE_WIDTH)
  return width > 0 ? { level, index, width } : undefined
}

/** The hash tiles that come into being when a tree grows from one size to another: lowest level first, left to right. */
export function tilesGrown(from: number, to: number): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; hashesAt(level, to) > 0; level++) {
    const before = hashesAt(level, from)
    const after = hashesAt(level, to)
    if (after === before) break
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < after; index++) {
      tiles.push({ level, index, width: Math.min(TILE_WIDTH, after - index * TILE_WIDTH) })
    }
  }
  return tiles
}

/** Every entry bundle of a tree of `size` leaves, left to right. */
export function* bundlesOf(size: number): Generator<Tile> {
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    yield { level: ENTRIES, index, width: Math.min(TILE_WIDTH, size - index * TILE_WIDTH) }
  }
}
