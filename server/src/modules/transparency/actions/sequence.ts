import { decodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { sql } from 'kysely'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import { BUNDLES, edgeOf, edgePlaces, growLog, type StoredTile } from '../logic/grow.ts'
import { type LogRow, takeOpenLog } from '../queries/logs.ts'
import { tilesAt } from '../queries/tiles.ts'

/** Leaves a step takes at most: some 8 MB, and a second's work at most. */
export const MOST_LEAVES = 8_192

interface StagedRow {
  readonly id: string
  readonly subjects: string[]
  readonly leaves: Uint8Array
  readonly salts: Uint8Array
}

/**
 * Gives staged leaves their places: tiles and openings are written, the head of the tree is swapped for the new one, and what
 * was taken leaves the queue, in one transaction. A second sequencer finds the log taken and goes home.
 * @returns how many leaves were placed; undefined when another sequencer is at work
 * @throws BrokenTree when the stored tiles are not those of the head
 */
export async function sequence(tx: Tx): Promise<number | undefined> {
  const log = await takeOpenLog(tx)
  if (!log) return undefined
  const staged = await takeStaged(tx)
  const first = log.size === 0 ? [new Uint8Array(log.firstLeaf)] : []
  const leaves = [...first, ...staged.flatMap((row) => decodeBundle(row.leaves, row.subjects.length))]
  if (leaves.length === 0) return 0
  const tiles = await tilesAt(tx, log.no, edgePlaces(log.size))
  const edge = edgeOf(sha256, log, tiles)
  const bundle = tiles.find(({ level }) => level === BUNDLES)
  const grown = growLog(sha256, edge, bundle?.bytes, leaves)
  await writeTiles(tx, log.no, grown.tiles)
  await writeOpenings(tx, log.no, log.size + first.length, staged)
  await swapHead(tx, log, grown)
  await sql`delete from transparency.staged where id = any(${staged.map(({ id }) => id)}::uuid[])`.execute(tx.db)
  return leaves.length
}

async function takeStaged(tx: Tx): Promise<StagedRow[]> {
  const { rows } = await sql<StagedRow>`
    select id, subjects, leaves, salts from (
      select *, sum(cardinality(subjects)) over (order by id) - cardinality(subjects) as before
        from (select * from transparency.staged order by id limit ${MOST_LEAVES}) oldest) counted
     where before < ${MOST_LEAVES} order by id`.execute(tx.db)
  return rows
}

async function writeTiles(tx: Tx, logNo: number, tiles: readonly StoredTile[]): Promise<void> {
  await sql`
    insert into transparency.tiles (log_no, level, place, bytes)
    select ${logNo}, level, place, bytes from unnest(${tiles.map(({ level }) => level)}::smallint[],
      ${tiles.map(({ place }) => place)}::bigint[], ${tiles.map(({ bytes }) => Buffer.from(bytes))}::bytea[]) as t (level, place, bytes)
    on conflict (log_no, level, place) do update set bytes = excluded.bytes`.execute(tx.db)
}

async function writeOpenings(tx: Tx, logNo: number, from: number, staged: readonly StagedRow[]): Promise<void> {
  const subjects = staged.flatMap((row) => row.subjects)
  if (subjects.length === 0) return
  const salts = staged.flatMap((row) => decodeBundle(row.salts, row.subjects.length)).map((each) => Buffer.from(each))
  await sql`
    insert into transparency.openings (subject_id, log_no, leaf_index, salts)
    select subject_id, ${logNo}, ${from}::bigint + n - 1, salts
      from unnest(${subjects}::uuid[], ${salts}::bytea[]) with ordinality as o (subject_id, salts, n)`.execute(tx.db)
}

/** Nobody else can have moved it, for the row is held; if somebody has, nothing of this step may stand. */
async function swapHead(tx: Tx, log: LogRow, next: { size: number; root: Uint8Array }): Promise<void> {
  const { numAffectedRows } = await sql`
    update transparency.logs set size = ${next.size}, root = ${Buffer.from(next.root)}
     where no = ${log.no} and size = ${log.size} and root = ${log.root}`.execute(tx.db)
  if (numAffectedRows !== 1n) throw new Error('the head of the log was moved by another hand')
}
