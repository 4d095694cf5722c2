import type { EvidenceType } from '@shanju/contract/projects/vocab.ts'

const BEGINNINGS: readonly (readonly [EvidenceType, readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
]

/** What a file is by its first bytes, whatever its name says; undefined for what is no evidence. */
export const typeOf = (content: Uint8Array): EvidenceType | undefined =>
  BEGINNINGS.find(([, bytes]) => bytes.every((byte, at) => content[at] === byte))?.[0]
