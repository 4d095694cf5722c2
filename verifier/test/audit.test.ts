import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeBundle, encodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { encodeLeaf, type Leaf } from '@shanju/contract/transparency/leaf.ts'
import { parsePolicy } from '@shanju/contract/transparency/policy.ts'
import { SIGNATURE_TYPE } from '@shanju/contract/transparency/vkey.ts'
import { type AuditOptions, auditLog, type Finding } from '../src/audit.ts'
import { verifyConsistency } from '../src/consistency.ts'
import { nodeCrypto } from '../src/node-crypto.ts'
import {
  checkpointBytes,
  fetchFrom,
  flip,
  giftEntry,
  giftLeaves,
  idOf,
  policyText,
  type Served,
  serve,
  sha256,
  signer,
} from './fixture.ts'

const ORIGIN = 'shanju.example/log/1'
const log = signer(ORIGIN, SIGNATURE_TYPE.ed25519)
const witness = signer('auditor.example/witness', SIGNATURE_TYPE.cosignature)
const policy = parsePolicy(sha256, policyText([log], [witness], 1))
const leaves = giftLeaves(ORIGIN, 700)
const { head, served } = serve(ORIGIN, leaves, [log, witness])

describe('The audit of a whole log', () => {
  it('finds a sound log sound and counts what it read', async () => {
    let last = 0
    const result = await auditLog(nodeCrypto, policy, fetchFrom(served), { onProgress: (done) => (last = done) })
    assert.equal(result.finding, undefined)
    assert.equal(result.verdict?.state, 'trusted')
    assert.deepEqual(result.counts, { ledger_entry: 699, resolution: 0, disclosure: 0, correction: 0, origin_start: 1 })
    assert.equal(last, 700)
  })

  it('finds sound a log that has dropped its partial tiles for full ones', async () => {
    const grown = serve(ORIGIN, giftLeaves(ORIGIN, 1024), [log, witness]).served
    const mixed: Served = new Map([...served, ...grown, ['checkpoint', served.get('checkpoint') ?? new Uint8Array(0)]])
    for (const dropped of ['tile/0/002.p/188', 'tile/entries/002.p/188']) assert.ok(mixed.delete(dropped))
    assert.equal((await auditLog(nodeCrypto, policy, fetchFrom(mixed))).finding, undefined)
  })

  it('finds every altered byte of every tile, bundle and checkpoint', async () => {
    for (const [path, bytes] of served) {
      // Each byte of the small resources; of the large ones a sample that visits every entry.
      const step = bytes.length > 3000 ? 61 : 1
      for (let at = 0; at < bytes.length; at += step) {
        const altered = fetchFrom(new Map(served).set(path, flip(bytes, at)))
        const { finding, verdict } = await auditLog(nodeCrypto, policy, altered)
        // A witness line made unrecognisable is no lie of the log, but leaves the quorum short.
        assert.ok(finding !== undefined || verdict?.state !== 'trusted', `${path} byte ${at}`)
      }
    }
  })

  it('names the resource that is missing, cut short or of another length', async () => {
    for (const [path, bytes] of served) {
      const without = new Map(served)
      without.delete(path)
      const missing = await findingOf(without)
      assert.deepEqual([missing?.what, missing?.path], [path === 'checkpoint' ? 'checkpoint_missing' : 'missing', path])
      for (const damaged of [bytes.slice(0, -1), bytes.slice(0, -32), new Uint8Array(0)]) {
        const finding = await findingOf(new Map(served).set(path, damaged))
        assert.equal(finding?.path, path)
      }
    }
  })

  it('names the entry that is not the one in the tree', async () => {
    const path = 'tile/entries/001'
    const entries = decodeBundle(served.get(path) ?? new Uint8Array(0), 256)
    const forged = entries.with(44, encodeLeaf(giftEntry(300, 10_001n).leaf))
    const finding = await findingOf(new Map(served).set(path, encodeBundle(forged)))
    assert.deepEqual(finding, { what: 'entry_not_in_tile', path, index: 300 })
  })

  it('finds two hashes of a tile swapped, with their entries or without', async () => {
    const [a, b] = [leaves[10], leaves[11]]
    assert.ok(a && b)
    const swapped = serve(ORIGIN, leaves.with(10, b).with(11, a), []).served
    swapped.set('checkpoint', served.get('checkpoint') ?? new Uint8Array(0))
    assert.ok(await findingOf(swapped))
    const tileOnly = new Map(served).set('tile/0/000', swapped.get('tile/0/000') ?? new Uint8Array(0))
    assert.deepEqual(await findingOf(tileOnly), { what: 'entry_not_in_tile', path: 'tile/entries/000', index: 10 })
  })

  it('finds a tree that does not have the signed root', async () => {
    const { head: other } = serve(ORIGIN, giftLeaves(ORIGIN, 699), [])
    const lie = checkpointBytes({ ...head, root: other.root }, [log, witness])
    assert.deepEqual(await findingOf(new Map(served).set('checkpoint', lie)), {
      what: 'root_differs',
      path: 'checkpoint',
    })
  })

  it('trusts no head without the log\u2019s own signature', async () => {
    const impostor = signer(ORIGIN, SIGNATURE_TYPE.ed25519)
    for (const signers of [[witness], [impostor, witness]]) {
      const finding = await findingOf(new Map(served).set('checkpoint', checkpointBytes(head, signers)))
      assert.equal(finding?.what, 'checkpoint_untrusted')
    }
  })

  it('finds what is wrong among well-formed leaves, though tree and signature are right', async () => {
    const start: Leaf = { kind: 'origin_start', origin: ORIGIN, previous: null }
    const gift = giftEntry(1).leaf
    const correction = (correctedId: string): Leaf => ({
      ...gift,
      kind: 'correction',
      subjectId: idOf(9),
      correctedKind: 'ledger_entry',
      correctedId,
    })
    const cases: [Leaf[], string | undefined][] = [
      [[start, gift, correction(gift.subjectId)], undefined],
      [[gift], 'origin_missing'],
      [[{ ...start, origin: 'other' }], 'origin_misplaced'],
      [[start, gift, start], 'origin_misplaced'],
      [[start, gift, { ...gift, partsRoot: new Uint8Array(32) }], 'subject_twice'],
      [[start, correction(idOf(77))], 'corrects_unknown'],
    ]
    for (const [list, what] of cases) {
      const made = serve(ORIGIN, list.map(encodeLeaf), [log, witness]).served
      assert.equal((await findingOf(made))?.what, what)
    }
    const garbage = serve(ORIGIN, [encodeLeaf(start), new Uint8Array([1, 2, 3])], [log, witness]).served
    assert.equal((await findingOf(garbage))?.what, 'leaf_malformed')
  })

  it('lets a log that continues another correct what stands in that one', async () => {
    const origin = 'shanju.example/log/2'
    const next = signer(origin, SIGNATURE_TYPE.ed25519)
    const previous = { origin: ORIGIN, size: head.size, root: head.root, keptSize: 690, statement: null }
    const start: Leaf = { kind: 'origin_start', origin, previous }
    const gift = giftEntry(1).leaf
    const fix: Leaf = { ...gift, kind: 'correction', correctedKind: 'ledger_entry', correctedId: idOf(500) }
    const made = serve(origin, [start, fix].map(encodeLeaf), [next]).served
    const trust = parsePolicy(sha256, policyText([log, next], [], 0))
    assert.equal((await auditLog(nodeCrypto, trust, fetchFrom(made))).finding, undefined)
  })

  it('finds a history that does not pass through a head seen before', async () => {
    for (const size of [0, 1, 255, 256, 300, 699, 700]) {
      const earlier = serve(ORIGIN, leaves.slice(0, size), []).head
      assert.equal(await findingOf(served, { earlier: [earlier] }), undefined, `${size}`)
      const lied = { ...earlier, root: sha256(earlier.root) }
      assert.equal((await findingOf(served, { earlier: [lied] }))?.what, 'forked', `${size}`)
    }
    const ahead = serve(ORIGIN, giftLeaves(ORIGIN, 701), []).head
    assert.equal((await findingOf(served, { earlier: [ahead] }))?.what, 'forked', 'the head went backwards')
    const elsewhere = { ...ahead, origin: 'other.example/log' }
    assert.equal(await findingOf(served, { earlier: [elsewhere] }), undefined)
  })

  it('passes on a failure to fetch instead of calling it a finding', async () => {
    const fetch = async (path: string) => {
      if (path.includes('002')) throw new Error('network down')
      return served.get(path)
    }
    await assert.rejects(auditLog(nodeCrypto, policy, fetch), /network down/)
  })
})

describe('Two heads of one log', () => {
  const first = serve(ORIGIN, leaves.slice(0, 300), [])
  const older = checkpointBytes(first.head, [log, witness])
  const newer = checkpointBytes(head, [log, witness])
  const compare = (a: Uint8Array, b: Uint8Array, from = served) =>
    verifyConsistency(nodeCrypto, policy, [a, b], fetchFrom(from)).then((result) => result.state)

  it('are consistent when one only continues the other, in either order', async () => {
    assert.equal(await compare(older, newer), 'consistent')
    assert.equal(await compare(newer, older), 'consistent')
    assert.equal(await compare(newer, newer), 'consistent')
  })

  it('prove a fork when two readers were shown two trees of one size', async () => {
    const forked = serve(ORIGIN, leaves.with(42, encodeLeaf(giftEntry(42, 1n).leaf)), [log, witness])
    assert.equal(await compare(newer, forked.served.get('checkpoint') ?? new Uint8Array(0)), 'forked')
    const shorter = serve(ORIGIN, leaves.with(42, encodeLeaf(giftEntry(42, 1n).leaf)).slice(0, 300), [log, witness])
    const lie = shorter.served.get('checkpoint') ?? new Uint8Array(0)
    assert.equal(await compare(lie, newer), 'not_shown')
    assert.equal(await compare(lie, newer, forked.served), 'not_shown')
  })

  it('are not shown consistent by tiles that are missing or altered', async () => {
    assert.equal(await compare(older, newer, new Map()), 'not_shown')
    const damaged = new Map(served)
    for (const [path, bytes] of served) damaged.set(path, flip(bytes, 0))
    assert.equal(await compare(older, newer, damaged), 'not_shown')
  })

  it('say nothing of the log unless the log signed both', async () => {
    assert.equal(await compare(older, checkpointBytes(head, [witness])), 'untrusted')
    assert.equal(await compare(checkpointBytes({ ...head, origin: 'other' }, [log]), newer), 'other_log')
    assert.equal(await compare(new Uint8Array(3), newer), 'unreadable')
  })
})

async function findingOf(from: Served, options: AuditOptions = {}): Promise<Finding | undefined> {
  return (await auditLog(nodeCrypto, policy, fetchFrom(from), options)).finding
}
