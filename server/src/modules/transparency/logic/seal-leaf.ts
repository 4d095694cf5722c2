import { type CommittedLeaf, encodeLeaf } from '@shanju/contract/transparency/leaf.ts'
import { partsRoot, type SealedPart, sealPart } from '@shanju/contract/transparency/opening.ts'
import { commitmentOfContent, type PartContent, SALT_SIZE } from '@shanju/contract/transparency/parts.ts'
import type { Sha256 } from '@shanju/contract/transparency/sha256.ts'
import { Writer } from '@shanju/contract/transparency/writer.ts'

/** A row that is to stand in the log: what it is, and all that is committed to, part by part. */
export interface LeafDraft {
  readonly subjectId: string
  readonly parts: readonly PartContent[]
  /** The earlier row of the same kind that this one puts right. */
  readonly corrects: string | null
  /** Where the row stands, for whoever is told that it no longer fits. */
  readonly table?: string
}

/** Commitments of parts whose salts were erased, by their place in the leaf. */
export type Erased = ReadonlyMap<number, Uint8Array>
const NOTHING_ERASED: Erased = new Map()

/** The leaf's bytes under these salts, 16 bytes for each part in order. */
export function sealLeaf(hash: Sha256, draft: LeafDraft, salts: Uint8Array, erased?: Erased): Uint8Array {
  return encodeLeaf(leafOf(hash, draft, commitmentsOf(hash, draft.parts, salts, erased)))
}

/** Commitments of the parts in order; of an erased part the one that was kept. */
export function commitmentsOf(
  hash: Sha256,
  parts: readonly PartContent[],
  salts: Uint8Array,
  erased: Erased = NOTHING_ERASED,
): Uint8Array[] {
  const writer = new Writer()
  return parts.map(
    (part, n) =>
      erased.get(n) ?? commitmentOfContent(hash, part, salts.subarray(n * SALT_SIZE, (n + 1) * SALT_SIZE), writer),
  )
}

/** Places of the parts that name or describe people: what may be erased. */
export const privateParts = (parts: readonly PartContent[]): number[] =>
  parts.flatMap(({ type }, n) => (type.endsWith('_detail') ? [n] : []))

export function leafOf(hash: Sha256, draft: LeafDraft, commitments: readonly Uint8Array[]): CommittedLeaf {
  const kind = kindOf(draft.parts)
  const { subjectId, corrects } = draft
  const rest = { subjectId, partCount: commitments.length, partsRoot: partsRoot(hash, commitments) }
  if (corrects === null) return { kind, ...rest }
  return { kind: 'correction', correctedKind: kind, correctedId: corrects, ...rest }
}

/** The same parts, ready to be laid open. */
export function sealedParts(parts: readonly PartContent[], salts: Uint8Array): SealedPart[] {
  return parts.map((part, n) => sealPart(part, salts.slice(n * SALT_SIZE, (n + 1) * SALT_SIZE)))
}

function kindOf(parts: readonly PartContent[]): 'ledger_entry' | 'resolution' | 'disclosure' {
  const first = parts[0]?.type
  if (first === 'resolution' || first === 'disclosure') return first
  return 'ledger_entry'
}
