import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fromHex, sameBytes, toHex } from './bytes.ts'
import { append, emptyFrontier, leafHash, nodeHash, rootOf, splitPoint, treeHead } from './merkle.ts'
import {
  consistencyProof,
  inclusionProof,
  inclusionProofLength,
  type NodeReader,
  rootFromInclusion,
  verifyConsistency,
} from './merkle-proof.ts'
import { sha256 } from './sha256.ts'
import vectors from './vectors/merkle.json' with { type: 'json' }

const leaves = vectors.entries.map((entry) => leafHash(sha256, fromHex(entry)))

describe('Merkle tree', () => {
  it('gives the reference roots of the trees of 0 to 8 entries', () => {
    for (const [size, root] of vectors.roots.entries()) {
      assert.equal(toHex(treeHead(sha256, leaves.slice(0, size))), root, `${size} entries`)
    }
  })

  it('makes and verifies the reference inclusion proofs', () => {
    for (const { index, size, proof } of vectors.inclusion) {
      assert.deepEqual(inclusionProof(sha256, readerOf(leaves), index, size).map(toHex), proof)
      const root = rootFromInclusion(sha256, leafAt(leaves, index), index, size, proof.map(fromHex))
      assert.equal(root && toHex(root), vectors.roots[size])
    }
  })

  it('makes and verifies the reference consistency proofs', () => {
    for (const { first, second, proof } of vectors.consistency) {
      assert.deepEqual(consistencyProof(sha256, readerOf(leaves), first, second).map(toHex), proof)
      assert.ok(verifyConsistency(sha256, headOf(leaves, first), headOf(leaves, second), proof.map(fromHex)))
    }
  })

  it('has the same root as the recursive definition for every size up to 130', () => {
    const many = someLeaves(130)
    const frontier = emptyFrontier()
    for (const [i, leaf] of many.entries()) {
      append(sha256, frontier, leaf)
      assert.ok(sameBytes(rootOf(sha256, frontier), defined(many.slice(0, i + 1))), `${i + 1} leaves`)
    }
  })

  it('proves every leaf of every tree up to 40, and nothing else', () => {
    const many = someLeaves(40)
    for (let size = 1; size <= 40; size++) {
      const root = treeHead(sha256, many.slice(0, size))
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(sha256, readerOf(many), index, size)
        assert.equal(proof.length, inclusionProofLength(index, size))
        const leaf = leafAt(many, index)
        assert.ok(leads(leaf, index, size, proof, root))
        for (const other of [index - 1, index + 1]) assert.ok(!leads(leaf, other, size, proof, root))
        assert.ok(!leads(leafAt(many, (index + 1) % 40), index, size, proof, root))
        assert.ok(!leads(leaf, index, size, [...proof, root], root))
        if (proof.length > 0) assert.ok(!leads(leaf, index, size, proof.slice(1), root))
      }
    }
  })

  it('proves consistency between every two sizes up to 40, and refuses every altered proof', () => {
    const many = someLeaves(40)
    for (let second = 0; second <= 40; second++) {
      for (let first = 0; first <= second; first++) {
        const from = headOf(many, first)
        const to = headOf(many, second)
        const proof = consistencyProof(sha256, readerOf(many), first, second)
        assert.ok(verifyConsistency(sha256, from, to, proof), `${first} to ${second}`)
        assert.ok(!verifyConsistency(sha256, from, to, [...proof, from.root]))
        for (const i of proof.keys()) {
          const altered = proof.map((node, j) => (i === j ? node.map((byte) => byte ^ 1) : node))
          assert.ok(!verifyConsistency(sha256, from, to, altered), `${first} to ${second}, node ${i}`)
        }
        if (first === second) continue
        assert.ok(!verifyConsistency(sha256, to, from, proof), 'backwards')
        if (first > 0) assert.ok(!verifyConsistency(sha256, { ...from, root: to.root }, to, proof), 'another old root')
      }
    }
  })

  it('refuses a first head of no leaves whose root is not that of the empty tree', () => {
    const lie = { size: 0, root: new Uint8Array(32) }
    assert.ok(!verifyConsistency(sha256, lie, headOf(leaves, 3), []))
    assert.ok(verifyConsistency(sha256, headOf(leaves, 0), headOf(leaves, 3), []))
  })

  it('verifies proofs in trees far larger than 32 bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2 ** 40, max: 2 ** 50 }), fc.nat(2 ** 40 - 1), (size, index) => {
        const read: NodeReader = (level, place) => sha256(new TextEncoder().encode(`${level}/${place}`))
        const proof = inclusionProof(sha256, read, index, size)
        const root = rootFromInclusion(sha256, read(0, index), index, size, proof)
        assert.ok(root)
        assert.equal(proof.length, inclusionProofLength(index, size))
      }),
      { numRuns: 30 },
    )
  })

  it('asks for proofs only of what exists', () => {
    assert.throws(() => inclusionProof(sha256, readerOf(leaves), 3, 3), RangeError)
    assert.throws(() => consistencyProof(sha256, readerOf(leaves), 4, 3), RangeError)
    assert.equal(rootFromInclusion(sha256, leafAt(leaves, 0), 3, 3, []), undefined)
  })
})

function leads(leaf: Uint8Array, index: number, size: number, proof: Uint8Array[], root: Uint8Array): boolean {
  const implied = rootFromInclusion(sha256, leaf, index, size, proof)
  return implied !== undefined && sameBytes(implied, root)
}

function someLeaves(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => leafHash(sha256, Uint8Array.of(i >> 8, i & 255)))
}

function headOf(all: Uint8Array[], size: number): { size: number; root: Uint8Array } {
  return { size, root: treeHead(sha256, all.slice(0, size)) }
}

function leafAt(all: Uint8Array[], index: number): Uint8Array {
  const leaf = all[index]
  assert.ok(leaf)
  return leaf
}

/** Perfect subtrees by definition, straight from the leaves. */
function readerOf(all: Uint8Array[]): NodeReader {
  return (level, index) => defined(all.slice(index * 2 ** level, (index + 1) * 2 ** level))
}

/** RFC 6962's MTH word for word, as the oracle. */
function defined(all: Uint8Array[]): Uint8Array {
  const [only] = all
  if (only === undefined) return sha256(new Uint8Array(0))
  if (all.length === 1) return only
  const k = splitPoint(all.length)
  return nodeHash(sha256, defined(all.slice(0, k)), defined(all.slice(k)))
}
