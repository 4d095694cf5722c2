import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fromUtf8, toUtf8 } from './bytes.ts'
import { Malformed } from './malformed.ts'
import { formatProof, parseProof } from './proof.ts'
import vectors from './vectors/note.json' with { type: 'json' }

const HASH = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='
const CHECKPOINT = vectors.cosignedCheckpoint.note

describe('Proof files', () => {
  it('are written as they are read, with and without extra data and hashes', () => {
    for (const extra of ['', 'extra aGVsbG8=\n', 'extra \n']) {
      for (const hashes of ['', `${HASH}\n`, `${HASH}\n`.repeat(63)]) {
        const text = `c2sp.org/tlog-proof@v1\n${extra}index 73894\n${hashes}\n${CHECKPOINT}`
        const proof = parseProof(toUtf8(text))
        assert.equal(proof.index, 73894)
        assert.equal(fromUtf8(formatProof(proof)), text)
      }
    }
  })

  it('are refused in any other form', () => {
    const good = `c2sp.org/tlog-proof@v1\nextra aGVsbG8=\nindex 5\n${HASH}\n\n${CHECKPOINT}`
    assert.equal(fromUtf8(parseProof(toUtf8(good)).extra ?? new Uint8Array(0)), 'hello')
    const wrong: [string, string][] = [
      ['another header', good.replace('@v1', '@v2')],
      ['extra that is no base64', good.replace('aGVsbG8=', '!!')],
      ['no index', good.replace('index 5\n', '')],
      ['extra after the index', good.replace('extra aGVsbG8=\nindex 5\n', 'index 5\nextra aGVsbG8=\n')],
      ['an index with a leading zero', good.replace('index 5', 'index 05')],
      ['a negative index', good.replace('index 5', 'index -5')],
      ['a hash of another length', good.replace(HASH, 'AAAA')],
      ['too many hashes', good.replace(`${HASH}\n`, `${HASH}\n`.repeat(64))],
      ['no checkpoint', good.slice(0, good.indexOf('\n\n') + 1)],
      ['carriage returns', good.replaceAll('\n', '\r\n')],
    ]
    for (const [what, text] of wrong) assert.throws(() => parseProof(toUtf8(text)), Malformed, what)
  })

  it('never read as something they would not write', () => {
    const good = toUtf8(`c2sp.org/tlog-proof@v1\nindex 5\n${HASH}\n\n${CHECKPOINT}`)
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = good.map((byte, i) => (i === at ? byte ^ flip : byte))
        try {
          assert.deepEqual(formatProof(parseProof(bytes)), bytes)
        } catch (error) {
          assert.ok(error instanceof Malformed, String(error))
        }
      }),
      { numRuns: 500 },
    )
  })
})
