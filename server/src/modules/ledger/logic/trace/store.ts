/** The working state of one tracing: lots in order of arrival, uses that wait, and who holds how much of what. */
import type { Holding, Lot, TraceState, Use, UseKind } from './types.ts'

type Open<T> = { -readonly [K in keyof T]: T[K] }
export type WorkLot = Open<Lot>
export type WorkUse = Open<Use>
export type WorkHolding = Open<Holding>

export class Store {
  private readonly lots = new Map<string, WorkLot>()
  private readonly uses = new Map<string, WorkUse>()
  private readonly holdings: WorkHolding[] = []
  private readonly byLot = new Map<string, WorkHolding[]>()
  private readonly byUse = new Map<string, WorkHolding[]>()
  /** Lots of a pool by arrival; the first `from` are known to be empty. */
  private readonly queues = new Map<string, { lots: WorkLot[]; from: number }>()
  /** Uses not paid for in full, by pool and age; pools without one are not listed. */
  private readonly waiting = new Map<string, WorkUse[]>()
  private seq: number

  constructor(before: TraceState) {
    this.seq = before.seq
    for (const lot of before.lots.toSorted((one, other) => one.seq - other.seq)) this.keepLot({ ...lot })
    for (const use of before.uses) {
      const own = { ...use, uncoveredFen: 0n }
      this.uses.set(own.id, own)
      this.setUncovered(own, use.uncoveredFen)
    }
    const holdings = before.holdings.toSorted((one, other) => one.seq - other.seq)
    for (const holding of holdings) this.addHolding({ ...holding })
  }

  state(): TraceState {
    return {
      seq: this.seq,
      lots: [...this.lots.values()].map((lot) => ({ ...lot })),
      uses: [...this.uses.values()].map((use) => ({ ...use })),
      holdings: this.holdings.filter((holding) => holding.amountFen > 0n).map((holding) => ({ ...holding })),
    }
  }

  nextSeq(): number {
    this.seq += 1
    return this.seq
  }

  findLot(id: string | null): WorkLot | undefined {
    return id === null ? undefined : this.lots.get(id)
  }

  findUse(id: string | null): WorkUse | undefined {
    return id === null ? undefined : this.uses.get(id)
  }

  addLot(id: string, root: string, pool: string, leftFen: bigint): WorkLot {
    if (this.lots.has(id)) throw new Error(`trace: source ${id} came twice`)
    const lot = { id, root, pool, seq: this.nextSeq(), leftFen }
    this.keepLot(lot)
    return lot
  }

  addUse(id: string, kind: UseKind, pool: string, to: string | null, amountFen: bigint): WorkUse {
    if (this.uses.has(id)) throw new Error(`trace: use ${id} came twice`)
    const use: WorkUse = { id, kind, pool, seq: this.nextSeq(), to, uncoveredFen: 0n }
    this.uses.set(id, use)
    this.setUncovered(use, amountFen)
    return use
  }

  addHolding(holding: WorkHolding): void {
    this.holdings.push(holding)
    append(this.byLot, holding.lot, holding)
    append(this.byUse, holding.use, holding)
  }

  /** Latest first. */
  holdingsOfLot(lot: WorkLot): WorkHolding[] {
    return (this.byLot.get(lot.id) ?? []).toReversed()
  }

  /** Latest first. */
  holdingsOfUse(use: WorkUse): WorkHolding[] {
    return (this.byUse.get(use.id) ?? []).toReversed()
  }

  lotsIn(pool: string): readonly WorkLot[] {
    return this.queues.get(pool)?.lots ?? []
  }

  setUncovered(use: WorkUse, amountFen: bigint): void {
    const list = this.waiting.get(use.pool) ?? []
    const stands = list.indexOf(use)
    use.uncoveredFen = amountFen
    if (amountFen === 0n && stands >= 0) list.splice(stands, 1)
    if (amountFen > 0n && stands < 0) {
      const after = list.findIndex((other) => other.seq > use.seq)
      list.splice(after < 0 ? list.length : after, 0, use)
    }
    if (list.length > 0) this.waiting.set(use.pool, list)
    else this.waiting.delete(use.pool)
  }

  /** The oldest waiting use whose pool has money, with the oldest lot of that pool. */
  nextToPay(): { readonly use: WorkUse; readonly lot: WorkLot } | undefined {
    let found: { use: WorkUse; lot: WorkLot } | undefined
    for (const [pool, [use]] of this.waiting) {
      const lot = this.firstOpen(pool)
      if (use && lot && (found === undefined || use.seq < found.use.seq)) found = { use, lot }
    }
    return found
  }

  private firstOpen(pool: string): WorkLot | undefined {
    const queue = this.queues.get(pool)
    if (!queue) return undefined
    while (queue.from < queue.lots.length && queue.lots[queue.from]?.leftFen === 0n) queue.from += 1
    return queue.lots[queue.from]
  }

  /** A lot that got money back may stand before the first that was known to be open. */
  reopen(lot: WorkLot): void {
    const queue = this.queues.get(lot.pool)
    if (queue) queue.from = Math.min(queue.from, queue.lots.indexOf(lot))
  }

  private keepLot(lot: WorkLot): void {
    this.lots.set(lot.id, lot)
    const queue = this.queues.get(lot.pool)
    if (queue) queue.lots.push(lot)
    else this.queues.set(lot.pool, { lots: [lot], from: 0 })
  }
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
