import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromBase64Url, toBase64Url } from '@shanju/contract/transparency/base64.ts'
import { fromUtf8, toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import {
  decodeCompact,
  encodeCompact,
  parseReceiptText,
  QR_CAPACITY,
  receiptText,
} from '@shanju/contract/transparency/compact.ts'
import { formatNote, parseNote } from '@shanju/contract/transparency/note.ts'
import { parsePolicy } from '@shanju/contract/transparency/policy.ts'
import { formatProof, parseProof } from '@shanju/contract/transparency/proof.ts'
import vector from '@shanju/contract/transparency/vectors/receipt.json' with { type: 'json' }
import { SIGNATURE_TYPE } from '@shanju/contract/transparency/vkey.ts'
import { nodeCrypto } from '../src/node-crypto.ts'
import { portableCrypto } from '../src/portable-crypto.ts'
import { verifyReceipt } from '../src/receipt.ts'
import {
  checkpointBytes,
  fetchFrom,
  flip,
  giftLeaves,
  policyText,
  receiptOf,
  serve,
  sha256,
  signer,
} from './fixture.ts'

const ORIGIN = 'shanju.example/log/1'
const log = signer(ORIGIN, SIGNATURE_TYPE.ed25519)
const witnesses = ['auditor', 'bureau', 'university'].map((name) =>
  signer(`${name}.example/witness`, SIGNATURE_TYPE.cosignature),
)
const keys = [log, ...witnesses].map(({ key }) => key)
const policy = parsePolicy(sha256, policyText([log], witnesses, 2))
/** Every line needed, so that no byte of a receipt is without effect. */
const everyWitness = parsePolicy(sha256, policyText([log], witnesses, 3))
const { head, served } = serve(ORIGIN, giftLeaves(ORIGIN, 700), [log, ...witnesses])
const receipt = receiptOf(served, 345, keys)

describe('A receipt', () => {
  it('is proven from its QR text, from the bare proof and from the file, with and without a crypto of the host', async () => {
    for (const crypto of [nodeCrypto, portableCrypto]) {
      for (const input of [receipt.text, toBase64Url(receipt.compact), receipt.file, fromUtf8(receipt.file)]) {
        const result = await verifyReceipt(crypto, policy, input)
        assert.equal(result.state, 'proven')
        assert.equal(result.shown?.index, 345)
        assert.deepEqual(result.shown?.head, head)
        assert.equal(result.verdict?.standing.have, 3)
        const [entry, line, detail] = result.shown?.parts ?? []
        assert.equal(entry?.type === 'entry_head' && entry.values.postedOn, '2026-03-08')
        assert.equal(line?.type === 'entry_line' && line.values.amount, 10_000n)
        assert.equal(detail?.type === 'line_detail' && detail.values.gift, 'G345')
      }
    }
  })

  it('printed when the format was frozen is still proven, and is still written byte for byte', async () => {
    const frozen = parsePolicy(sha256, toUtf8(vector.policy))
    for (const input of [vector.text, vector.file]) {
      assert.equal((await verifyReceipt(portableCrypto, frozen, input)).state, 'proven')
    }
    const { address, receipt: bytes } = parseReceiptText(vector.text)
    assert.equal(receiptText(address, encodeCompact(decodeCompact(sha256, bytes))), vector.text)
    assert.equal(fromUtf8(formatProof(parseProof(toUtf8(vector.file)))), vector.file)
  })

  it('fits one QR code with room to spare, in a tree of a million entries too', () => {
    const deeper = 20 - parseProof(receipt.file).hashes.length
    const grown = receipt.text.length + Math.ceil((deeper * 32 * 4) / 3)
    assert.ok(grown <= 1800, `${grown} bytes`)
    assert.ok(grown < QR_CAPACITY)
  })

  it('proves nothing once any byte of its compact form is altered', async () => {
    for (let at = 0; at < receipt.compact.length; at++) {
      for (const mask of [1, 0x80]) {
        const result = await verifyReceipt(nodeCrypto, everyWitness, toBase64Url(flip(receipt.compact, at, mask)))
        assert.notEqual(result.state, 'proven', `byte ${at}`)
      }
    }
  })

  it('proves nothing once any byte of its file is altered', async () => {
    for (let at = 0; at < receipt.file.length; at++) {
      const result = await verifyReceipt(nodeCrypto, everyWitness, flip(receipt.file, at))
      assert.notEqual(result.state, 'proven', `byte ${at}`)
    }
  })

  it('proves nothing when cut short anywhere or continued', async () => {
    for (let length = 0; length < receipt.compact.length; length++) {
      const result = await verifyReceipt(nodeCrypto, policy, toBase64Url(receipt.compact.subarray(0, length)))
      assert.notEqual(result.state, 'proven', `${length} bytes`)
    }
    assert.equal((await verifyReceipt(nodeCrypto, policy, `${receipt.text}AAAA`)).state, 'unreadable')
  })

  it('names the step at which a damaged file fails', async () => {
    const text = fromUtf8(receipt.file)
    const proof = parseProof(receipt.file)
    const [first, second] = text.slice(text.indexOf('index')).split('\n').slice(1)
    assert.ok(first && second)
    const swapped = text.replace(`${first}\n${second}`, `${second}\n${first}`)
    assert.deepEqual(await stateOf(swapped), ['altered', 'tree'])
    assert.deepEqual(await stateOf(text.replace('index 345', 'index 344')), ['altered', 'tree'])
    const root = text.split('\n').find((_line, i, all) => all[i - 1] === '700')
    assert.ok(root)
    assert.deepEqual(await stateOf(text.replace(root, `A${root.slice(1)}`)), ['altered', 'tree'])
    assert.deepEqual(await stateOf(text.replace(/^extra .*\n/m, '')), ['unreadable', 'read'])
    const other = receiptOf(served, 346, keys)
    const extra = /^extra .*$/m
    const foreign = text.replace(extra, extra.exec(fromUtf8(other.file))?.[0] ?? '')
    assert.deepEqual(await stateOf(foreign), ['altered', 'tree'])
    assert.equal(proof.index, 345)
  })

  it('says which log it does not know, and believes no other log that borrows the name', async () => {
    const stranger = signer('other.example/log', SIGNATURE_TYPE.ed25519)
    const theirs = parsePolicy(sha256, policyText([stranger], witnesses, 2))
    for (const input of [receipt.text, receipt.file]) {
      assert.equal((await verifyReceipt(nodeCrypto, theirs, input)).state, 'unknown_log')
    }
    const impostor = signer(ORIGIN, SIGNATURE_TYPE.ed25519)
    const forged = serve(ORIGIN, giftLeaves(ORIGIN, 700), [impostor, ...witnesses]).served
    const lie = receiptOf(forged, 345, [impostor.key, ...keys])
    for (const input of [lie.text, lie.file]) {
      assert.equal((await verifyReceipt(nodeCrypto, policy, input)).state, 'unknown_log')
    }
  })

  it('is not taken from another log of the same key under another name', async () => {
    const renamed = serve('shanju.example/log/2', giftLeaves('shanju.example/log/2', 700), []).head
    const forged = new Map(served)
    forged.set('checkpoint', checkpointBytes(renamed, [log, ...witnesses]))
    assert.equal((await verifyReceipt(nodeCrypto, policy, receiptOf(forged, 345, keys).file)).state, 'altered')
    assert.equal(await fetchFrom(forged)('nothing'), undefined)
  })

  it('falls short without a quorum of witnesses, and is refused with a false one', async () => {
    const few = new Map(served).set('checkpoint', checkpointBytes(head, [log, ...witnesses.slice(0, 1)]))
    const short = receiptOf(few, 345, keys)
    for (const input of [short.text, short.file]) {
      const result = await verifyReceipt(nodeCrypto, policy, input)
      assert.equal(result.state, 'short_of_witnesses')
      assert.deepEqual(result.verdict?.standing, { have: 1, need: 2, met: false })
    }
    const liar = signer('auditor.example/witness', SIGNATURE_TYPE.cosignature)
    const note = parseNote(checkpointBytes(head, [log, ...witnesses.slice(1), liar]))
    const posing = note.signatures.map((line, i) => (i === 3 ? { ...line, keyId: witnesses[0]?.key.id ?? 0 } : line))
    const forged = new Map(served).set('checkpoint', formatNote({ ...note, signatures: posing }))
    assert.equal((await verifyReceipt(nodeCrypto, policy, receiptOf(forged, 345, keys).file)).state, 'altered')
  })

  it('one witness signing twice is still one witness', async () => {
    const twice = checkpointBytes(head, [log, ...witnesses.slice(0, 1), ...witnesses.slice(0, 1)])
    const doubled = receiptOf(new Map(served).set('checkpoint', twice), 345, keys)
    assert.equal((await verifyReceipt(nodeCrypto, policy, doubled.file)).state, 'short_of_witnesses')
  })

  it('with ML-DSA witnesses is proven in Node and unchecked, never proven or refused, in a browser', async () => {
    const modern = ['a', 'b'].map((name) => signer(`${name}.example/pq`, SIGNATURE_TYPE.mlDsa44))
    const strict = parsePolicy(sha256, policyText([log], modern, 2))
    const cosigned = new Map(served).set('checkpoint', checkpointBytes(head, [log, ...modern]))
    const file = receiptOf(cosigned, 345, keys).file
    assert.equal((await verifyReceipt(nodeCrypto, strict, file)).state, 'proven')
    const browser = await verifyReceipt(portableCrypto, strict, file)
    assert.equal(browser.state, 'unchecked')
    assert.deepEqual(
      browser.verdict?.witnesses.map((witness) => witness.state),
      ['unchecked', 'unchecked'],
    )
    const mixed = parsePolicy(sha256, policyText([log], [...witnesses, ...modern], 2))
    const both = new Map(served).set('checkpoint', checkpointBytes(head, [log, ...witnesses, ...modern]))
    assert.equal((await verifyReceipt(portableCrypto, mixed, receiptOf(both, 345, keys).file)).state, 'proven')
  })

  it('printed before its proof existed is pending, and anything else is unreadable', async () => {
    assert.equal((await verifyReceipt(nodeCrypto, policy, 'https://shanju.example/r/G7K29QXD')).state, 'pending')
    for (const input of ['', '#', 'hello', 'https://shanju.example/r/G7#', '\ud800', new Uint8Array([255, 254])]) {
      assert.equal((await verifyReceipt(nodeCrypto, policy, input)).state, 'unreadable', String(input))
    }
    assert.deepEqual(fromBase64Url(receipt.text.split('#')[1] ?? ''), receipt.compact)
    assert.equal((await verifyReceipt(nodeCrypto, policy, toUtf8(receipt.text))).state, 'proven')
  })
})

async function stateOf(input: string): Promise<[string, string | undefined]> {
  const { state, failed } = await verifyReceipt(nodeCrypto, policy, input)
  return [state, failed]
}
