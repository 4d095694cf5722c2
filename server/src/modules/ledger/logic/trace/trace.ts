/**
 * Every fen from its source to its spending: first in, first out within each pool (a fund and its limit), in posting
 * order, append-only. Returns and voids are later rows.
 *
 * What holds always (see the properties beside this file):
 * T1 paid by the sources = paid for the uses = spending less what is uncovered.
 * T2 of each source: arrived = spent + gone back + left, over all pools its money moved through.
 * T3 nothing is left in a pool that has uncovered spending.
 * T4 pools without moves between them do not touch each other: any interleaving that keeps each pool's order gives the
 *    same rows per pool. Within a pool the order decides who pays; what is left of each source after plain spending does
 *    not depend on the order of the spending.
 * T5 tracing in batches gives the rows of tracing at once.
 */
import { lesser } from '../bigints.ts'
import { Store, type WorkHolding, type WorkLot, type WorkUse } from './store.ts'
import { type Allocation, EMPTY_TRACE, type Traced, type TraceEvent, type TraceState } from './types.ts'

/** @throws Error on an event that bears a known id, or undoes a move that the state does not hold: a defect */
export function trace(events: readonly TraceEvent[], before: TraceState = EMPTY_TRACE): Traced {
  const tracer = new Tracer(before)
  tracer.goOn()
  for (const event of events) tracer.apply(event)
  return { allocations: tracer.allocations, state: tracer.store.state() }
}

interface Moved {
  readonly use: string
  readonly holding: number
}

type EventOf<T extends TraceEvent['type']> = Extract<TraceEvent, { readonly type: T }>

class Tracer {
  readonly allocations: Allocation[] = []
  readonly store: Store
  private cause = ''

  constructor(before: TraceState) {
    this.store = new Store(before)
  }

  apply(event: TraceEvent): void {
    this.cause = event.id
    if (event.type === 'source') this.arrive(event.id, event.id, event.pool, event.amountFen, null)
    else if (event.type === 'use') this.spend(event)
    else if (event.type === 'move') this.store.addUse(event.id, 'move', event.pool, event.to, event.amountFen)
    else if (event.type === 'use_back') this.giveBack(event)
    else if (event.type === 'source_back') this.takeBack(event)
    else this.undoMove(event)
    this.payAll()
  }

  /** A state that held only some of the open lots left uses waiting; with the next lots they are paid on. */
  goOn(): void {
    for (let next = this.store.nextToPay(); next; next = this.store.nextToPay()) {
      this.cause = next.use.id
      this.pay(next.lot, next.use, lesser(next.lot.leftFen, next.use.uncoveredFen))
    }
  }

  private spend(event: EventOf<'use'>): void {
    const use = this.store.addUse(event.id, 'spend', event.pool, null, event.amountFen)
    const first = this.store.findLot(event.first)
    if (first) this.pay(first, use, lesser(first.leftFen, use.uncoveredFen))
  }

  private giveBack(event: EventOf<'use_back'>): void {
    const use = this.store.findUse(event.of)
    const rest = use?.pool === event.pool ? this.release(use, event.amountFen) : event.amountFen
    if (rest > 0n) this.arrive(event.id, event.id, event.pool, rest, null)
  }

  /** The gift may have moved on: what goes back is taken from its lots in the pool that pays, the latest first. */
  private takeBack(event: EventOf<'source_back'>): void {
    const root = this.store.findLot(event.of)?.root
    const own = this.store.lotsIn(event.pool).filter((lot) => root !== undefined && lot.root === root)
    const reachable = own.reduce((sum, lot) => sum + this.reach(lot), 0n)
    const back = lesser(event.amountFen, reachable)
    if (back > 0n) {
      const toGiver = this.store.addUse(event.id, 'void', event.pool, null, back)
      for (const lot of own.toReversed()) {
        const part = lesser(toGiver.uncoveredFen, this.reach(lot))
        this.free(lot, part)
        this.pay(lot, toGiver, part)
      }
    }
    const rest = event.amountFen - back
    if (rest > 0n) this.store.addUse(back > 0n ? `${event.id}+` : event.id, 'spend', event.pool, null, rest)
  }

  private undoMove(event: EventOf<'move_back'>): void {
    const move = this.store.findUse(event.of)
    if (!move || move.to === null) throw new Error(`trace: no move ${event.of} to undo`)
    const rest = this.release(move, event.amountFen)
    // What went back to its giver from the other pool cannot be undone; the rest moves as money of that pool.
    if (rest > 0n) this.store.addUse(event.id, 'move', move.to, move.pool, rest)
  }

  /** Takes back what lots paid for a use, latest first, after what nobody had paid. Returns what is too much. */
  private release(use: WorkUse, amount: bigint): bigint {
    const unpaid = lesser(use.uncoveredFen, amount)
    this.store.setUncovered(use, use.uncoveredFen - unpaid)
    let rest = amount - unpaid
    for (const holding of this.store.holdingsOfUse(use)) {
      const part = lesser(this.undoable(holding), rest)
      this.undo(holding, use, part)
      rest -= part
    }
    return rest
  }

  /** Makes so much of a lot unspent again: what it paid for, latest first, waits for another lot to pay. */
  private free(lot: WorkLot, amount: bigint): void {
    for (const holding of this.store.holdingsOfLot(lot)) {
      if (lot.leftFen >= amount) return
      const use = this.store.findUse(holding.use)
      if (!use || use.kind === 'void') continue
      const part = lesser(this.undoable(holding), amount - lot.leftFen)
      this.undo(holding, use, part)
      this.store.setUncovered(use, use.uncoveredFen + part)
    }
  }

  /** The lot gets a part of a holding back; where it had moved on, the lot it became shrinks first. */
  private undo(holding: WorkHolding, use: WorkUse, part: bigint): void {
    if (part === 0n) return
    const derived = this.store.findLot(holding.derived)
    if (derived) {
      this.free(derived, part)
      derived.leftFen -= part
      this.record('arrive', derived, use.id, 'move', -part, holding.seq)
    }
    const lot = this.store.findLot(holding.lot)
    if (!lot) throw new Error(`trace: lot ${holding.lot} is not in the state`)
    holding.amountFen -= part
    lot.leftFen += part
    this.store.reopen(lot)
    this.record('pay', lot, use.id, use.kind, -part, holding.seq)
  }

  /** What a lot can still give back: all of it that did not go back to its giver before. */
  private reach(lot: WorkLot): bigint {
    let sum = lot.leftFen
    for (const holding of this.store.holdingsOfLot(lot)) {
      if (this.store.findUse(holding.use)?.kind !== 'void') sum += this.undoable(holding)
    }
    return sum
  }

  /** Money that moved on can be undone as far as the lot it became can still give it back. */
  private undoable(holding: WorkHolding): bigint {
    const derived = this.store.findLot(holding.derived)
    return derived ? lesser(holding.amountFen, this.reach(derived)) : holding.amountFen
  }

  /** Open lots pay for what waits, oldest with oldest; a move that is paid opens a lot in its target pool. */
  private payAll(): void {
    for (let next = this.store.nextToPay(); next; next = this.store.nextToPay()) {
      this.pay(next.lot, next.use, lesser(next.lot.leftFen, next.use.uncoveredFen))
    }
  }

  private pay(lot: WorkLot, use: WorkUse, amount: bigint): void {
    if (amount === 0n) return
    lot.leftFen -= amount
    this.store.setUncovered(use, use.uncoveredFen - amount)
    const seq = this.store.nextSeq()
    this.record('pay', lot, use.id, use.kind, amount, seq)
    const derived =
      use.to === null
        ? null
        : this.arrive(`${use.id}#${this.store.nextSeq()}`, lot.root, use.to, amount, { use: use.id, holding: seq }).id
    this.store.addHolding({ seq, lot: lot.id, use: use.id, amountFen: amount, derived })
  }

  private arrive(id: string, root: string, pool: string, amount: bigint, move: Moved | null): WorkLot {
    const lot = this.store.addLot(id, root, pool, amount)
    this.record('arrive', lot, move?.use ?? null, move ? 'move' : 'source', amount, move?.holding ?? null)
    return lot
  }

  private record(
    row: Allocation['row'],
    lot: WorkLot,
    use: string | null,
    kind: Allocation['kind'],
    amount: bigint,
    holding: number | null,
  ): void {
    const { id, root, pool } = lot
    this.allocations.push({ row, lot: id, root, pool, use, kind, amountFen: amount, holding, cause: this.cause })
  }
}
