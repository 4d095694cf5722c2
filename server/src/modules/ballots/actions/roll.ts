import { randomBytes } from 'node:crypto'
import type { Actor } from '@shanju/contract/access.ts'
import type { MadeCode } from '@shanju/contract/ballots/shapes.ts'
import { MOST_ROLL } from '@shanju/contract/ballots/vocab.ts'
import { publicIdFrom } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseChange, refuseLate } from '../logic/decide.ts'
import { type Entry, entryKey, readRoll, rowsTold } from '../logic/roll-rows.ts'
import { codeHash, nameHash, openEntry, sealEntry } from '../queries/roll.ts'
import { type BallotRow, ballotState, getBallotRow } from '../queries/rows.ts'
import { stop, tell } from '../tell.ts'

const AT_ONCE = 5000

/** One after the other: whatever changes a ballot as a whole. */
export const holdBallot = async (tx: Tx, id: string): Promise<void> => {
  await sql`select ballots.hold(${id})`.execute(tx.db)
}

/**
 * Adds the entries of a table to the roll, all or none. Who stands twice, in the file or on the roll already, is refused by row or,
 * with `merge`, taken once.
 * @throws Refusal ballots.ballot_not_found, cancelled, already_open, roll_unreadable, roll_too_long, roll_duplicates
 */
export async function importRoll(
  tx: Tx,
  actor: Actor,
  id: string,
  table: readonly (readonly string[])[],
  merge: boolean,
): Promise<{ added: number; merged: number }> {
  await holdBallot(tx, id)
  const ballot = await getBallotRow(tx, id)
  stop(refuseChange(ballotState(ballot, tx.now)))
  const read = readRoll(table)
  if ('row' in read) throw refuse('ballots.roll_unreadable', { row: read.row })
  if (ballot.roll + read.entries.length > MOST_ROLL) throw refuse('ballots.roll_too_long', { most: MOST_ROLL })
  if (read.twice.length > 0 && !merge) throw refuse('ballots.roll_duplicates', { rows: rowsTold(read.twice) })
  let added = 0
  for (let at = 0; at < read.entries.length; at += AT_ONCE)
    added += await insert(tx, ballot, read.entries.slice(at, at + AT_ONCE), ballot.roll + added)
  const known = read.entries.length - added
  if (known > 0 && !merge) throw refuse('ballots.roll_duplicates', { rows: rowsTold(await standing(tx, id, table)) })
  await tell(tx, actor, 'import_roll', { id, fundId: ballot.fund.id }, { added, merged: known + read.twice.length })
  return { added, merged: known + read.twice.length }
}

const entryHash = (tx: Tx, ballotId: string, entry: Entry): Buffer =>
  tx.secrets.keyedHash(`${ballotId}\n${entryKey(entry)}`, 'ballots.roll.entry_hash')

/** Those that are not there yet, numbered on; answers how many. */
async function insert(tx: Tx, { id }: BallotRow, entries: readonly Entry[], last: number): Promise<number> {
  const ids = entries.map(() => uuidv7(tx.now))
  const result = await sql`
    insert into ballots.roll (id, ballot_id, number, sealed, name_hash, entry_hash)
    select x.id, ${id}::uuid, ${last} + row_number() over (order by x.place), x.sealed, x.name_hash, x.entry_hash
      from unnest(${ids}::uuid[], ${entries.map((entry) => sealEntry(tx, entry))}::bytea[],
                  ${entries.map(({ name }) => nameHash(tx, name))}::bytea[],
                  ${entries.map((entry) => entryHash(tx, id, entry))}::bytea[])
           with ordinality as x(id, sealed, name_hash, entry_hash, place)
     where not exists (select 1 from ballots.roll r where r.ballot_id = ${id} and r.entry_hash = x.entry_hash)`.execute(
    tx.db,
  )
  return Number(result.numAffectedRows ?? 0n)
}

/** Rows of a file whose entries stand on the roll from an earlier one; those just added came from this transaction. */
async function standing(tx: Tx, id: string, table: readonly (readonly string[])[]): Promise<number[]> {
  const read = readRoll(table)
  if ('row' in read) return []
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed from ballots.roll where ballot_id = ${id} and xmin <> pg_current_xact_id()::xid`.execute(tx.db)
  const earlier = new Set(rows.map(({ sealed }) => entryKey(openEntry(tx, sealed))))
  return table.flatMap((row, at) => {
    const one = readRoll([table.find((each) => each.length > 0) ?? [], row])
    const [entry] = 'row' in one ? [] : one.entries
    return entry && earlier.has(entryKey(entry)) ? [at + 1] : []
  })
}

/**
 * One-time codes for the next entries without one, or a new one for an entry. Told here and never again, because only hashes are
 * kept.
 * @throws Refusal ballots.ballot_not_found, voter_not_found, cancelled, not_open, already_voted
 */
export async function makeCodes(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: { readonly count: number; readonly voterId: string | null },
): Promise<MadeCode[]> {
  await holdBallot(tx, id)
  const ballot = await getBallotRow(tx, id)
  const which = wanted.voterId
    ? sql`x.id = ${wanted.voterId}`
    : sql`not exists (select 1 from ballots.codes k where k.roll_id = x.id)
          and not exists (select 1 from ballots.voted v where v.roll_id = x.id)`
  const { rows } = await sql<{ id: string; number: number; sealed: Buffer; voted: boolean }>`
    select x.id, x.number, x.sealed, exists (select 1 from ballots.voted v where v.roll_id = x.id) as voted
      from ballots.roll x where x.ballot_id = ${id} and ${which} order by x.number limit ${wanted.count}`.execute(tx.db)
  if (wanted.voterId && !rows[0]) throw refuse('ballots.voter_not_found')
  stop(refuseLate(ballotState(ballot, tx.now)))
  if (wanted.voterId && rows[0]?.voted) throw refuse('ballots.already_voted')
  const made = rows.map((row) => ({
    ...{ id: row.id, number: row.number, ...openEntry(tx, row.sealed) },
    code: publicIdFrom(randomBytes(12)),
  }))
  await sql`insert into ballots.codes (id, roll_id, code_hash, made_at)
    select x.id, x.roll_id, x.code_hash, ${tx.now}
      from unnest(${made.map(() => uuidv7(tx.now))}::uuid[], ${made.map((each) => each.id)}::uuid[],
                  ${made.map(({ code }) => codeHash(tx, code))}::bytea[]) as x(id, roll_id, code_hash)`.execute(tx.db)
  await tell(tx, actor, 'make_codes', { id, fundId: ballot.fund.id }, { codes: made.length })
  return made
}
