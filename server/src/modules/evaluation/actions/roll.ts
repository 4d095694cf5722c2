import { randomBytes } from 'node:crypto'
import type { Actor } from '@shanju/contract/access.ts'
import { sampleSize } from '@shanju/contract/evaluation/sample.ts'
import type { MadeCode } from '@shanju/contract/evaluation/shapes.ts'
import { MOST_ROLL } from '@shanju/contract/evaluation/vocab.ts'
import { publicIdFrom } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { type Entry, entryKey, readRoll, rowsTold } from '#modules/ballots/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseCodes, refuseDraw, refuseRoll } from '../logic/decide.ts'
import { drawNumbers } from '../queries/figures.ts'
import { codeHash, nameHash, openNamed, respondentOf, sealNamed } from '../queries/roll.ts'
import { type EvaluationRow, evaluationState, getEvaluationRow } from '../queries/rows.ts'
import { personOf, stop, tell } from '../tell.ts'
import { SEED } from './plan.ts'

const AT_ONCE = 5000

/** One after the other: whatever changes an evaluation as a whole. */
export const holdEvaluation = async (tx: Tx, id: string): Promise<void> => {
  await sql`select evaluation.hold(${id})`.execute(tx.db)
}

/**
 * Adds the entries of a table to the roll, all or none. Who stands twice, in the file or on the roll already, is refused by row or,
 * with `merge`, taken once.
 * @throws Refusal evaluation.evaluation_not_found, cancelled, already_open, already_drawn, roll_unreadable, roll_too_long,
 * roll_duplicates, roll_known
 */
export async function importRoll(
  tx: Tx,
  actor: Actor,
  id: string,
  table: readonly (readonly string[])[],
  merge: boolean,
): Promise<{ added: number; merged: number }> {
  await holdEvaluation(tx, id)
  const row = await getEvaluationRow(tx, id)
  stop(refuseRoll(evaluationState(row, tx.now), row.drawn))
  const read = readRoll(table)
  if ('row' in read) throw refuse('evaluation.roll_unreadable', { row: read.row })
  if (row.people + read.entries.length > MOST_ROLL) throw refuse('evaluation.roll_too_long', { most: MOST_ROLL })
  if (read.twice.length > 0 && !merge) throw refuse('evaluation.roll_duplicates', { rows: rowsTold(read.twice) })
  let added = 0
  for (let at = 0; at < read.entries.length; at += AT_ONCE)
    added += await insert(tx, row, read.entries.slice(at, at + AT_ONCE), row.people + added)
  const known = read.entries.length - added
  if (known > 0 && !merge) throw refuse('evaluation.roll_known', { count: known })
  await tell(tx, actor, 'import_roll', { id, projectId: row.project.id }, { added, merged: known + read.twice.length })
  return { added, merged: known + read.twice.length }
}

/** Those that are not there yet, numbered on; answers how many. */
async function insert(tx: Tx, { id }: EvaluationRow, entries: readonly Entry[], last: number): Promise<number> {
  const hashed = (entry: Entry) => tx.secrets.keyedHash(`${id}\n${entryKey(entry)}`, 'evaluation.roll.entry_hash')
  const result = await sql`
    insert into evaluation.roll (id, evaluation_id, number, community, sealed, name_hash, entry_hash)
    select x.id, ${id}::uuid, ${last} + row_number() over (order by x.place), x.community, x.sealed, x.name_hash, x.entry_hash
      from unnest(${entries.map(() => uuidv7(tx.now))}::uuid[], ${entries.map(({ community }) => community)}::text[],
                  ${entries.map((entry) => sealNamed(tx, entry))}::bytea[],
                  ${entries.map(({ name }) => nameHash(tx, name))}::bytea[], ${entries.map(hashed)}::bytea[])
           with ordinality as x(id, community, sealed, name_hash, entry_hash, place)
     where not exists (select 1 from evaluation.roll r where r.evaluation_id = ${id} and r.entry_hash = x.entry_hash)`.execute(
    tx.db,
  )
  return Number(result.numAffectedRows ?? 0n)
}

/**
 * Draws who is asked, once: all, or as many as the wanted margin asks for or somebody says.
 * @throws Refusal evaluation.evaluation_not_found, cancelled, already_open, already_drawn, roll_empty
 */
export async function drawAsked(tx: Tx, actor: Actor, id: string, wanted: number | null): Promise<void> {
  await holdEvaluation(tx, id)
  const row = await getEvaluationRow(tx, id)
  stop(refuseDraw(evaluationState(row, tx.now), row.drawn, row.people))
  const sealed = await sql<{ seed: Buffer }>`
    select seed_sealed as seed from evaluation.evaluations where id = ${id}`.execute(tx.db)
  const seed = sealed.rows[0] ? tx.secrets.open(sealed.rows[0].seed, SEED) : ''
  const size = row.sampling === 'all' ? row.people : (wanted ?? sampleSize(row.people, row.margin))
  const numbers = await drawNumbers(tx, row, seed, size)
  await sql`insert into evaluation.draws (evaluation_id, seed, size, drawn_by, drawn_at)
    values (${id}, ${seed}, ${numbers.length}, ${personOf(actor)}, ${tx.now})`.execute(tx.db)
  await sql`insert into evaluation.sampled (roll_id, evaluation_id)
    select x.id, x.evaluation_id from evaluation.roll x
     where x.evaluation_id = ${id} and x.number = any(${numbers}::int[])`.execute(tx.db)
  await tell(tx, actor, 'draw', { id, projectId: row.project.id }, { people: row.people, asked: numbers.length })
}

/**
 * One-time codes for the next of those asked without one, or a new one for somebody. Told here and never again, because only
 * hashes are kept.
 * @throws Refusal evaluation.evaluation_not_found, respondent_not_found, cancelled, not_open, not_drawn, not_asked,
 * already_answered
 */
export async function makeCodes(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: { readonly count: number; readonly respondentId: string | null },
): Promise<MadeCode[]> {
  await holdEvaluation(tx, id)
  const row = await getEvaluationRow(tx, id)
  const one = wanted.respondentId === null ? undefined : await respondentOf(tx, id, wanted.respondentId)
  stop(refuseCodes(evaluationState(row, tx.now), row.drawn))
  if (one && !one.asked) throw refuse('evaluation.not_asked')
  if (one && one.manner !== null) throw refuse('evaluation.already_answered')
  const which = one
    ? sql`x.id = ${one.id}`
    : sql`not exists (select 1 from evaluation.codes k where k.roll_id = x.id)
          and not exists (select 1 from evaluation.answered v where v.roll_id = x.id)`
  const { rows } = await sql<{ id: string; number: number; sealed: Buffer }>`
    select x.id, x.number, x.sealed from evaluation.sampled s join evaluation.roll x on x.id = s.roll_id
     where s.evaluation_id = ${id} and ${which} order by x.number limit ${wanted.count}`.execute(tx.db)
  const made = rows.map(({ sealed, ...each }) => ({
    ...each,
    ...openNamed(tx, sealed),
    code: publicIdFrom(randomBytes(12)),
  }))
  await sql`insert into evaluation.codes (id, roll_id, code_hash, made_at)
    select x.id, x.roll_id, x.code_hash, ${tx.now}
      from unnest(${made.map(() => uuidv7(tx.now))}::uuid[], ${made.map((each) => each.id)}::uuid[],
                  ${made.map(({ code }) => codeHash(tx, code))}::bytea[]) as x(id, roll_id, code_hash)`.execute(tx.db)
  await tell(tx, actor, 'make_codes', { id, projectId: row.project.id }, { codes: made.length })
  return made
}
