import type { DonorKind } from '@shanju/contract/giving/vocab.ts'
import type { Secrets } from '#platform/kit/secret.ts'

const WORDS = 'giving.unknown_money.words'
const REASON = 'giving.unknown_ends.reason'

/** What a row said beside sum and day: it names people. */
interface UnknownWords {
  readonly donorName: string
  readonly said: string
  /** Left out where the row did not say, and in rows of before it was asked. */
  readonly donorKind?: DonorKind | undefined
}

export const sealUnknown = (secrets: Secrets, words: UnknownWords): Buffer => secrets.seal(JSON.stringify(words), WORDS)
export const openUnknown = (secrets: Secrets, sealed: Buffer): UnknownWords => JSON.parse(secrets.open(sealed, WORDS))

export const sealReturn = (secrets: Secrets, reason: string): Buffer => secrets.seal(reason, REASON)
export const openReturn = (secrets: Secrets, sealed: Buffer): string => secrets.open(sealed, REASON)
