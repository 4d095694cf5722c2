import type { EntryDraft } from '#modules/ledger/logic/index.ts'

/** How much of each limit of each fund an entry brings (above zero) or takes. */
type PotChanges = ReadonlyMap<string, bigint>

export interface Undoable {
  readonly entryId?: string
  readonly giftId?: string
  readonly book: string
  readonly postedOn: string
  readonly totalFen: bigint
  readonly pots: PotChanges
}

/** Income and expense of a limit, and what 3102 holds of it: a plain sum over restricted lines, credits plus. */
export function potChanges(draft: EntryDraft): PotChanges {
  const changes = new Map<string, bigint>()
  for (const line of draft.lines) {
    if (line.restriction !== 'R') continue
    const pot = `${line.fund} ${line.restrictionId}`
    const change = line.side === 'credit' ? line.amountFen : -line.amountFen
    changes.set(pot, (changes.get(pot) ?? 0n) + change)
  }
  return changes
}

const opposite = (pots: PotChanges): PotChanges => new Map([...pots].map(([pot, fen]) => [pot, -fen]))

/** What the world outside believes, from the answers it got: every act it was told of, once, and nothing else. */
export class Model {
  /** `book key` of every entry that must stand, and its sum. */
  readonly entries = new Map<string, bigint>()
  /** Sum of every gift, and whether it has an entry. */
  readonly gifts = new Map<string, { readonly fen: bigint; readonly history: boolean }>()
  readonly undoable: Undoable[] = []
  readonly opened = new Set<string>()
  readonly #pots = new Map<string, bigint>()

  /** No limit may be spent below zero; a pot that only grows is never in the way. */
  allows(pots: PotChanges): boolean {
    return [...pots].every(([pot, fen]) => fen >= 0n || (this.#pots.get(pot) ?? 0n) + fen >= 0n)
  }

  learnEntry(book: string, key: string, totalFen: bigint, pots: PotChanges): void {
    if (this.entries.has(`${book} ${key}`)) throw new Error(`${key} was told twice`)
    this.entries.set(`${book} ${key}`, totalFen)
    for (const [pot, fen] of pots) this.#pots.set(pot, (this.#pots.get(pot) ?? 0n) + fen)
  }

  allowsUndoing(one: Undoable): boolean {
    return this.allows(opposite(one.pots))
  }

  learnUndone(one: Undoable, key: string): void {
    this.learnEntry(one.book, key, one.totalFen, opposite(one.pots))
    this.undoable.splice(this.undoable.indexOf(one), 1)
  }
}
