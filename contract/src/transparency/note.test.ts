import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.ts'
import { fromUtf8, toHex, toUtf8 } from './bytes.ts'
import { formatTreeHead, parseCheckpoint } from './checkpoint.ts'
import { cosignedHead, cosignedHeadText, cosignedSubtree, decodeTimestamped, encodeTimestamped } from './cosignature.ts'
import { verifyEd25519 } from './ed25519.ts'
import { Malformed } from './malformed.ts'
import { formatNote, parseNote, parseSignatureLines } from './note.ts'
import { sha256 } from './sha256.ts'
import { checkSignatures } from './signatures.ts'
import vectors from './vectors/note.json' with { type: 'json' }
import { formatVkey, parseVkey, SIGNATURE_TYPE, verifierKey } from './vkey.ts'

const checks = { ed25519: verifyEd25519 }
const { vkeyExample, textExample, cosignedCheckpoint } = vectors

describe('Signed notes', () => {
  it('reads and rewrites the examples of the text byte for byte', () => {
    for (const text of [vkeyExample.note, textExample.note, cosignedCheckpoint.note]) {
      assert.equal(fromUtf8(formatNote(parseNote(toUtf8(text)))), text)
    }
    assert.match(parseNote(toUtf8(textExample.note)).text, /sole:\n\ned è subito sera\.\n$/)
  })

  it('verifies the example of the verifier key section', () => {
    const key = parseVkey(sha256, vkeyExample.vkey)
    const note = parseNote(toUtf8(vkeyExample.note))
    assert.equal(note.signatures[0]?.keyId, key.id)
    assert.ok(verifyEd25519(key.publicKey, toUtf8(note.text), note.signatures[0]?.bytes ?? new Uint8Array(0)))
  })

  it('refuses what the text forbids', () => {
    const line = '— example.com/foo Uw2QOkn8srV1yA==\n'
    const wrong = {
      'no signature': 'text\n\n',
      'no blank line': `text\n${line}`,
      'an unfinished line': `text\n\n${line.slice(0, -1)}`,
      'a control character': `te\u0007xt\n\n${line}`,
      'a carriage return': `text\r\n\n${line}`,
      'a hyphen for the dash': `text\n\n${line.replace('—', '-')}`,
      'two spaces': `text\n\n${line.replace(' Uw', '  Uw')}`,
      'a space in the name': `text\n\n${line.replace('/foo', '/fo\u00a0o')}`,
      'a plus in the name': `text\n\n${line.replace('/foo', '+foo')}`,
      'an empty name': `text\n\n${line.replace('example.com/foo', '')}`,
      'base64 with loose bits': `text\n\n${line.replace('A==', 'B==')}`,
      'base64 without padding': `text\n\n${line.replace('==', '')}`,
      'nothing after the key id': 'text\n\n— example.com/foo Uw2QOg==\n',
      'a line that is no signature': `text\n\n${line}more\n`,
    }
    for (const [what, text] of Object.entries(wrong)) {
      assert.throws(() => parseNote(toUtf8(text)), Malformed, what)
    }
    assert.throws(() => parseNote(Uint8Array.of(0xff, 0x0a, 0x0a)), Malformed, 'not UTF-8')
    assert.throws(() => parseNote(toUtf8(`t\n\n${line.repeat(65)}`)), Malformed, 'too many signatures')
    assert.equal(parseNote(toUtf8(`t\n\n${line.repeat(64)}`)).signatures.length, 64)
    assert.throws(() => parseSignatureLines(''), Malformed)
  })
})

describe('Verifier keys', () => {
  it('are written as they are read, for every type', () => {
    for (const text of [vkeyExample.vkey, cosignedCheckpoint.logVkey, cosignedCheckpoint.remoraVkey]) {
      assert.equal(formatVkey(parseVkey(sha256, text)), text)
    }
  })

  it('are refused when any part does not fit the others', () => {
    const [name, id, key] = vkeyExample.vkey.split('+')
    assert.ok(key)
    const wrong = [
      `other+${id}+${key}`,
      `${name}+530d903b+${key}`,
      `${name}+530D903A+${key}`,
      `${name}+${id}+${key.replace('Aeky', 'Beky')}`,
      `${name}+${id}`,
      `${name}+${id}+${key}=`,
      `na me+${id}+${key}`,
      vkeyExample.vkey.replace('+AekyeRrm', '+CekyeRrm'),
    ]
    for (const text of wrong) assert.throws(() => parseVkey(sha256, text), Malformed, text)
  })

  it('of small order are refused, since they would vouch for anything', () => {
    const neutral = Uint8Array.of(1, ...new Uint8Array(31))
    assert.throws(() => verifierKey(sha256, 'log', SIGNATURE_TYPE.ed25519, neutral), /sound/)
  })
})

describe('Checkpoints', () => {
  it('are read as head and signatures', () => {
    const checkpoint = parseCheckpoint(toUtf8(cosignedCheckpoint.note))
    assert.equal(checkpoint.origin, 'arche2025h1.staging.ct.transparency.dev')
    assert.equal(checkpoint.size, 1432088532)
    assert.equal(checkpoint.note.signatures.length, 6)
    assert.equal(formatTreeHead(checkpoint), checkpoint.note.text)
  })

  it('are refused when a line is missing, empty or not in its one form', () => {
    const root = 'U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro='
    const texts = [
      'log\n1\n',
      `\n1\n${root}\n`,
      `log\n01\n${root}\n`,
      `log\n+1\n${root}\n`,
      `log\n1e3\n${root}\n`,
      `log\n9007199254740992\n${root}\n`,
      `log\n1\n${root.slice(4)}\n`,
      `log\n1\n${root}\n\nextension\n`,
    ]
    for (const text of texts) {
      assert.throws(() => parseCheckpoint(toUtf8(`${text}\n— log Uw2QOkn8srV1yA==\n`)), Malformed, text)
    }
    const extended = parseCheckpoint(toUtf8(`log\n0\n${root}\nmore\n\n— log Uw2QOkn8srV1yA==\n`))
    assert.deepEqual(extended.extensions, ['more'])
  })
})

describe('Signatures and cosignatures', () => {
  it('of a checkpoint signed and cosigned in public verify, and unknown lines are ignored', async () => {
    const checkpoint = parseCheckpoint(toUtf8(cosignedCheckpoint.note))
    const { logVkey, remoraVkey, stagemoleVkey } = cosignedCheckpoint
    const keys = [logVkey, remoraVkey, stagemoleVkey].map((text) => parseVkey(sha256, text))
    const verdicts = await checkSignatures(checks, checkpoint, keys)
    assert.deepEqual(
      verdicts.map((verdict) => [verdict.key.name, verdict.state, verdict.timestamp]),
      [
        ['arche2025h1.staging.ct.transparency.dev', 'valid', undefined],
        ['remora.n621.de', 'valid', cosignedCheckpoint.timestamp],
        ['witness.stagemole.eu', 'valid', cosignedCheckpoint.timestamp],
      ],
    )
  })

  it('do not verify once the size is another, nor under the key of another type', async () => {
    const other = parseCheckpoint(toUtf8(cosignedCheckpoint.note.replace('1432088532', '1432088533')))
    const remora = parseVkey(sha256, cosignedCheckpoint.remoraVkey)
    assert.equal((await checkSignatures(checks, other, [remora]))[0]?.state, 'invalid')
    const wrongType = verifierKey(sha256, remora.name, SIGNATURE_TYPE.ed25519, remora.publicKey)
    assert.deepEqual(await checkSignatures(checks, other, [wrongType]), [])
  })

  it('sign the text of the specification for Ed25519', () => {
    const root = fromBase64('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=')
    assert.equal(
      fromUtf8(cosignedHeadText(1679315147, { origin: 'example.com/behind-the-sofa', size: 20852163, root })),
      'cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    )
  })

  it('sign the structure of the specification for ML-DSA-44, byte for byte', () => {
    const subtree = { cosigner: 'w1', timestamp: 0, origin: 'log', start: 8, end: 13, root: new Uint8Array(32).fill(7) }
    assert.equal(
      toHex(cosignedSubtree(subtree)),
      [
        Buffer.from('subtree/v1\n\0').toString('hex'),
        `02${Buffer.from('w1').toString('hex')}`,
        '0000000000000000',
        `03${Buffer.from('log').toString('hex')}`,
        '0000000000000008',
        '000000000000000d',
        '07'.repeat(32),
      ].join(''),
    )
  })

  it('with ML-DSA-44 verify where the place can check them and stay unchecked where it cannot', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ml-dsa-44')
    const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-1312)
    const key = verifierKey(sha256, 'witness.example/pq', SIGNATURE_TYPE.mlDsa44, Uint8Array.from(raw))
    const head = { origin: 'example.com/log', size: 5, root: sha256(toUtf8('root')) }
    const signature = Uint8Array.from(sign(null, cosignedHead(key.name, 1700000000, head), privateKey))
    const line = { name: key.name, keyId: key.id, bytes: encodeTimestamped(1700000000, signature) }
    const checkpoint = parseCheckpoint(formatNote({ text: formatTreeHead(head), signatures: [line] }))
    const mlDsa44 = (k: Uint8Array, m: Uint8Array, s: Uint8Array) => verify(null, m, mlDsaKey(k), s)
    assert.equal((await checkSignatures({ ...checks, mlDsa44 }, checkpoint, [key]))[0]?.state, 'valid')
    assert.equal((await checkSignatures(checks, checkpoint, [key]))[0]?.state, 'unchecked')
    const renamed = { ...checkpoint, origin: 'example.com/log2' }
    assert.equal((await checkSignatures({ ...checks, mlDsa44 }, renamed, [key]))[0]?.state, 'invalid')
  })

  it('refuse lengths, times and names the structures cannot hold', () => {
    assert.throws(() => decodeTimestamped(new Uint8Array(71), 64), Malformed)
    assert.throws(() => decodeTimestamped(new Uint8Array(72).fill(255), 64), Malformed)
    const subtree = { cosigner: 'w', timestamp: 0, origin: 'log', start: 8, end: 13, root: new Uint8Array(32) }
    assert.throws(() => cosignedSubtree({ ...subtree, timestamp: 1 }), RangeError)
    assert.throws(() => cosignedSubtree({ ...subtree, origin: 'o'.repeat(256) }), RangeError)
    assert.throws(() => cosignedSubtree({ ...subtree, cosigner: '' }), RangeError)
    assert.equal(cosignedSubtree(subtree).length, 12 + 2 + 8 + 4 + 8 + 8 + 32)
  })
})

describe('Base64', () => {
  it('agrees with the host and reads back, in both alphabets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'))
        assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString('base64url'))
        assert.equal(toHex(fromBase64(toBase64(bytes))), toHex(bytes))
        assert.equal(toHex(fromBase64Url(toBase64Url(bytes))), toHex(bytes))
      }),
    )
  })

  it('has one spelling for each value', () => {
    for (const text of ['A', 'AB==', 'AA=', 'AA', 'AAA', 'AA= =', 'AA==\n', '=', '====', 'AA-_']) {
      assert.throws(() => fromBase64(text), Malformed, text)
    }
    for (const text of ['A', 'AB', 'AA==', 'A+/A']) assert.throws(() => fromBase64Url(text), Malformed, text)
  })
})

/** Node takes ML-DSA keys as DER only: the fixed frame of id-ml-dsa-44 around the raw key. */
function mlDsaKey(raw: Uint8Array) {
  const frame = Buffer.from('30820532300b06096086480165030403110382052100', 'hex')
  return createPublicKey({ key: Buffer.concat([frame, raw]), format: 'der', type: 'spki' })
}
