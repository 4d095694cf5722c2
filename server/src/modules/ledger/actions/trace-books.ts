import { sql } from 'kysely'
import type { JobContext } from '#platform/jobs/worker.ts'
import type { Tx } from '#platform/pg/db.ts'
import { needsOf, onlyBrings, type Traced, type TraceEvent, trace, type Use } from '../logic/index.ts'
import { eventsAfter, type TracedEntry } from '../queries/trace/events.ts'
import { splitId } from '../queries/trace/ids.ts'
import { type Pools, poolsOf } from '../queries/trace/pools.ts'
import { type Kept, keptFor } from '../queries/trace/state.ts'

/**
 * What one transaction takes in: enough to be quick, few enough that a kill costs little. A spending that needs more open
 * lots of its pool than these is paid in several.
 */
const SIZES = { entries: 2000, lots: 20_000 }

/**
 * Takes the entries of a set of books into the trace, in posting order, as far as they go. Killed at any point and run
 * again it goes on where it stopped: the rows and how far they reach commit together. Two at once wait for each other.
 */
export async function traceBooks(context: Pick<JobContext, 'transact'>, bookId: string, sizes = SIZES): Promise<void> {
  for (let more = true; more; ) more = await context.transact((tx) => traceOn(tx, bookId, sizes))
}

/** @returns whether there may be more to do */
async function traceOn(tx: Tx, book: string, sizes: typeof SIZES): Promise<boolean> {
  const at = await lockTraced(tx, book)
  const waiting = await waitingPools(tx, book)
  if (waiting.length > 0) {
    const pools = await poolsOf(tx, book, [])
    const needs = { ...needsOf([]), demandFen: new Map(waiting.map((pool) => [pools.nameOf(pool), 0n])) }
    await write(tx, book, {
      at,
      events: [],
      number: at.number,
      pools,
      kept: await keptFor(tx, book, at.seq, { needs, pools, mostLots: sizes.lots }),
    })
    return true
  }
  const entries = await eventsAfter(tx, book, at.number, sizes.entries)
  if (entries.length === 0) return false
  const pools = await poolsOf(tx, book, poolsNamed(entries))
  await takeIn(tx, book, { at, pools, mostLots: sizes.lots }, entries)
  return true
}

interface At {
  readonly number: bigint
  readonly seq: number
}

async function lockTraced(tx: Tx, book: string): Promise<At> {
  await sql`insert into ledger.traced (book_id) values (${book}) on conflict do nothing`.execute(tx.db)
  const { rows } = await sql<{ number: bigint; seq: bigint }>`
    select number, seq from ledger.traced where book_id = ${book} for update`.execute(tx.db)
  return { number: rows[0]?.number ?? 0n, seq: Number(rows[0]?.seq ?? 0n) }
}

/** Pools where spending that was too large for one transaction goes on being paid. */
async function waitingPools(tx: Tx, book: string): Promise<number[]> {
  const { rows } = await sql<{ pool_id: number }>`
    select distinct u.pool_id from ledger.uses u where u.book_id = ${book} and u.uncovered_fen > 0
       and exists (select 1 from ledger.lots l where l.pool_id = u.pool_id and l.left_fen > 0)`.execute(tx.db)
  return rows.map((row) => row.pool_id)
}

const poolsNamed = (entries: readonly TracedEntry[]): string[] =>
  entries.flatMap(({ events }) =>
    events.flatMap((event) => [...('pool' in event ? [event.pool] : []), ...(event.type === 'move' ? [event.to] : [])]),
  )

/**
 * All of the entries; where a pool has more open lots than fit, those that bring money first, then the first other one
 * alone, which is paid on in the next transactions before anything later is taken in.
 */
async function takeIn(
  tx: Tx,
  book: string,
  around: { readonly at: At; readonly pools: Pools; readonly mostLots: number },
  entries: readonly TracedEntry[],
): Promise<void> {
  const { at, pools, mostLots } = around
  const events = entries.flatMap((entry) => entry.events)
  const kept = await keptFor(tx, book, at.seq, { needs: needsOf(events), pools, mostLots })
  if (!kept.cut || entries.length === 1) {
    return write(tx, book, { at, events, number: entries.at(-1)?.number ?? at.number, pools, kept })
  }
  const first = entries.findIndex((entry) => !onlyBrings(entry.events))
  await takeIn(tx, book, around, first > 0 ? entries.slice(0, first) : entries.slice(0, 1))
}

interface Step {
  readonly at: At
  readonly events: readonly TraceEvent[]
  readonly number: bigint
  readonly pools: Pools
  readonly kept: Kept
}

async function write(tx: Tx, book: string, { at, events, number, pools, kept }: Step): Promise<void> {
  const traced = trace(events, kept.state)
  const amounts = new Map(
    events.map((event) => [event.id, event.type === 'use' || event.type === 'move' ? event.amountFen : null]),
  )
  await insertLots(tx, book, at, pools, kept, traced)
  const paid = paidByUse(traced)
  const before = new Map(kept.state.uses.map((use) => [use.id, use.uncoveredFen]))
  const fresh = traced.state.uses.filter((use) => use.seq > at.seq)
  // Money back to its giver is paid when it arises; what its entry says may be more.
  const amountOf = (use: Use): bigint => amounts.get(use.id) ?? use.uncoveredFen + (paid.get(use.id) ?? 0n)
  await insertUses(tx, book, pools, fresh, amountOf)
  const due = traced.state.uses.flatMap((use) => {
    const known = before.get(use.id) ?? amountOf(use)
    const change = use.uncoveredFen - known + (paid.get(use.id) ?? 0n)
    return change === 0n ? [] : [{ use: use.seq, change }]
  })
  await insertAllocations(tx, book, traced, due)
  await sql`update ledger.traced set number = ${number}, seq = ${traced.state.seq} where book_id = ${book}`.execute(
    tx.db,
  )
}

function paidByUse({ allocations }: Traced): Map<string, bigint> {
  const paid = new Map<string, bigint>()
  for (const { row, use, amountFen } of allocations) {
    if (row === 'pay' && use !== null) paid.set(use, (paid.get(use) ?? 0n) + amountFen)
  }
  return paid
}

async function insertLots(tx: Tx, book: string, at: At, pools: Pools, kept: Kept, traced: Traced): Promise<void> {
  const arrived = new Map(
    traced.allocations.flatMap((row) => (row.row === 'arrive' && row.amountFen > 0n ? [[row.lot, row] as const] : [])),
  )
  const fresh = traced.state.lots.filter((lot) => lot.seq > at.seq)
  const seqs = new Map(fresh.map((lot) => [lot.id, BigInt(lot.seq)]))
  const rows = fresh.map((lot) => {
    const row = arrived.get(lot.id)
    const holding = row?.holding ?? null
    const rootSeq = seqs.get(lot.root) ?? kept.rootSeqs.get(lot.root)
    if (!row || rootSeq === undefined) throw new Error(`trace: nothing says where lot ${lot.id} came from`)
    return {
      ...splitId(lot.id),
      seq: lot.seq,
      pool: pools.idOf(lot.pool),
      rootSeq,
      holding,
      fen: holding === null ? row.amountFen : 0n,
    }
  })
  if (rows.length === 0) return
  await sql`insert into ledger.lots (book_id, seq, entry_id, part, pool_id, root_seq, holding, amount_fen)
    select ${book}, * from unnest(${rows.map((r) => r.seq)}::bigint[], ${rows.map((r) => r.entryId)}::uuid[],
      ${rows.map((r) => r.part)}::text[], ${rows.map((r) => r.pool)}::int[], ${rows.map((r) => r.rootSeq)}::bigint[],
      ${rows.map((r) => r.holding)}::bigint[], ${rows.map((r) => r.fen)}::bigint[])`.execute(tx.db)
}

async function insertUses(tx: Tx, book: string, pools: Pools, uses: readonly Use[], amountOf: (use: Use) => bigint) {
  if (uses.length === 0) return
  const rows = uses.map((use) => ({
    ...{ book_id: book, seq: use.seq, entry_id: splitId(use.id).entryId, part: splitId(use.id).part, kind: use.kind },
    pool_id: pools.idOf(use.pool),
    to_pool_id: use.to === null ? null : pools.idOf(use.to),
    amount_fen: amountOf(use).toString(),
  }))
  await sql`insert into ledger.uses (book_id, seq, entry_id, part, kind, pool_id, to_pool_id, amount_fen)
    select book_id, seq, entry_id, part, kind, pool_id, to_pool_id, amount_fen
      from json_populate_recordset(null::ledger.uses, ${JSON.stringify(rows)}::json)`.execute(tx.db)
}

async function insertAllocations(
  tx: Tx,
  book: string,
  { allocations, state }: Traced,
  due: readonly { readonly use: number; readonly change: bigint }[],
): Promise<void> {
  const lots = new Map(state.lots.map((lot) => [lot.id, lot.seq]))
  const uses = new Map(state.uses.map((use) => [use.id, use.seq]))
  const rows = [
    ...allocations.flatMap(({ row, use, lot, holding, amountFen }) =>
      row === 'pay' ? [{ use: uses.get(use ?? ''), lot: lots.get(lot), holding, fen: amountFen, due: 0n }] : [],
    ),
    ...due.map(({ use, change }) => ({ use, lot: null, holding: null, fen: 0n, due: change })),
  ]
  if (rows.length === 0) return
  await sql`insert into ledger.allocations (book_id, use_seq, lot_seq, holding, amount_fen, due_fen)
    select ${book}, * from unnest(${rows.map((r) => r.use)}::bigint[], ${rows.map((r) => r.lot)}::bigint[],
      ${rows.map((r) => r.holding)}::bigint[], ${rows.map((r) => r.fen)}::bigint[], ${rows.map((r) => r.due)}::bigint[])`.execute(
    tx.db,
  )
}
