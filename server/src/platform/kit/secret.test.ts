import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { secretsFrom } from './secret.ts'

const SECRET = 'one secret of thirty-two characters'
const secrets = secretsFrom(SECRET)
const other = secretsFrom('another secret of thirty-two chars.')
const CONTEXT = 'identity.people.name'

test('what is sealed opens again, text and bytes alike, also after a restart with the same secret', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
      assert.equal(secretsFrom(SECRET).open(secrets.seal(text, CONTEXT), CONTEXT), text)
      assert.deepEqual(new Uint8Array(secrets.openBytes(secrets.sealBytes(bytes, CONTEXT), CONTEXT)), bytes)
    }),
    { numRuns: 50 },
  )
})

test('sealing the same text twice looks different each time and never shows the text', () => {
  const [first, second] = [secrets.seal('其其格', CONTEXT), secrets.seal('其其格', CONTEXT)]
  assert.notDeepEqual(first, second)
  assert.equal(first.includes(Buffer.from('其其格')), false)
})

test('a change of any one byte, a cut at any place and anything added keep it shut', () => {
  const sealed = secrets.seal('张三 13800000000', CONTEXT)
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8((changed[at] ?? 0) ^ 1, at)
    assert.throws(() => secrets.open(changed, CONTEXT), `byte ${at}`)
    assert.throws(() => secrets.open(sealed.subarray(0, at), CONTEXT), `cut at ${at}`)
  }
  assert.throws(() => secrets.open(Buffer.concat([sealed, Buffer.from([0])]), CONTEXT))
})

test('a value copied to another column, or sealed under another secret, does not open', () => {
  const sealed = secrets.seal('张三', CONTEXT)
  assert.throws(() => secrets.open(sealed, 'identity.people.phone'))
  assert.throws(() => other.open(sealed, CONTEXT))
})

test('keyed hashes are equal exactly for equal text, context and secret', () => {
  const hash = secrets.keyedHash('13800000000', CONTEXT)
  assert.equal(hash.length, 32)
  assert.deepEqual(secretsFrom(SECRET).keyedHash('13800000000', CONTEXT), hash)
  assert.notDeepEqual(secrets.keyedHash('13800000001', CONTEXT), hash)
  assert.notDeepEqual(secrets.keyedHash('13800000000', 'other'), hash)
  assert.notDeepEqual(other.keyedHash('13800000000', CONTEXT), hash)
})

test('full-width and half-width spellings of one number are found by the same hash', () => {
  assert.deepEqual(secrets.keyedHash('１３８', CONTEXT), secrets.keyedHash('138', CONTEXT))
})

test('keys derived for different purposes have nothing in common and stay the same', () => {
  assert.deepEqual(secrets.derive('sessions'), secretsFrom(SECRET).derive('sessions'))
  assert.notDeepEqual(secrets.derive('sessions'), secrets.derive('links'))
  assert.notDeepEqual(secrets.derive('sessions'), other.derive('sessions'))
  assert.equal(secrets.derive('sessions').length, 32)
})
