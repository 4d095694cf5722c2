import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { toHex, toUtf8 } from './bytes.ts'
import { sha256 } from './sha256.ts'
import { sha512 } from './sha512.ts'

describe('SHA-2', () => {
  it('gives the published digests of nothing and of abc', () => {
    assert.equal(toHex(sha256(toUtf8(''))), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    assert.equal(toHex(sha256(toUtf8('abc'))), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    assert.equal(
      toHex(sha512(toUtf8('abc'))),
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    )
  })

  it('agrees with the host at every length around the block boundaries', () => {
    for (let length = 0; length < 300; length++) {
      const data = new Uint8Array(length).map((_, i) => (i * 31 + length) & 255)
      assert.equal(toHex(sha256(data)), createHash('sha256').update(data).digest('hex'), `${length} bytes`)
      assert.equal(toHex(sha512(data)), createHash('sha512').update(data).digest('hex'), `${length} bytes`)
    }
  })

  it('agrees with the host on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (data) => {
        assert.equal(toHex(sha256(data)), createHash('sha256').update(data).digest('hex'))
        assert.equal(toHex(sha512(data)), createHash('sha512').update(data).digest('hex'))
      }),
    )
  })
})
