/**
 * The trace events of a posted entry. Sources are income, founder's fund, opening and prior-year gains; spending is expense
 * and prior-year losses; moves are the net-asset kinds. Closing changes no pool. Goods and money of one limit share a pool:
 * they are first in, first out together.
 */
import type { Line, PostedEntry } from '../entry.ts'
import type { NetAssetKind } from '../vocab.ts'
import { NET_ASSET_KINDS } from '../vocab.ts'
import type { TraceEvent } from './types.ts'

/** A fund and the limit on its money; free money has one pool per fund. */
export const poolOf = (line: Pick<Line, 'restriction' | 'restrictionId' | 'fund'>): string =>
  `${line.restriction} ${line.restrictionId ?? '-'} ${line.fund}`

/** Id of the trace event of a line: entry and place of the line in it, counted from 1. */
export const lineId = (entry: string, index: number): string => `${entry}/${index + 1}`

/** Where a later line goes back to when it names the gift or the grant; ids as `lineId` makes them. */
export interface Origins {
  readonly sourceOfGift: (gift: string, pool: string) => string | undefined
  readonly useOfGrant: (grant: string, pool: string) => string | undefined
}

export const NO_ORIGINS: Origins = { sourceOfGift: () => undefined, useOfGrant: () => undefined }

/** `undoneRecipe`: of a reversal, the recipe of the entry it undoes, which says how that one was read. */
export type Traceable = Pick<PostedEntry, 'id' | 'type' | 'recipe' | 'reverses' | 'lines'> & {
  readonly undoneRecipe?: string | null
}

export function traceEventsOf(entry: Traceable, origins: Origins = NO_ORIGINS): TraceEvent[] {
  if (entry.type === 'close') return []
  if (entry.reverses !== null) return backEvents(entry, entry.reverses)
  const lines = entry.lines.map((line, index) => ({ line, id: lineId(entry.id, index) }))
  if (entry.recipe === 'E64.post') return movesOf(lines)
  const sources: TraceEvent[] = []
  const others: TraceEvent[] = []
  let own: string | null = null
  for (const { line, id } of lines) {
    if (line.restriction === null || isMove(line)) continue
    const pool = poolOf(line)
    const { amountFen } = line
    if (isSourceAccount(line) && line.side === 'credit') {
      sources.push({ type: 'source', id, pool, amountFen })
      own = id
    } else if (isSourceAccount(line)) {
      const of = line.gift === null ? null : (origins.sourceOfGift(line.gift, pool) ?? null)
      others.push({ type: 'source_back', id, pool, amountFen, of })
    } else if (line.side === 'debit') {
      others.push({ type: 'use', id, pool, amountFen, first: null })
    } else {
      const of = line.grant === null ? null : (origins.useOfGrant(line.grant, pool) ?? null)
      others.push({ type: 'use_back', id, pool, amountFen, of })
    }
  }
  // A service gift is received and used in one entry; it pays for itself, not the oldest giver.
  const first = entry.recipe === 'E23.post' ? own : null
  const used = others.map((event) => (event.type === 'use' ? { ...event, first } : event))
  return [
    ...sources,
    ...used,
    ...NET_ASSET_KINDS.flatMap((kind) => movesOf(lines.filter(({ line }) => isMove(line) && line.kind === kind))),
  ]
}

/** Money came in and nothing else: such an entry may wait, because it changes no answer that a donor gets. */
export const bringsOnly = (entry: Pick<PostedEntry, 'reverses' | 'lines'>): boolean =>
  entry.reverses === null &&
  entry.lines.every(
    (line) => line.restriction === null || (!isMove(line) && isSourceAccount(line) && line.side === 'credit'),
  )

const MOVES: readonly (NetAssetKind | null)[] = ['release', 'restrict', 'transfer']
const isMove = (line: Line): boolean => MOVES.some((kind) => kind !== null && kind === line.kind)

/** Income; and 3101, 3102, 3201, where a credit brings money in (founder's fund, opening, gains of earlier years). */
const isSourceAccount = (line: Line): boolean => !line.account.startsWith('5')

interface Placed {
  readonly line: Line
  readonly id: string
}

/** Debits are matched with credits in their order, so a move names one pool it leaves and one it enters. */
function movesOf(lines: readonly Placed[]): TraceEvent[] {
  const from = lines.filter(({ line }) => line.restriction !== null && line.side === 'debit')
  const to = lines.filter(({ line }) => line.restriction !== null && line.side === 'credit')
  const moves: TraceEvent[] = []
  let [at, rest] = [0, to[0]?.line.amountFen ?? 0n]
  for (const { line, id } of from) {
    let left = line.amountFen
    for (let part = 1; left > 0n; part += 1) {
      const target = to[at]
      if (!target) throw new Error(`trace: entry of ${id} moves more out than in`)
      const amountFen = left < rest ? left : rest
      moves.push({ type: 'move', id: `${id}.${part}`, pool: poolOf(line), to: poolOf(target.line), amountFen })
      left -= amountFen
      rest -= amountFen
      if (rest === 0n) {
        at += 1
        rest = to[at]?.line.amountFen ?? 0n
      }
    }
  }
  return moves
}

/** A reversal goes back to the events of the entry it undoes: same lines, other side, same order. */
function backEvents(entry: Traceable, undone: string): TraceEvent[] {
  const original = entry.lines.map((line) => ({ ...line, side: line.side === 'debit' ? 'credit' : 'debit' }) as const)
  const events = traceEventsOf({
    ...{ id: undone, type: entry.type, reverses: null, lines: original },
    recipe: entry.undoneRecipe ?? entry.recipe,
  })
  return events.toReversed().map((event): TraceEvent => {
    const { id: of, amountFen } = event
    const id = `${entry.id}${of.slice(undone.length)}`
    switch (event.type) {
      case 'source':
        return { type: 'source_back', id, pool: event.pool, amountFen, of }
      case 'use':
        return { type: 'use_back', id, pool: event.pool, amountFen, of }
      case 'move':
        return { type: 'move_back', id, amountFen, of }
      // A void or return that is itself undone: the money is a source or a use again.
      case 'source_back':
        return { type: 'source', id, pool: event.pool, amountFen }
      default:
        return { type: 'use', id, pool: 'pool' in event ? event.pool : '', amountFen, first: null }
    }
  })
}
