/** What of the kept trace a run of events asks for, so that a database hands in a part and not the whole. */
import type { TraceEvent } from './types.ts'

export interface Needs {
  /** How much the open lots of a pool may have to pay, at the most. */
  readonly demandFen: ReadonlyMap<string, bigint>
  /** Uses that spending comes back from: how much. */
  readonly usesBackFen: ReadonlyMap<string, bigint>
  readonly sourcesBack: readonly string[]
  readonly movesBack: readonly string[]
  /** What the events take back may have been paid in any pool its money reached; there others must pay it. */
  readonly anywhereFen: bigint
}

export function needsOf(events: readonly TraceEvent[]): Needs {
  const demandFen = new Map<string, bigint>()
  const usesBackFen = new Map<string, bigint>()
  const sourcesBack = new Set<string>()
  const movesBack = new Set<string>()
  let anywhereFen = 0n
  const add = (to: Map<string, bigint>, key: string, fen: bigint) => to.set(key, (to.get(key) ?? 0n) + fen)
  for (const event of events) {
    const { amountFen } = event
    if (event.type === 'use' || event.type === 'move') {
      add(demandFen, event.pool, amountFen)
      // Spending that waits in the other pool is paid by what moves there.
      if (event.type === 'move') add(demandFen, event.to, 0n)
    } else if (event.type === 'use_back') {
      // A pool in which spending waits is paid by what comes back.
      add(demandFen, event.pool, 0n)
      if (event.of !== null) add(usesBackFen, event.of, amountFen)
    } else if (event.type === 'source_back') {
      add(demandFen, event.pool, amountFen)
      anywhereFen += amountFen
      if (event.of !== null) sourcesBack.add(event.of)
    } else if (event.type === 'move_back') {
      anywhereFen += amountFen
      movesBack.add(event.of)
    } else add(demandFen, event.pool, 0n)
  }
  return { demandFen, usesBackFen, sourcesBack: [...sourcesBack], movesBack: [...movesBack], anywhereFen }
}

export const onlyBrings = (events: readonly TraceEvent[]): boolean => events.every((event) => event.type === 'source')
