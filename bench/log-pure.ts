import { generateKeyPairSync, sign } from 'node:crypto'
import { encodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { formatTreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { verifyEd25519 } from '@shanju/contract/transparency/ed25519.ts'
import { type CommittedLeaf, encodeLeaf } from '@shanju/contract/transparency/leaf.ts'
import { leafHash } from '@shanju/contract/transparency/merkle.ts'
import { inclusionProof, rootFromInclusion } from '@shanju/contract/transparency/merkle-proof.ts'
import { formatNote } from '@shanju/contract/transparency/note.ts'
import { commitmentOfPart, partsRoot, sealPart } from '@shanju/contract/transparency/opening.ts'
import { parsePolicy } from '@shanju/contract/transparency/policy.ts'
import { emptyEdge, growTiles, rootOfEdge } from '@shanju/contract/transparency/tile-edge.ts'
import { readerOfTiles, tilesFor } from '@shanju/contract/transparency/tile-reader.ts'
import { TILE_WIDTH, tilePath } from '@shanju/contract/transparency/tiles.ts'
import { formatVkey, SIGNATURE_TYPE, verifierKey } from '@shanju/contract/transparency/vkey.ts'
import { auditLog } from '@shanju/verifier/audit.ts'
import { nodeCrypto } from '@shanju/verifier/node-crypto.ts'
import { portableCrypto } from '@shanju/verifier/portable-crypto.ts'

const ORIGIN = 'bench.example/log/1'

export interface Row {
  readonly what: string
  readonly value: string
  readonly bar: string
}

/** Measures the pure log over a tree of `size` entries; the bars are those of the issue on proofs. */
export async function benchLogPure(size = 1_000_000): Promise<Row[]> {
  const hash = nodeCrypto.sha256
  const served = new Map<string, Uint8Array>()
  const grow = seconds(() => growLog(size, served))
  const { root } = grow.value
  const pair = generateKeyPairSync('ed25519')
  const raw = Uint8Array.from(pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32))
  const key = verifierKey(hash, ORIGIN, SIGNATURE_TYPE.ed25519, raw)
  const text = toUtf8(formatTreeHead({ origin: ORIGIN, size, root }))
  const signature = Uint8Array.from(sign(null, text, pair.privateKey))
  const line = { name: key.name, keyId: key.id, bytes: signature }
  served.set('checkpoint', formatNote({ text: formatTreeHead({ origin: ORIGIN, size, root }), signatures: [line] }))
  const policy = parsePolicy(hash, toUtf8(`log ${formatVkey(key)}\nquorum none\n`))

  const proofs = seconds(() => proveMany(size, served, root))
  const started = performance.now()
  const audit = await auditLog(nodeCrypto, policy, async (path) => served.get(path))
  const auditSeconds = (performance.now() - started) / 1000
  if (audit.finding !== undefined) throw new Error(`the audit found ${audit.finding.what} at ${audit.finding.path}`)

  const seal = seconds(() => times(20_000, sealGift))
  const curve = seconds(() => times(200, () => expectTrue(verifyEd25519(raw, text, signature))))
  const native = seconds(() => times(2_000, () => expectTrue(nodeCrypto.ed25519(raw, text, signature) === true)))
  const block = new Uint8Array(65)
  const ours = seconds(() => times(200_000, () => portableCrypto.sha256(block)))
  const theirs = seconds(() => times(200_000, () => hash(block)))
  return [
    row(`grow ${size} entries into tiles`, `${Math.round(size / grow.seconds)} entries/s`, ''),
    row('inclusion proof from stored tiles, checked', `${((proofs.seconds * 1000) / PROOFS).toFixed(3)} ms`, '< 1 ms'),
    row('  the same by processor time', `${((proofs.processor * 1000) / PROOFS).toFixed(3)} ms`, ''),
    row(`audit of ${size} entries`, `${auditSeconds.toFixed(1)} s`, '< 60 s for 1,000,000'),
    row('seal one gift entry of five parts', `${((seal.seconds * 1e6) / 20_000).toFixed(1)} µs`, ''),
    row('our Ed25519, one signature', `${((curve.seconds * 1000) / 200).toFixed(2)} ms`, '< 50 ms a receipt of 4'),
    row('ratio to the host\u2019s Ed25519', `${(curve.seconds / 200 / (native.seconds / 2_000)).toFixed(1)} x`, ''),
    row('our SHA-256 against the host\u2019s, one node', `${(ours.seconds / theirs.seconds).toFixed(2)} x`, ''),
  ]
}

const PROOFS = 500

/** Each proof loads its own tiles, as a server answering strangers would. */
function proveMany(size: number, served: ReadonlyMap<string, Uint8Array>, root: Uint8Array): void {
  const hash = nodeCrypto.sha256
  for (let n = 0; n < PROOFS; n++) {
    const index = Math.floor((size / PROOFS) * n)
    const tiles = tilesFor(size, (read, nothing) => inclusionProof(nothing, read, index, size))
    const bytes = new Map(tiles.map((tile) => [`${tile.level}/${tile.index}`, served.get(tilePath(tile))]))
    const read = readerOfTiles(hash, (level, place) => bytes.get(`${level}/${place}`))
    const proof = inclusionProof(hash, read, index, size)
    const implied = rootFromInclusion(hash, leafHash(hash, leafAt(index)), index, size, proof)
    expectTrue(implied !== undefined && Buffer.compare(implied, root) === 0)
  }
}

function growLog(size: number, served: Map<string, Uint8Array>): { root: Uint8Array } {
  let edge = emptyEdge()
  while (edge.size < size) {
    const width = Math.min(TILE_WIDTH, size - edge.size)
    const entries = Array.from({ length: width }, (_, i) => leafAt(edge.size + i))
    served.set(tilePath({ level: 'entries', index: edge.size / TILE_WIDTH, width }), encodeBundle(entries))
    const grown = growTiles(
      nodeCrypto.sha256,
      edge,
      entries.map((entry) => leafHash(nodeCrypto.sha256, entry)),
    )
    for (const tile of grown.tiles) served.set(tilePath(tile), tile.bytes)
    edge = grown.edge
  }
  return { root: rootOfEdge(nodeCrypto.sha256, edge) }
}

function leafAt(index: number): Uint8Array {
  if (index === 0) return encodeLeaf({ kind: 'origin_start', origin: ORIGIN, previous: null })
  const leaf: CommittedLeaf = {
    kind: 'ledger_entry',
    subjectId: `01980f6e-5c00-7000-8000-${index.toString(16).padStart(12, '0')}`,
    partCount: 5,
    partsRoot: new Uint8Array(32).fill(index & 255),
  }
  return encodeLeaf(leaf)
}

function sealGift(): void {
  const salt = new Uint8Array(16)
  const head = {
    book: 'b',
    entryNumber: null,
    postedOn: '2026-03-08',
    documentOn: '2026-03-07',
    source: 'gift',
    sourceId: null,
  }
  const line = { account: '1002', amount: 10_000n, restriction: 'restricted', fund: 'f', project: null, costKind: null }
  const detail = { gift: 'G1', counterparty: 'donor-1', memo: null }
  const parts = [
    sealPart({ type: 'entry_head', values: head }, salt),
    sealPart({ type: 'entry_line', values: { ...line, side: 'debit' } }, salt),
    sealPart({ type: 'line_detail', values: detail }, salt),
    sealPart({ type: 'entry_line', values: { ...line, side: 'credit' } }, salt),
    sealPart({ type: 'line_detail', values: detail }, salt),
  ]
  partsRoot(
    nodeCrypto.sha256,
    parts.map((part) => commitmentOfPart(nodeCrypto.sha256, part)),
  )
}

/** By the wall, and by this process's own use of the processor: on a busy machine the two differ. */
function seconds<T>(run: () => T): { value: T; seconds: number; processor: number } {
  const started = performance.now()
  const before = process.cpuUsage()
  const value = run()
  const { user, system } = process.cpuUsage(before)
  return { value, seconds: (performance.now() - started) / 1000, processor: (user + system) / 1e6 }
}

function times(count: number, run: () => unknown): void {
  for (let i = 0; i < count; i++) run()
}

function row(what: string, value: string, bar: string): Row {
  return { what, value, bar }
}

/** A benchmark of something that does not work would be worthless. */
function expectTrue(value: boolean): void {
  if (!value) throw new Error('a measured operation gave a wrong answer')
}

if (import.meta.main) {
  for (const { what, value, bar } of await benchLogPure(Number(process.argv[2] ?? 1_000_000))) {
    process.stdout.write(`${what.padEnd(48)} ${value.padStart(18)}   ${bar}\n`)
  }
}
