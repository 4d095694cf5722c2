export type PaperType = 'application/pdf' | 'image/jpeg' | 'image/png'

const BEGINNINGS: readonly (readonly [PaperType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
]

/** What a file is by its first bytes, whatever its name says; undefined for what is none of the kinds we keep. */
export const paperTypeOf = (content: Uint8Array): PaperType | undefined =>
  BEGINNINGS.find(([, bytes]) => bytes.every((byte, at) => content[at] === byte))?.[0]
