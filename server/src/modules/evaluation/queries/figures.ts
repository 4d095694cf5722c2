import { type Count, type Figures, figures, figuresOf } from '@shanju/contract/evaluation/figures.ts'
import { drawSample, type OnRoll } from '@shanju/contract/evaluation/sample.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { sha256 } from './roll.ts'
import { type EvaluationRow, getEvaluationRow, indicatorsOf, questionsOf } from './rows.ts'

/** Answers and, before the closing, sheets on which two agree, added up by question, manner and pick. */
async function countsOf(tx: Tx, row: EvaluationRow): Promise<Count[]> {
  const numbers = questionsOf(row).flatMap(({ kind }, at) => (kind === 'number' ? [at + 1] : []))
  const sheets =
    row.closedAt === null
      ? sql`union all select 'paper', s.picks from evaluation.sheets(${row.id}) s where s.state = 'agreed'`
      : sql``
  const { rows } = await sql<Count>`
    select x.n::int as question, a.manner, case when x.n = any(${numbers}::int[]) then null else x.pick end as pick,
           count(*)::int as count, sum(x.pick)::bigint as sum
      from (select manner, picks from evaluation.answers where evaluation_id = ${row.id} ${sheets}) a
     cross join lateral unnest(a.picks) with ordinality as x(pick, n)
     where x.pick is not null
     group by 1, 2, 3 order by 1, 2, 3`.execute(tx.db)
  return rows
}

/**
 * Money of which it was shown that it arrived with the last beneficiary, less what came back: payments for the project, and those
 * under a decision about it.
 */
async function reachedOf(tx: Tx, projectId: string): Promise<bigint> {
  const { rows } = await sql<{ fen: bigint }>`
    select coalesce(sum(r.paid_fen - r.returned_fen), 0)::bigint as fen
      from payments.pub_requests r
      join payments.pub_authorities a on a.id = r.authority_id
      left join governance.pub_motions m on m.id = a.motion_id
     where r.reached_at is not null
       and coalesce(r.project_id, case when m.about_kind = 'project' then m.about_id end) = ${projectId}`.execute(tx.db)
  return rows[0]?.fen ?? 0n
}

export async function drawFigures(tx: Tx, row: EvaluationRow): Promise<Figures> {
  const [persons, ...indicators] = await indicatorsOf(tx, row)
  return figuresOf({
    ...{ people: row.people, asked: row.asked, byManner: row.byManner },
    ...{ leastCell: row.leastCell, leastAnswers: row.leastAnswers, questions: questionsOf(row) },
    counts: await countsOf(tx, row),
    indicators: indicators.map(({ target, readings }) => ({ target, value: readings[0]?.value ?? null })),
    persons: persons?.readings[0]?.value ?? null,
    reachedFen: await reachedOf(tx, row.project.id),
  })
}

/** As they are kept: sums as text. */
export const packed = (drawn: Figures): string => JSON.stringify(figures.encode(drawn))

/**
 * Draws sample and figures of every closed evaluation again; the first that differs. Money may have arrived since, so it is left
 * out.
 */
export async function verifyEvaluations(
  tx: Tx,
): Promise<{ readonly evaluations: number; readonly fault: string | undefined }> {
  const { rows } = await sql<{ id: string }>`
    select evaluation_id as id from evaluation.results order by evaluation_id`.execute(tx.db)
  for (const { id } of rows) {
    const row = await getEvaluationRow(tx, id)
    const wrong = (what: string) => ({ evaluations: rows.length, fault: `${id} ${what}` })
    if (sha256(row.seed ?? '') !== row.seedHash) return wrong('has another seed')
    if (!(await sampledAsDrawn(tx, row))) return wrong('asked others than were drawn')
    const kept = figures.parse(row.figures)
    const { reachedFen, costFen } = kept
    if (packed({ ...(await drawFigures(tx, row)), reachedFen, costFen }) !== packed(kept))
      return wrong('is counted otherwise')
  }
  return { evaluations: rows.length, fault: undefined }
}

/** Who of a roll the seed draws. */
export async function drawNumbers(
  tx: Tx,
  { id, sampling }: EvaluationRow,
  seed: string,
  size: number,
): Promise<number[]> {
  const { rows } = await sql<OnRoll>`
    select number, community from evaluation.roll where evaluation_id = ${id} order by number`.execute(tx.db)
  return drawSample(rows, { size, seed, byCommunity: sampling === 'stratified' }, sha256)
}

async function sampledAsDrawn(tx: Tx, row: EvaluationRow): Promise<boolean> {
  const { rows } = await sql<{ number: number }>`
    select x.number from evaluation.sampled s join evaluation.roll x on x.id = s.roll_id
     where s.evaluation_id = ${row.id} order by x.number`.execute(tx.db)
  const drawn = await drawNumbers(tx, row, row.seed ?? '', row.asked)
  return drawn.join() === rows.map(({ number }) => number).join()
}
