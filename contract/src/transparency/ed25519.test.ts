import assert from 'node:assert/strict'
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fromHex, toUtf8 } from './bytes.ts'
import { isSoundEd25519Key, verifyEd25519 } from './ed25519.ts'
import { GROUP_ORDER, littleEndian } from './ed25519-curve.ts'
import vectors from './vectors/ed25519.json' with { type: 'json' }

const P = 2n ** 255n - 19n

describe('Ed25519 verification', () => {
  it('accepts the vectors of RFC 8032', () => {
    for (const { publicKey, message, signature } of vectors.rfc8032.cases) {
      assert.equal(verifyEd25519(fromHex(publicKey), fromHex(message), fromHex(signature)), true)
    }
  })

  it('decides the edge cases on which libraries differ by the stated rule', () => {
    for (const { about, valid, publicKey, message, signature } of vectors.edgeCases.cases) {
      assert.equal(verifyEd25519(fromHex(publicKey), fromHex(message), fromHex(signature)), valid, about)
    }
  })

  it('refuses every single flipped bit of key, message and signature', () => {
    const [, second] = vectors.rfc8032.cases
    assert.ok(second)
    const parts = [fromHex(second.publicKey), fromHex(second.message), fromHex(second.signature)] as const
    for (const part of parts) {
      for (let bit = 0; bit < part.length * 8; bit++) {
        const at = bit >> 3
        part[at] = (part[at] ?? 0) ^ (1 << (bit & 7))
        assert.equal(verifyEd25519(...parts), false, `bit ${bit}`)
        part[at] = (part[at] ?? 0) ^ (1 << (bit & 7))
      }
    }
    assert.equal(verifyEd25519(...parts), true)
  })

  it('refuses the same signature with the group order added to S', () => {
    for (const { publicKey, message, signature } of vectors.rfc8032.cases) {
      const bytes = fromHex(signature)
      bytes.set(bytesOf(littleEndian(bytes.subarray(32)) + GROUP_ORDER), 32)
      assert.equal(verifyEd25519(fromHex(publicKey), fromHex(message), bytes), false)
    }
  })

  it('refuses wrong lengths without throwing', () => {
    assert.equal(verifyEd25519(new Uint8Array(31), new Uint8Array(0), new Uint8Array(64)), false)
    assert.equal(verifyEd25519(new Uint8Array(32), new Uint8Array(0), new Uint8Array(63)), false)
    assert.equal(verifyEd25519(new Uint8Array(0), new Uint8Array(0), new Uint8Array(0)), false)
  })

  it('agrees with the host on fresh keys, and on signatures damaged anywhere', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(63),
        fc.integer({ min: 1, max: 255 }),
        (message, at, flip) => {
          const { publicKey, privateKey } = generateKeyPairSync('ed25519')
          const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
          const signature = Uint8Array.from(sign(null, message, privateKey))
          assert.equal(verifyEd25519(raw, message, signature), true)
          signature[at] = (signature[at] ?? 0) ^ flip
          assert.equal(verifyEd25519(raw, message, signature), verify(null, message, publicKey, signature))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('finds unsound the keys of small order, the keys off the curve and the second spellings', () => {
    assert.equal(isSoundEd25519Key(bytesOf(1n)), false, 'the neutral point')
    assert.equal(isSoundEd25519Key(bytesOf(0n)), false, 'order four')
    assert.equal(isSoundEd25519Key(bytesOf(P - 1n)), false, 'order two')
    assert.equal(isSoundEd25519Key(bytesOf(2n)), false, 'off the curve')
    assert.equal(isSoundEd25519Key(bytesOf(P + 3n)), false, 'y not below p')
    assert.equal(isSoundEd25519Key(bytesOf(1n | (1n << 255n))), false, 'zero x with a sign')
    assert.equal(isSoundEd25519Key(toUtf8('too short')), false)
    const [first] = vectors.rfc8032.cases
    assert.ok(first && isSoundEd25519Key(fromHex(first.publicKey)))
  })
})

function bytesOf(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n))
}
