import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import type { Holding, Lot, Needs, TraceState, Use, UseKind } from '../../logic/index.ts'
import { joinId, splitId } from './ids.ts'
import type { Pools } from './pools.ts'

const FIRST_PAGE = 500

export interface Kept {
  readonly state: TraceState
  /** Roots are numbered too, also those that are not in the state. */
  readonly rootSeqs: ReadonlyMap<string, bigint>
  /** A pool has more open lots than were read, and they may be needed. */
  readonly cut: boolean
}

interface LotRow {
  seq: bigint
  entry_id: string
  part: string
  pool_id: number
  root_seq: bigint
  root_entry: string
  root_part: string
  holding: bigint | null
  left_fen: bigint
}

interface UseRow {
  seq: bigint
  entry_id: string
  part: string
  kind: UseKind
  pool_id: number
  to_pool_id: number | null
  uncovered_fen: bigint
}

interface HoldingRow {
  holding: bigint
  lot_seq: bigint
  use_seq: bigint
  amount_fen: bigint
}

const lotColumns = sql`l.seq, l.entry_id, l.part, l.pool_id, l.root_seq, r.entry_id as root_entry, r.part as root_part,
  l.holding, l.left_fen from ledger.lots l join ledger.lots r on r.book_id = l.book_id and r.seq = l.root_seq`

/**
 * The part of the kept trace that events need (see `needsOf`), as the pure code takes it.
 * @param mostLots open lots of one pool that are read, roughly, at the most
 */
export async function keptFor(
  tx: Tx,
  book: string,
  seq: number,
  { needs, pools, mostLots }: { needs: Needs; pools: Pools; mostLots: number },
): Promise<Kept> {
  const lots = new Map<bigint, LotRow>()
  const uses = new Map<bigint, UseRow>()
  const holdings = new Map<bigint, HoldingRow>()
  const keepLots = (rows: readonly LotRow[]): void => {
    for (const row of rows) lots.set(row.seq, row)
  }
  const keepHoldings = (rows: readonly HoldingRow[]): void => {
    for (const row of rows) holdings.set(row.holding, row)
  }

  for (const row of await usesByIds(tx, [...needs.usesBackFen.keys(), ...needs.movesBack])) uses.set(row.seq, row)
  const back = (id: string): bigint | undefined =>
    [...uses.values()].find((use) => joinId(use.entry_id, use.part) === id)?.seq
  for (const [id, fen] of needs.usesBackFen) {
    const use = back(id)
    if (use !== undefined) keepHoldings(await latestHoldings(tx, book, use, fen + needs.anywhereFen))
  }
  const moved: bigint[] = needs.movesBack.flatMap((id) => back(id) ?? [])
  const ofMoves = moved.length > 0 ? await holdingsWhere(tx, book, sql`use_seq = any(${moved}::bigint[])`) : []
  keepHoldings(ofMoves)
  // Money that goes back may have moved on: everything its root became, and all it paid for.
  const family = await familyOf(
    tx,
    book,
    needs.sourcesBack,
    ofMoves.map((row) => row.lot_seq),
  )
  keepLots(family)
  if (family.length > 0) {
    const seqs = family.map((row) => row.seq)
    keepHoldings(await holdingsWhere(tx, book, sql`lot_seq = any(${seqs}::bigint[])`))
  }
  const rest = [...holdings.values()]
  keepLots(
    await lotsBySeq(
      tx,
      book,
      rest.map((row) => row.lot_seq).filter((each) => !lots.has(each)),
    ),
  )
  const paidFor = rest.map((row) => row.use_seq).filter((each) => !uses.has(each))
  for (const row of await usesWhere(tx, sql`book_id = ${book} and seq = any(${paidFor}::bigint[])`))
    uses.set(row.seq, row)

  const demand = new Map([...needs.demandFen].map(([pool, fen]) => [pools.idOf(pool), fen]))
  for (const { pool_id } of [...lots.values(), ...uses.values()]) demand.set(pool_id, demand.get(pool_id) ?? 0n)
  for (const [pool, fen] of demand) demand.set(pool, fen + needs.anywhereFen)
  for (const row of await usesWhere(tx, sql`pool_id = any(${[...demand.keys()]}::int[]) and uncovered_fen > 0`)) {
    uses.set(row.seq, row)
    demand.set(row.pool_id, (demand.get(row.pool_id) ?? 0n) + row.uncovered_fen)
  }
  let cut = false
  for (const [pool, fen] of demand) {
    const open = await openLots(tx, pool, fen, mostLots)
    keepLots(open.lots)
    cut ||= open.cut
  }
  return { ...stateOf(seq, lots, uses, holdings, pools), cut }
}

async function openLots(
  tx: Tx,
  pool: number,
  demandFen: bigint,
  most: number,
): Promise<{ lots: LotRow[]; cut: boolean }> {
  const lots: LotRow[] = []
  let sum = 0n
  for (let size = Math.min(FIRST_PAGE, most), after = -1n; sum < demandFen && lots.length < most; size *= 4) {
    const { rows } =
      await sql<LotRow>`select ${lotColumns} where l.pool_id = ${pool} and l.left_fen > 0 and l.seq > ${after}
      order by l.seq limit ${size}`.execute(tx.db)
    for (const row of rows) sum += row.left_fen
    lots.push(...rows)
    after = rows.at(-1)?.seq ?? after
    if (rows.length < size) return { lots, cut: false }
  }
  return { lots, cut: sum < demandFen }
}

/** Latest first, until they hold as much as comes back. */
async function latestHoldings(tx: Tx, book: string, use: bigint, fen: bigint): Promise<HoldingRow[]> {
  const found: HoldingRow[] = []
  let [sum, before] = [0n, 2n ** 62n]
  for (let size = FIRST_PAGE; sum < fen; size *= 4) {
    const { rows } = await sql<HoldingRow>`
      select holding, lot_seq, use_seq, sum(amount_fen)::bigint as amount_fen from ledger.allocations
       where book_id = ${book} and use_seq = ${use} and holding < ${before}
       group by 1, 2, 3 order by holding desc limit ${size}`.execute(tx.db)
    found.push(...rows.filter((row) => row.amount_fen > 0n))
    for (const row of rows) sum += row.amount_fen
    before = rows.at(-1)?.holding ?? before
    if (rows.length < size) break
  }
  return found
}

const holdingsWhere = async (tx: Tx, book: string, condition: ReturnType<typeof sql>): Promise<HoldingRow[]> =>
  (
    await sql<HoldingRow>`
      select holding, lot_seq, use_seq, sum(amount_fen)::bigint as amount_fen from ledger.allocations
       where book_id = ${book} and holding is not null and ${condition}
       group by 1, 2, 3 having sum(amount_fen) > 0`.execute(tx.db)
  ).rows

async function familyOf(tx: Tx, book: string, sources: readonly string[], seqs: readonly bigint[]): Promise<LotRow[]> {
  if (sources.length === 0 && seqs.length === 0) return []
  const { rows } = await sql<{ root_seq: bigint }>`
    select distinct root_seq from ledger.lots where ${named(sources)} or (book_id = ${book} and seq = any(${seqs}::bigint[]))`.execute(
    tx.db,
  )
  const roots = rows.map((row) => row.root_seq)
  return (
    await sql<LotRow>`select ${lotColumns} where l.book_id = ${book} and l.seq = any(${roots}::bigint[])
      union all
      select ${lotColumns} where l.book_id = ${book} and l.root_seq = any(${roots}::bigint[]) and l.holding is not null`.execute(
      tx.db,
    )
  ).rows
}

const lotsBySeq = async (tx: Tx, book: string, seqs: readonly bigint[]): Promise<LotRow[]> =>
  seqs.length === 0
    ? []
    : (
        await sql<LotRow>`select ${lotColumns} where l.book_id = ${book} and l.seq = any(${seqs}::bigint[])`.execute(
          tx.db,
        )
      ).rows

const named = (ids: readonly string[]) => {
  const split = ids.map(splitId)
  return sql`(entry_id, part) in (select * from unnest(${split.map((id) => id.entryId)}::uuid[], ${split.map((id) => id.part)}::text[]))`
}

const usesByIds = (tx: Tx, ids: readonly string[]): Promise<UseRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : usesWhere(tx, named(ids))

const usesWhere = async (tx: Tx, condition: ReturnType<typeof sql>): Promise<UseRow[]> =>
  (
    await sql<UseRow>`select seq, entry_id, part, kind, pool_id, to_pool_id, uncovered_fen from ledger.uses
      where ${condition}`.execute(tx.db)
  ).rows

function stateOf(
  seq: number,
  lots: ReadonlyMap<bigint, LotRow>,
  uses: ReadonlyMap<bigint, UseRow>,
  holdings: ReadonlyMap<bigint, HoldingRow>,
  pools: Pools,
): Omit<Kept, 'cut'> {
  const rootSeqs = new Map<string, bigint>()
  const byHolding = new Map<bigint, string>()
  const lotIds = new Map<bigint, string>()
  const openLots = [...lots.values()].map((row): Lot => {
    const [id, root] = [joinId(row.entry_id, row.part), joinId(row.root_entry, row.root_part)]
    rootSeqs.set(root, row.root_seq)
    lotIds.set(row.seq, id)
    if (row.holding !== null) byHolding.set(row.holding, id)
    return { id, root, pool: pools.nameOf(row.pool_id), seq: Number(row.seq), leftFen: row.left_fen }
  })
  const useIds = new Map([...uses.values()].map((row) => [row.seq, joinId(row.entry_id, row.part)]))
  const known = <T>(map: ReadonlyMap<bigint, T>, key: bigint): T => {
    const value = map.get(key)
    if (value === undefined) throw new Error(`trace: row ${key} was not read`)
    return value
  }
  return {
    rootSeqs,
    state: {
      seq,
      lots: openLots,
      uses: [...uses.values()].map(
        (row): Use => ({
          ...{ id: known(useIds, row.seq), kind: row.kind, pool: pools.nameOf(row.pool_id), seq: Number(row.seq) },
          to: row.to_pool_id === null ? null : pools.nameOf(row.to_pool_id),
          uncoveredFen: row.uncovered_fen,
        }),
      ),
      holdings: [...holdings.values()].map(
        (row): Holding => ({
          ...{ seq: Number(row.holding), lot: known(lotIds, row.lot_seq), use: known(useIds, row.use_seq) },
          amountFen: row.amount_fen,
          derived: byHolding.get(row.holding) ?? null,
        }),
      ),
    },
  }
}
