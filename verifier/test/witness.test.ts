import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromUtf8, toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { parseCheckpoint, type TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { Malformed } from '@shanju/contract/transparency/malformed.ts'
import { leafHash, treeHead } from '@shanju/contract/transparency/merkle.ts'
import { consistencyProof } from '@shanju/contract/transparency/merkle-proof.ts'
import { SIGNATURE_TYPE } from '@shanju/contract/transparency/vkey.ts'
import { decideAddCheckpoint, formatAddCheckpoint, parseAddCheckpoint } from '@shanju/contract/transparency/witness.ts'
import { nodeCrypto } from '../src/node-crypto.ts'
import { checkpointBytes, type Signer, sha256, signer } from './fixture.ts'

const ORIGIN = 'shanju.example/log/1'
const log = signer(ORIGIN, SIGNATURE_TYPE.ed25519)
const leaves = Array.from({ length: 20 }, (_, i) => leafHash(sha256, Uint8Array.of(i)))

describe('A witness', () => {
  it('cosigns the first head it sees, the next that continues it, and the same one again', async () => {
    assert.deepEqual(await decide(undefined, request(0, 7)), { status: 200, head: headAt(7) })
    assert.deepEqual(await decide(headAt(7), request(7, 20)), { status: 200, head: headAt(20) })
    assert.deepEqual(await decide(headAt(7), request(7, 7)), { status: 200, head: headAt(7) })
    assert.deepEqual(await decide(undefined, request(0, 0)), { status: 200, head: headAt(0) })
  })

  it('refuses in the order of the text', async () => {
    const stranger = signer(ORIGIN, SIGNATURE_TYPE.ed25519)
    const elsewhere = signer('other.example/log', SIGNATURE_TYPE.ed25519)
    const foreign = { ...headAt(7), origin: 'other.example/log' }
    const cases: [string, TreeHead | undefined, Uint8Array, number][] = [
      ['no request', undefined, toUtf8('old 1\n'), 400],
      ['an unknown log', undefined, request(0, 7, { head: foreign, by: elsewhere }), 404],
      ['a stranger’s signature', headAt(9), request(9, 7, { by: stranger }), 403],
      ['an old size above the new', headAt(9), request(9, 7, { proof: [] }), 400],
      ['a size it did not cosign', headAt(9), request(5, 12), 409],
      ['a size where none was cosigned', undefined, request(5, 12), 409],
      ['another root at the same size', { ...headAt(7), root: headAt(8).root }, request(7, 7), 409],
      ['a proof of another tree', { ...headAt(7), root: headAt(8).root }, request(7, 12), 422],
      ['no proof', headAt(7), request(7, 12, { proof: [] }), 422],
      ['a proof where none belongs', undefined, request(0, 12, { proof: [headAt(1).root] }), 422],
      ['an empty tree with a root', undefined, request(0, 0, { head: { ...headAt(7), size: 0 } }), 422],
    ]
    for (const [what, recorded, body, status] of cases) {
      assert.equal((await decide(recorded, body)).status, status, what)
    }
    const conflict = await decide(headAt(9), request(5, 12))
    assert.equal(conflict.status === 409 && conflict.recordedSize, 9)
  })

  it('reads requests as the text writes them and no other way', () => {
    const body = request(7, 12)
    assert.deepEqual(formatAddCheckpoint(parseAddCheckpoint(body)), body)
    const text = fromUtf8(body)
    const wrong = [
      text.replace('old 7', 'old 07'),
      text.replace('old 7', 'new 7'),
      text.replace('old 7\n', ''),
      text.replace('old 7\n', `old 7\n${'AAAA\n'.repeat(2)}`),
      text.replace('old 7\n', `old 7\n${`${'A'.repeat(43)}=\n`.repeat(64)}`),
      text.slice(0, text.indexOf('\n\n') + 1),
    ]
    for (const [i, bad] of wrong.entries()) assert.throws(() => parseAddCheckpoint(toUtf8(bad)), Malformed, `case ${i}`)
  })
})

function decide(recorded: TreeHead | undefined, body: Uint8Array) {
  return decideAddCheckpoint(sha256, nodeCrypto, [log.key], () => recorded, body)
}

function headAt(size: number): TreeHead {
  return { origin: ORIGIN, size, root: treeHead(sha256, leaves.slice(0, size)) }
}

function request(
  oldSize: number,
  size: number,
  { head = headAt(size), by = log, proof }: { head?: TreeHead; by?: Signer; proof?: Uint8Array[] } = {},
): Uint8Array {
  const read = (level: number, index: number) =>
    treeHead(sha256, leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))
  const made = proof ?? (oldSize <= size ? consistencyProof(sha256, read, oldSize, size) : [])
  return formatAddCheckpoint({ oldSize, proof: made, checkpoint: parseCheckpoint(checkpointBytes(head, [by])) })
}
