import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sameBytes, toUtf8 } from './bytes.ts'
import { decodeEvidence, encodeEvidence } from './evidence.ts'
import { type CommittedLeaf, encodeLeaf, partTypeAt } from './leaf.ts'
import { Malformed } from './malformed.ts'
import {
  commitmentOfPart,
  contentsOf,
  encodeOpening,
  type Opening,
  openParts,
  partsRoot,
  readOpening,
  rootOfOpening,
  type SealedPart,
  sealPart,
} from './opening.ts'
import type { PartContent } from './parts.ts'
import { sha256 } from './sha256.ts'
import { Reader } from './wire.ts'

describe('Openings', () => {
  it('of any choice of parts lead to the root of the leaf', () => {
    const choice = fc.record({ lines: fc.integer({ min: 2, max: 40 }), picks: fc.array(fc.nat(80), { maxLength: 6 }) })
    fc.assert(
      fc.property(choice, ({ lines, picks }) => {
        const { leaf, commitments, parts } = entryOf(lines)
        const indexes = [...new Set(picks.map((pick) => pick % commitments.length))]
        const opening = openParts(sha256, commitments, parts, indexes)
        assert.deepEqual(rootOfOpening(sha256, leaf, opening), leaf.partsRoot)
        assert.deepEqual(
          opening.parts.map((part) => part.index),
          indexes.sort((a, b) => a - b),
        )
        assert.equal(contentsOf(leaf, opening).length, indexes.length)
        const bytes = encodeOpening(opening)
        assert.deepEqual(readOpening(new Reader(bytes)), opening)
      }),
    )
  })

  it('of a batch of five hundred gifts stay small for the one donor', () => {
    const { leaf, commitments, parts } = entryOf(1000)
    const opening = openParts(sha256, commitments, parts, [0, 777, 778])
    assert.deepEqual(rootOfOpening(sha256, leaf, opening), leaf.partsRoot)
    assert.ok(encodeOpening(opening).length < 900)
  })

  it('lead elsewhere once anything in them is altered', () => {
    const { leaf, commitments, parts } = entryOf(3)
    const opening = openParts(sha256, commitments, parts, [0, 3, 4])
    const bytes = encodeOpening(opening)
    let read = 0
    for (let at = 0; at < bytes.length; at++) {
      const altered = readOrRefuse(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)))
      if (altered === undefined) continue
      read++
      const root = rootOfOpening(sha256, leaf, altered)
      assert.ok(root === undefined || !sameBytes(root, leaf.partsRoot), `byte ${at}`)
    }
    assert.ok(read > bytes.length / 2, 'most alterations still read, and only the root tells')
  })

  it('of another shape than the leaf demands lead nowhere', () => {
    const { leaf, commitments, parts } = entryOf(3)
    const opening = openParts(sha256, commitments, parts, [1])
    const [part] = opening.parts
    const [first, ...rest] = opening.closed
    assert.ok(part && first)
    const shapes: Opening[] = [
      { parts: [], closed: [] },
      { parts: opening.parts, closed: rest },
      { parts: opening.parts, closed: [...opening.closed, first] },
      { parts: [part, part], closed: opening.closed },
      { parts: [{ ...part, index: 99 }], closed: opening.closed },
    ]
    for (const shape of shapes) assert.equal(rootOfOpening(sha256, leaf, shape), undefined)
  })

  it('cannot swap the public half of a line for a private one', () => {
    const { leaf, commitments, parts } = entryOf(2)
    const opening = openParts(sha256, commitments, parts, [1])
    const [part] = opening.parts
    assert.ok(part)
    assert.equal(partTypeAt(leaf, 1), 'entry_line')
    const asDetail = { ...opening, parts: [{ ...part, index: 2 }] }
    const root = rootOfOpening(sha256, leaf, asDetail)
    assert.ok(root === undefined || !sameBytes(root, leaf.partsRoot))
  })

  it('of an erased part cannot be made, while the others still can', () => {
    const { leaf, commitments, parts } = entryOf(2)
    parts.delete(2)
    assert.throws(() => openParts(sha256, commitments, parts, [2]), /erased/)
    assert.deepEqual(rootOfOpening(sha256, leaf, openParts(sha256, commitments, parts, [0, 1])), leaf.partsRoot)
  })

  it('travel with their leaf as evidence', () => {
    const { leaf, commitments, parts } = entryOf(2)
    const evidence = { leaf: encodeLeaf(leaf), opening: openParts(sha256, commitments, parts, [0]) }
    const bytes = encodeEvidence(evidence)
    assert.deepEqual(decodeEvidence(bytes), evidence)
    for (let length = 0; length < bytes.length; length++)
      assert.throws(() => decodeEvidence(bytes.slice(0, length)), Malformed)
    assert.throws(() => decodeEvidence(Uint8Array.of(...bytes, 0)), Malformed)
    assert.throws(() => decodeEvidence(bytes.with(0, 2)), /version/)
  })
})

function entryOf(lines: number): {
  leaf: CommittedLeaf
  commitments: Uint8Array[]
  parts: Map<number, SealedPart>
} {
  const contents: PartContent[] = [
    {
      type: 'entry_head',
      values: {
        book: 'b',
        entryNumber: null,
        postedOn: '2026-03-08',
        documentOn: '2026-03-07',
        source: 'gift',
        sourceId: null,
      },
    },
  ]
  for (let i = 0; i < lines; i++) {
    const side = i % 2 === 0 ? 'debit' : 'credit'
    contents.push({
      type: 'entry_line',
      values: { account: '1002', side, amount: BigInt(i), restriction: 'r', fund: null, project: null, costKind: null },
    })
    contents.push({ type: 'line_detail', values: { gift: `G${i}`, counterparty: null, memo: null } })
  }
  const sealed = contents.map((content, i) => sealPart(content, sha256(toUtf8(`salt ${i}`)).slice(0, 16)))
  const commitments = sealed.map((part) => commitmentOfPart(sha256, part))
  const leaf: CommittedLeaf = {
    kind: 'ledger_entry',
    subjectId: '01980f6e-5c00-7000-8000-000000000001',
    partCount: sealed.length,
    partsRoot: partsRoot(sha256, commitments),
  }
  return { leaf, commitments, parts: new Map(sealed.entries()) }
}

function readOrRefuse(bytes: Uint8Array): Opening | undefined {
  try {
    const reader = new Reader(bytes)
    const opening = readOpening(reader)
    reader.end()
    return opening
  } catch (error) {
    assert.ok(error instanceof Malformed, String(error))
    return undefined
  }
}
