import { sameBytes, toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import type { Checkpoint, TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import {
  type CompactReceipt,
  decodeCompact,
  impliedCheckpoint,
  parseReceiptText,
} from '@shanju/contract/transparency/compact.ts'
import { decodeEvidence, type Evidence } from '@shanju/contract/transparency/evidence.ts'
import { type HeadVerdict, judgeHead } from '@shanju/contract/transparency/judge.ts'
import { type CommittedLeaf, decodeLeaf, encodeLeaf } from '@shanju/contract/transparency/leaf.ts'
import { attempt } from '@shanju/contract/transparency/malformed.ts'
import { leafHash } from '@shanju/contract/transparency/merkle.ts'
import { rootFromInclusion } from '@shanju/contract/transparency/merkle-proof.ts'
import { contentsOf, type Opening, rootOfOpening } from '@shanju/contract/transparency/opening.ts'
import type { PartContent } from '@shanju/contract/transparency/parts.ts'
import type { Policy } from '@shanju/contract/transparency/policy.ts'
import { type LogProof, parseProof } from '@shanju/contract/transparency/proof.ts'
import type { VerifierCrypto } from './crypto.ts'

/**
 * `proven` everything holds · `short_of_witnesses` all holds but too few witnesses · `unchecked` all holds but a needed
 * line is of a kind this place cannot check · `altered` something was changed or never true · `unknown_log` signed by
 * nobody the policy knows · `pending` printed before its proof existed · `unreadable` no receipt at all.
 */
export type ReceiptState =
  | 'proven'
  | 'short_of_witnesses'
  | 'unchecked'
  | 'altered'
  | 'unknown_log'
  | 'pending'
  | 'unreadable'

/** The way from what is printed to whom one believes, in the order it is walked. */
export const RECEIPT_STEPS = ['read', 'leaf', 'tree', 'log', 'witnesses'] as const
export type ReceiptStep = (typeof RECEIPT_STEPS)[number]

export interface ReceiptResult {
  readonly state: ReceiptState
  /** The step that failed; absent when none did. */
  readonly failed?: ReceiptStep
  /** What the receipt shows. To be displayed as true only when `state` is `proven`. */
  readonly shown?: ReceiptContents
  /** What the policy made of the head; absent when the way broke before it. */
  readonly verdict?: HeadVerdict
}

interface ReceiptContents {
  readonly leaf: CommittedLeaf
  readonly parts: readonly PartContent[]
  /** Place in the log, from 0. */
  readonly index: number
  readonly head: TreeHead
}

/**
 * Verifies a receipt: the text of its QR code, or a proof file. Never throws on bad input; whatever the input, an answer
 * other than `proven` promises nothing.
 */
export async function verifyReceipt(
  crypto: VerifierCrypto,
  policy: Policy,
  input: string | Uint8Array,
): Promise<ReceiptResult> {
  const proof = attempt(() => parseProof(typeof input === 'string' ? toUtf8(input) : input))
  if (proof !== undefined) return verifyProofFile(crypto, policy, proof)
  const text = (typeof input === 'string' ? input : new TextDecoder().decode(input)).trim()
  if (/^https?:\/\/[^\s#]+$/i.test(text)) return { state: 'pending' }
  const compact = attempt(() => decodeCompact(crypto.sha256, parseReceiptText(text).receipt))
  return compact === undefined ? { state: 'unreadable', failed: 'read' } : verifyCompact(crypto, policy, compact)
}

async function verifyProofFile(crypto: VerifierCrypto, policy: Policy, proof: LogProof): Promise<ReceiptResult> {
  const evidence = attempt(() => decodeEvidence(proof.extra ?? new Uint8Array(0)))
  const leaf = evidence && attempt(() => decodeLeaf(evidence.leaf))
  if (evidence === undefined || leaf === undefined || leaf.kind === 'origin_start') {
    return { state: 'unreadable', failed: 'read' }
  }
  const { index, hashes, checkpoint } = proof
  const shown = show(leaf, evidence.opening, index, checkpoint)
  if (shown === undefined || !opensTo(crypto, leaf, evidence)) return { state: 'altered', failed: 'leaf' }
  const root = rootFromInclusion(crypto.sha256, leafHash(crypto.sha256, evidence.leaf), index, checkpoint.size, hashes)
  if (root === undefined || !sameBytes(root, checkpoint.root)) return { state: 'altered', failed: 'tree' }
  return conclude(crypto, policy, checkpoint, shown)
}

async function verifyCompact(crypto: VerifierCrypto, policy: Policy, receipt: CompactReceipt): Promise<ReceiptResult> {
  const ids = receipt.logSignatures.map((line) => line.keyId)
  const log = policy.logs.find(({ key }) => ids.includes(key.id))
  if (log === undefined) return { state: 'unknown_log', failed: 'log' }
  const keys = [...policy.logs, ...policy.witnesses].map(({ key }) => key)
  const checkpoint = impliedCheckpoint(crypto.sha256, receipt, log.key.name, keys)
  if (checkpoint === undefined) return { state: 'altered', failed: 'tree' }
  const shown = show(receipt.leaf, receipt.opening, receipt.index, checkpoint)
  if (shown === undefined) return { state: 'altered', failed: 'leaf' }
  return conclude(crypto, policy, checkpoint, shown)
}

async function conclude(
  crypto: VerifierCrypto,
  policy: Policy,
  checkpoint: Checkpoint,
  shown: ReceiptContents,
): Promise<ReceiptResult> {
  const verdict = await judgeHead(crypto, policy, checkpoint)
  switch (verdict.state) {
    case 'trusted':
      return { state: 'proven', shown, verdict }
    case 'unknown_log':
    case 'unsigned':
      return { state: 'unknown_log', failed: 'log', shown, verdict }
    case 'bad_signature':
      return { state: 'altered', failed: 'log', shown, verdict }
    case 'short_of_witnesses':
    case 'unchecked':
      return { state: verdict.state, failed: 'witnesses', shown, verdict }
  }
}

function show(
  leaf: CommittedLeaf,
  opening: Opening,
  index: number,
  { origin, size, root }: TreeHead,
): ReceiptContents | undefined {
  const parts = attempt(() => contentsOf(leaf, opening))
  return parts && { leaf, parts, index, head: { origin, size, root } }
}

function opensTo(crypto: VerifierCrypto, leaf: CommittedLeaf, evidence: Evidence): boolean {
  const root = attempt(() => rootOfOpening(crypto.sha256, leaf, evidence.opening))
  return root !== undefined && sameBytes(root, leaf.partsRoot) && sameBytes(encodeLeaf(leaf), evidence.leaf)
}
