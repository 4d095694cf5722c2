/** The words of the trace: which source paid for which spending. Everything is plain data, amounts are fen. */

/** Money that came into a pool and what is left of it. A lot that moved in from another pool keeps its root. */
export interface Lot {
  readonly id: string
  /** The first source: the gift a donor asks about. */
  readonly root: string
  readonly pool: string
  /** Order of arrival in the whole book. */
  readonly seq: number
  readonly leftFen: bigint
}

/** `spend` pays for help or cost, `void` is money that went back to its giver, `move` carries it into another pool. */
export const USE_KINDS = ['spend', 'void', 'move'] as const
export type UseKind = (typeof USE_KINDS)[number]

export interface Use {
  readonly id: string
  readonly kind: UseKind
  readonly pool: string
  readonly seq: number
  /** The pool a move leads to. */
  readonly to: string | null
  /** What no lot has paid for yet; above zero only while the pool is empty. */
  readonly uncoveredFen: bigint
}

/** How much of a use a lot holds. */
export interface Holding {
  /** Order of arising in the whole book. */
  readonly seq: number
  readonly lot: string
  readonly use: string
  readonly amountFen: bigint
  /** For a move: the lot that arose in the other pool. */
  readonly derived: string | null
}

/**
 * What tracing knows before an event. A database may hand in a part: enough of the oldest open lots of the pools, all
 * uncovered uses of them, and the holdings of the sources and uses that the events go back to.
 */
export interface TraceState {
  /** The last order number given out. */
  readonly seq: number
  readonly lots: readonly Lot[]
  readonly uses: readonly Use[]
  readonly holdings: readonly Holding[]
}

export const EMPTY_TRACE: TraceState = { seq: 0, lots: [], uses: [], holdings: [] }

/** Events in posting order; `id` is unique in the book. */
export type TraceEvent =
  | { readonly type: 'source'; readonly id: string; readonly pool: string; readonly amountFen: bigint }
  /** `first`: the source that pays before all others (a service gift pays for itself). */
  | {
      readonly type: 'use'
      readonly id: string
      readonly pool: string
      readonly amountFen: bigint
      readonly first: string | null
    }
  /** Spending came back. Of nothing known, it is a new source. */
  | {
      readonly type: 'use_back'
      readonly id: string
      readonly pool: string
      readonly amountFen: bigint
      readonly of: string | null
    }
  /** A gift was undone or paid back. Of nothing known, it is spending. */
  | {
      readonly type: 'source_back'
      readonly id: string
      readonly pool: string
      readonly amountFen: bigint
      readonly of: string | null
    }
  | {
      readonly type: 'move'
      readonly id: string
      readonly pool: string
      readonly to: string
      readonly amountFen: bigint
    }
  | { readonly type: 'move_back'; readonly id: string; readonly amountFen: bigint; readonly of: string }

/**
 * One row of the append-only record. `pay` runs from a lot to a use; `arrive` says that a lot holds money (a source, or a
 * move from another pool). Negative amounts take an earlier row back; nothing is ever changed.
 */
export interface Allocation {
  readonly row: 'arrive' | 'pay'
  readonly lot: string
  readonly root: string
  readonly pool: string
  /** For `pay`, the use; for `arrive` by a move, the move; else null. */
  readonly use: string | null
  readonly kind: UseKind | 'source'
  readonly amountFen: bigint
  /** The holding that grows or shrinks; null where a source arrives. */
  readonly holding: number | null
  /** The event that caused the row; where the state waited for lots that were not handed in, the use itself. */
  readonly cause: string
}

export interface Traced {
  readonly allocations: readonly Allocation[]
  readonly state: TraceState
}
