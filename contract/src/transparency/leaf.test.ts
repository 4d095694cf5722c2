import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { concat, fromHex, sameBytes, toHex, toUtf8 } from './bytes.ts'
import { type CommittedLeaf, decodeLeaf, encodeLeaf, type Leaf, partTypeAt } from './leaf.ts'
import { Malformed } from './malformed.ts'
import { leafHash } from './merkle.ts'
import { commitmentOfPart, partsRoot, sealPart } from './opening.ts'
import { decodePart, PARTS, type PartContent, type PartType } from './parts.ts'
import { sha256 } from './sha256.ts'
import vectors from './vectors/leaf.json' with { type: 'json' }

/** Over every frozen leaf and its hash. If this differs, leaves already logged can no longer be recomputed. */
const FROZEN = 'e9a4388fd95750c37c2fe02f96fd02bbdbbccf49767c99edd9aa9c576d2e48f1'

describe('Leaves', () => {
  it('are never spelled otherwise than when they were frozen', () => {
    const all = vectors.cases.map((c) => `${c.name}\n${c.bytes}\n${c.hash}\n`).join('')
    assert.equal(toHex(sha256(toUtf8(all))), FROZEN)
    for (const c of vectors.cases) {
      const commitments = c.parts.map((p) => {
        const part = sealPart(contentOf(p.type, p.values), fromHex(p.salt))
        assert.equal(toHex(part.bytes), p.bytes, c.name)
        assert.equal(toHex(commitmentOfPart(sha256, part)), p.commitment, c.name)
        return fromHex(p.commitment)
      })
      const bytes = encodeLeaf(leafOf(c.leaf, commitments))
      assert.equal(toHex(bytes), c.bytes, c.name)
      assert.equal(toHex(leafHash(sha256, bytes)), c.hash, c.name)
    }
  })

  it('can be built by hand from the description alone', () => {
    const [gift] = vectors.cases
    assert.ok(gift)
    const commitments = gift.parts.map((p) => {
      const number = { entry_head: 1, entry_line: 2, line_detail: 3 }[p.type]
      return sha256(
        concat(toUtf8('shanju/commitment/v1\n'), Uint8Array.of(number ?? 0), fromHex(p.salt), fromHex(p.bytes)),
      )
    })
    const [a, b, c, d, e] = commitments
    assert.ok(a && b && c && d && e)
    const above = (l: Uint8Array, r: Uint8Array) => sha256(concat(Uint8Array.of(1), l, r))
    const root = above(above(above(a, b), above(c, d)), e)
    const id = gift.leaf.subjectId?.replaceAll('-', '')
    assert.equal(gift.bytes, `534a0101${id}00000005${toHex(root)}`)
    assert.equal(gift.hash, toHex(sha256(fromHex(`00${gift.bytes}`))))
  })

  it('read back as written, and refuse every byte string that is a neighbour of theirs but not canonical', () => {
    for (const c of vectors.cases) {
      const bytes = fromHex(c.bytes)
      assert.equal(toHex(encodeLeaf(decodeLeaf(bytes))), c.bytes)
      for (let length = 0; length < bytes.length; length++)
        assert.throws(() => decodeLeaf(bytes.slice(0, length)), Malformed)
      assert.throws(() => decodeLeaf(concat(bytes, Uint8Array.of(0))), Malformed)
      for (let at = 0; at < bytes.length; at++) {
        for (const flip of [1, 0x80, 0xff]) {
          const altered = bytes.map((byte, i) => (i === at ? byte ^ flip : byte))
          const leaf = readOrRefuse(altered)
          if (leaf !== undefined) assert.equal(toHex(encodeLeaf(leaf)), toHex(altered), 'one leaf, one spelling')
        }
      }
    }
  })

  it('refuse any bytes at all that they would not have written themselves', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (tail) => {
        const bytes = concat(toUtf8('SJ'), Uint8Array.of(1), tail)
        const leaf = readOrRefuse(bytes)
        assert.ok(leaf === undefined || sameBytes(encodeLeaf(leaf), bytes))
      }),
      { numRuns: 2000 },
    )
  })

  it('refuse a wrong number of parts for their kind', () => {
    const base = { subjectId: '01980f6e-5c00-7000-8000-000000000001', partsRoot: new Uint8Array(32) }
    for (const partCount of [0, 1, 3, 4, 6, 2 ** 32, 5.5]) {
      assert.throws(() => encodeLeaf({ ...base, kind: 'ledger_entry', partCount }), Malformed, `${partCount}`)
    }
    assert.throws(() => encodeLeaf({ ...base, kind: 'disclosure', partCount: 3 }), Malformed)
    assert.throws(() => encodeLeaf({ ...base, kind: 'disclosure', partCount: 2, subjectId: 'X' }), Malformed)
  })

  it('refuse a first leaf that claims to have kept more than there was, or bears no name', () => {
    const previous = { origin: 'log/1', size: 5, root: new Uint8Array(32), keptSize: 6, statement: null }
    assert.throws(() => encodeLeaf({ kind: 'origin_start', origin: 'log/2', previous }), Malformed)
    assert.throws(() => encodeLeaf({ kind: 'origin_start', origin: '', previous: null }), Malformed)
    assert.throws(() => encodeLeaf({ kind: 'origin_start', origin: 'a\nb', previous: null }), Malformed)
  })

  it('hold no personal data: nothing of the private parts stands in the bytes of the gift', () => {
    const [gift] = vectors.cases
    assert.ok(gift)
    const bytes = Buffer.from(gift.bytes, 'hex')
    for (const secret of ['donor-5521', 'G7K2-9QXD', '愿孩子们冬天暖和', '1002'])
      assert.equal(bytes.indexOf(secret), -1)
    assert.ok(bytes.length <= 80, 'and its size does not grow with its lines')
  })
})

describe('Parts', () => {
  it('have another commitment under another salt, type or content', () => {
    const content = contentOf('line_detail', { gift: 'G1', counterparty: null, memo: null })
    const twin = contentOf('resolution_detail', { payee: 'G1', memo: null })
    const salts = [new Uint8Array(16), new Uint8Array(16).fill(1)]
    const seen = salts.flatMap((salt) => [content, twin].map((c) => toHex(commitmentOfPart(sha256, sealPart(c, salt)))))
    assert.equal(new Set(seen).size, 4)
    assert.throws(() => sealPart(content, new Uint8Array(15)), Malformed)
  })

  it('spell text one way whatever way it was typed', () => {
    const typed = (memo: string) => sealPart(contentOf('disclosure_detail', { memo }), new Uint8Array(16)).bytes
    assert.deepEqual(typed('e\u0301'), typed('é'))
    assert.throws(() => decodePart('disclosure_detail', concat(Uint8Array.of(0, 3), toUtf8('e\u0301'))), Malformed)
    assert.throws(() => typed('\ud800'), Malformed)
    assert.throws(() => typed('x'.repeat(65_536)), Malformed)
  })

  it('refuse dates that do not exist and money out of range', () => {
    const head = {
      book: 'b',
      entryNumber: null,
      postedOn: '2026-01-01',
      documentOn: '2026-01-01',
      source: 's',
      sourceId: null,
    }
    for (const postedOn of ['2026-02-29', '2026-13-01', '2026-1-1', '0026-01-01', '2026-01-01 ', '２０２６-01-01']) {
      assert.throws(
        () => sealPart({ type: 'entry_head', values: { ...head, postedOn } }, new Uint8Array(16)),
        Malformed,
        postedOn,
      )
    }
    assert.throws(() => sealPart({ type: 'entry_head', values: { ...head, book: '' } }, new Uint8Array(16)), Malformed)
    const line = { account: 'a', side: 'debit', restriction: 'r', fund: null, project: null, costKind: null } as const
    for (const amount of [-1n, 2n ** 63n]) {
      assert.throws(() => sealPart({ type: 'entry_line', values: { ...line, amount } }, new Uint8Array(16)), Malformed)
    }
  })

  it('read back as written, and refuse whatever is not canonical', () => {
    for (const c of vectors.cases) {
      for (const p of c.parts) {
        const bytes = fromHex(p.bytes)
        const type = typeOf(p.type)
        assert.deepEqual(plain(decodePart(type, bytes).values), p.values)
        for (let length = 0; length < bytes.length; length++)
          assert.throws(() => decodePart(type, bytes.slice(0, length)), Malformed)
        assert.throws(() => decodePart(type, concat(bytes, Uint8Array.of(0))), Malformed)
      }
    }
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.uint8Array({ maxLength: 60 }), (type, bytes) => {
        try {
          const part = sealPart(decodePart(type, bytes), new Uint8Array(16))
          assert.deepEqual(part.bytes, bytes)
        } catch (error) {
          assert.ok(error instanceof Malformed)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

const types = Object.keys(PARTS).map(typeOf)

function typeOf(text: string): PartType {
  assert.ok(text in PARTS)
  return text as PartType
}

/** A part from its form in JSON: money as text, bytes as hexadecimal. */
function contentOf(type: string, values: Record<string, unknown>): PartContent {
  const schema: Record<string, string> = PARTS[typeOf(type)].schema
  const entries = Object.entries(values).map(([name, value]) => {
    if (typeof value === 'string' && schema[name]?.startsWith('fen')) return [name, BigInt(value)]
    if (typeof value === 'string' && schema[name]?.startsWith('digest')) return [name, fromHex(value)]
    return [name, value]
  })
  return { type, values: Object.fromEntries(entries) } as PartContent
}

function leafOf(json: Record<string, unknown>, commitments: Uint8Array[]): Leaf {
  if (json.kind !== 'origin_start') {
    const leaf = { ...json, partCount: commitments.length, partsRoot: partsRoot(sha256, commitments) } as CommittedLeaf
    for (const i of commitments.keys()) assert.ok(partTypeAt(leaf, i) in PARTS)
    return leaf
  }
  const previous = json.previous as { root: string; statement: string | null } | null
  const statement = previous?.statement
  return {
    ...json,
    previous: previous && {
      ...previous,
      root: fromHex(previous.root),
      statement: statement ? fromHex(statement) : null,
    },
  } as Leaf
}

function plain(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'bigint') return [name, value.toString()]
      return [name, value instanceof Uint8Array ? toHex(value) : value]
    }),
  )
}

function readOrRefuse(bytes: Uint8Array): Leaf | undefined {
  try {
    return decodeLeaf(bytes)
  } catch (error) {
    assert.ok(error instanceof Malformed, String(error))
    return undefined
  }
}
