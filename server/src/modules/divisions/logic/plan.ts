import type { refusals } from '@shanju/contract/divisions/refusals.ts'
import type { ChangeKind, DivisionKind, Level } from '@shanju/contract/divisions/vocab.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'

/** A division as a decision sees it. */
export interface Standing {
  readonly code: string
  readonly name: string
  readonly officialName: string
  readonly level: Level
  readonly kind: DivisionKind
  readonly parentCode: string | null
  readonly validTo: PlainDate | null
  /** The latest day on which anything happened to it, its beginning included; null when nothing is on record. */
  readonly changedOn: PlainDate | null
}

/** A division to be written. Its path follows from its parent, its spelling from the name unless given. */
export interface Fresh {
  readonly code: string
  readonly name: string
  readonly officialName: string
  readonly nameEn: string | null
  readonly level: Level
  readonly kind: DivisionKind
  readonly parentCode: string | null
  readonly pinyin: string | null
  readonly validFrom: PlainDate | null
}

export interface Edit {
  readonly code: string
  readonly name?: { readonly name: string; readonly officialName: string; readonly pinyin: string | null }
  readonly nameEn?: string | null
  readonly kind?: DivisionKind
  readonly parentCode?: string | null
  readonly endsOn?: PlainDate
}

export interface ChangeDraft {
  readonly kind: ChangeKind
  readonly effectiveOn: PlainDate
  readonly oldCodes: readonly string[]
  readonly newCodes: readonly string[]
  readonly nameBefore: string | null
  readonly nameAfter: string | null
  readonly source: string
  /** Those among the old codes that end here and so lead to all of the new ones. */
  readonly ended: readonly string[]
}

/** What a decision wants written, in this order. */
export interface Plan {
  readonly fresh: readonly Fresh[]
  readonly edits: readonly Edit[]
  readonly changes: readonly ChangeDraft[]
}

export interface Refused {
  readonly code: keyof typeof refusals
  readonly params?: Readonly<Record<string, string | number>>
}

export type Decision =
  | { readonly refused: Refused; readonly plan?: never }
  | { readonly refused?: never; readonly plan: Plan }
