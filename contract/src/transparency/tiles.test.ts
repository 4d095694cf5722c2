import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decodeBundle, encodeBundle } from './bundle.ts'
import { sameBytes, toHex } from './bytes.ts'
import { Malformed } from './malformed.ts'
import { leafHash, treeHead } from './merkle.ts'
import { consistencyProof, inclusionProof, rootFromInclusion, verifyConsistency } from './merkle-proof.ts'
import { sha256 } from './sha256.ts'
import { edgeTiles, emptyEdge, growTiles, joinHashes, restoreEdge, rootOfEdge, type TileEdge } from './tile-edge.ts'
import { readerOfTiles, tilesFor } from './tile-reader.ts'
import { bundlesOf, parseTilePath, tileOf, tilePath, tilesGrown } from './tiles.ts'

describe('Tiles', () => {
  it('names tiles as the text does', () => {
    assert.equal(tilePath({ level: 0, index: 1234067, width: 256 }), 'tile/0/x001/x234/067')
    assert.equal(tilePath({ level: 1, index: 0, width: 1 }), 'tile/1/000.p/1')
    assert.equal(tilePath({ level: 'entries', index: 1000, width: 255 }), 'tile/entries/x001/000.p/255')
  })

  it('reads back every name it writes', () => {
    const level = fc.oneof(fc.constant('entries' as const), fc.nat(63))
    const tile = fc.record(
      { level, index: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) },
      { noNullPrototype: true },
    )
    fc.assert(fc.property(tile, (t) => assert.deepEqual(parseTilePath(tilePath(t)), t)))
  })

  it('refuses every other spelling', () => {
    const wrong = [
      'tile/64/000',
      'tile/00/000',
      'tile/0/00',
      'tile/0/0000',
      'tile/0/x000/000',
      'tile/0/001/000',
      'tile/0/000.p/0',
      'tile/0/000.p/01',
      'tile/0/000.p/256',
      'tile/0/000.p/',
      'tile/-1/000',
      'tile/0/000/',
      '/tile/0/000',
      'tile/Entries/000',
      'tile/0/x999/x999/x999/x999/x999/999',
      '',
    ]
    for (const path of wrong) assert.throws(() => parseTilePath(path), Malformed, path)
  })

  it('has the tiles of the text for a tree of 70,000 and one of 256', () => {
    const tiles = tilesGrown(0, 70_000)
    const count = (level: number, full: boolean) =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).length
    assert.deepEqual(
      [count(0, true), count(0, false), count(1, true), count(1, false), count(2, false)],
      [273, 1, 1, 1, 1],
    )
    assert.deepEqual(
      tiles.filter((tile) => tile.width < 256).map((tile) => tile.width),
      [112, 17, 1],
    )
    assert.deepEqual(tilesGrown(0, 256).map(tilePath), ['tile/0/000', 'tile/1/000.p/1'])
    assert.deepEqual(tilesGrown(5, 5), [])
    assert.equal(tileOf(0, 1, 256), undefined)
  })

  it('lists every bundle once', () => {
    assert.deepEqual([...bundlesOf(513)].map(tilePath), [
      'tile/entries/000',
      'tile/entries/001',
      'tile/entries/002.p/1',
    ])
    assert.deepEqual([...bundlesOf(0)], [])
  })
})

describe('Growing a tiled tree', () => {
  it('makes the same tiles and root whatever the steps', () => {
    const steps = fc.array(fc.nat(700), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(steps, (sizes) => {
        const total = sizes.reduce((sum, n) => sum + n, 0)
        const all = leavesOf(total)
        let edge: TileEdge = emptyEdge()
        const stored = new Map<string, Uint8Array>()
        for (const n of sizes) {
          const grown = growTiles(sha256, edge, all.slice(edge.size, edge.size + n))
          for (const tile of grown.tiles) stored.set(tilePath(tile), tile.bytes)
          assert.deepEqual(grown.tiles.map(tilePath), tilesGrown(edge.size, edge.size + n).map(tilePath))
          edge = grown.edge
        }
        assert.ok(sameBytes(rootOfEdge(sha256, edge), treeHead(sha256, all)))
        const atOnce = growTiles(sha256, emptyEdge(), all)
        for (const tile of atOnce.tiles)
          assert.equal(toHex(stored.get(tilePath(tile)) ?? tile.bytes.slice(1)), toHex(tile.bytes))
        const restored = restoreEdge(
          total,
          edgeTiles(total).map((tile) => stored.get(tilePath(tile)) ?? new Uint8Array(0)),
        )
        assert.deepEqual(rootOfEdge(sha256, restored), rootOfEdge(sha256, edge))
        assert.deepEqual(restored.levels.map(joinHashes), edge.levels.map(joinHashes))
      }),
      { numRuns: 25 },
    )
  })

  it('serves inclusion and consistency proofs from exactly the tiles it says it needs', () => {
    const size = 66_000
    const all = leavesOf(size)
    const stored = new Map<string, Uint8Array>()
    for (const tile of growTiles(sha256, emptyEdge(), all).tiles) stored.set(`${tile.level}/${tile.index}`, tile.bytes)
    const root = treeHead(sha256, all)
    for (const index of [0, 255, 256, 65_535, 65_536, 65_999]) {
      const needed = tilesFor(size, (read, hash) => inclusionProof(hash, read, index, size))
      const proof = inclusionProof(sha256, only(needed, stored), index, size)
      const leaf = all[index]
      assert.ok(leaf)
      assert.deepEqual(rootFromInclusion(sha256, leaf, index, size, proof), root)
      assert.ok(needed.length <= 5, `${needed.length} tiles`)
    }
    for (const first of [1, 255, 256, 257, 40_000, 65_536]) {
      const needed = tilesFor(size, (read, hash) => consistencyProof(hash, read, first, size))
      const proof = consistencyProof(sha256, only(needed, stored), first, size)
      const from = { size: first, root: treeHead(sha256, all.slice(0, first)) }
      assert.ok(verifyConsistency(sha256, from, { size, root }, proof))
    }
  })

  it('says which is wrong when a tile is missing, short or of odd length', () => {
    const read = (bytes: Uint8Array | undefined) => readerOfTiles(sha256, () => bytes)
    assert.throws(() => read(undefined)(0, 0), /missing/)
    assert.throws(() => read(new Uint8Array(64))(0, 2), /narrower/)
    assert.throws(() => read(new Uint8Array(33))(0, 0), /odd length/)
    assert.throws(() => tilesFor(10, (node) => node(0, 300)), RangeError)
    assert.throws(() => restoreEdge(3, [new Uint8Array(32)]), RangeError)
  })
})

describe('Entry bundles', () => {
  it('read back as written', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 70 }), { minLength: 1, maxLength: 256 })
    fc.assert(
      fc.property(entries, (list) => {
        assert.deepEqual(decodeBundle(encodeBundle(list), list.length).map(toHex), list.map(toHex))
      }),
    )
    const longest = new Uint8Array(65_535)
    assert.equal(decodeBundle(encodeBundle([longest]), 1)[0]?.length, 65_535)
    assert.throws(() => encodeBundle([new Uint8Array(65_536)]), RangeError)
  })

  it('refuse to be cut anywhere, to be longer, or to hold another number of entries', () => {
    const bytes = encodeBundle([Uint8Array.of(1, 2, 3), Uint8Array.of(), Uint8Array.of(4)])
    for (let length = 0; length < bytes.length; length++) {
      assert.throws(() => decodeBundle(bytes.subarray(0, length), 3), Malformed)
    }
    assert.throws(() => decodeBundle(Uint8Array.of(...bytes, 0), 3), Malformed)
    assert.throws(() => decodeBundle(bytes, 2), Malformed)
  })
})

function only(needed: readonly { level: number | 'entries'; index: number }[], stored: Map<string, Uint8Array>) {
  const allowed = new Set(needed.map((tile) => `${tile.level}/${tile.index}`))
  return readerOfTiles(sha256, (level, index) => {
    assert.ok(allowed.has(`${level}/${index}`), `tile ${level}/${index} was not announced`)
    return stored.get(`${level}/${index}`)
  })
}

function leavesOf(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => leafHash(sha256, Uint8Array.of(i >> 16, (i >> 8) & 255, i & 255)))
}
