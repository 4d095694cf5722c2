import type { Actor } from '@shanju/contract/access.ts'
import { type Answers, fits } from '@shanju/contract/evaluation/questions.ts'
import type { Interview } from '@shanju/contract/evaluation/shapes.ts'
import type { AnswerManner } from '@shanju/contract/evaluation/vocab.ts'
import { parsePublicId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseAnswer, refuseKeying } from '../logic/decide.ts'
import { publicRow } from '../queries/evaluations.ts'
import { REMARK } from '../queries/remarks.ts'
import { codeHash, respondentOf } from '../queries/roll.ts'
import { type EvaluationRow, evaluationState, getEvaluationRow, questionsOf } from '../queries/rows.ts'
import { checkWords, personOf, stop, tell } from '../tell.ts'

/** Those who answer at once do not wait for each other, only for a closing. */
const holdShared = async (tx: Tx, id: string): Promise<void> => {
  await sql`select evaluation.hold_shared(${id})`.execute(tx.db)
}

/** @throws Refusal evaluation.answers_unfit, regulations.blocked */
async function checkAnswers(tx: Tx, row: EvaluationRow, given: Answers): Promise<void> {
  if (!fits(questionsOf(row), given)) throw refuse('evaluation.answers_unfit')
  await checkWords(
    tx,
    given.remarks.map(({ words }) => words),
  )
}

interface How {
  readonly manner: AnswerManner
  readonly interviewer?: string | null
  readonly mode?: Interview['mode']
}

/** Of two at once one wins: the key of the row decides. @throws Refusal evaluation.already_answered */
async function markAnswered(tx: Tx, id: string, respondentId: string, how: How): Promise<void> {
  const { rows } = await sql`
    insert into evaluation.answered (roll_id, evaluation_id, manner, interviewer_id, mode)
    values (${respondentId}, ${id}, ${how.manner}, ${how.interviewer ?? null}::uuid, ${how.mode ?? null}::text)
    on conflict do nothing returning 1`.execute(tx.db)
  if (!rows[0]) throw refuse('evaluation.already_answered')
}

/** Ids are pure chance: one with a time in it would tell when, and so whose. */
async function keepAnswers(tx: Tx, id: string, manner: AnswerManner, { picks, remarks }: Answers): Promise<void> {
  await sql`insert into evaluation.answers (id, evaluation_id, manner, picks)
    values (gen_random_uuid(), ${id}, ${manner}, ${[...picks]}::integer[])`.execute(tx.db)
  await keepRemarks(tx, id, remarks)
}

async function keepRemarks(tx: Tx, id: string, remarks: Answers['remarks']): Promise<void> {
  for (const { question, words } of remarks)
    await sql`insert into evaluation.remarks (id, evaluation_id, question, sealed)
      values (gen_random_uuid(), ${id}, ${question}, ${tx.secrets.seal(words, REMARK)})`.execute(tx.db)
}

/**
 * Answers by one-time code. What is written of the person and of the answers have nothing in common. It leaves no trail row: who
 * has answered stands in `answered`, and a trail row would say when.
 * @throws Refusal evaluation.evaluation_not_found, not_open, over, code_not_found, answers_unfit, already_answered,
 * regulations.blocked
 */
export async function answerByCode(
  tx: Tx,
  typed: string,
  { code, ...given }: Answers & { readonly code: string },
): Promise<void> {
  const found = await publicRow(tx, typed)
  await holdShared(tx, found.id)
  const row = await getEvaluationRow(tx, found.id)
  stop(refuseAnswer(evaluationState(row, tx.now)))
  const respondentId = await respondentByCode(tx, row.id, code)
  await checkAnswers(tx, row, given)
  await markAnswered(tx, row.id, respondentId, { manner: 'link' })
  await keepAnswers(tx, row.id, 'link', given)
}

/** By somebody's newest code; an older one is as if it were not. @throws Refusal evaluation.code_not_found */
async function respondentByCode(tx: Tx, id: string, typed: string): Promise<string> {
  const code = parsePublicId(typed)
  if (!code) throw refuse('evaluation.code_not_found')
  const { rows } = await sql<{ id: string }>`
    select x.id from evaluation.codes k join evaluation.roll x on x.id = k.roll_id
     where k.code_hash = ${codeHash(tx, code)} and x.evaluation_id = ${id}
       and not exists (select 1 from evaluation.codes n where n.roll_id = k.roll_id and (n.made_at, n.id) > (k.made_at, k.id))`.execute(
    tx.db,
  )
  if (!rows[0]) throw refuse('evaluation.code_not_found')
  return rows[0].id
}

/**
 * Somebody hands in a paper sheet.
 * @throws Refusal evaluation.evaluation_not_found, respondent_not_found, not_open, over, not_asked, already_answered
 */
export async function checkIn(tx: Tx, actor: Actor, id: string, respondentId: string): Promise<void> {
  const row = await askedNow(tx, id, respondentId)
  await markAnswered(tx, id, respondentId, { manner: 'paper' })
  await tell(tx, actor, 'check_in', { id, projectId: row.project.id })
}

async function askedNow(tx: Tx, id: string, respondentId: string): Promise<EvaluationRow> {
  await holdShared(tx, id)
  const row = await getEvaluationRow(tx, id)
  const person = await respondentOf(tx, id, respondentId)
  stop(refuseAnswer(evaluationState(row, tx.now)))
  if (!person.asked) throw refuse('evaluation.not_asked')
  return row
}

/**
 * What one clerk reads on a sheet out of the box. Its free text is taken from who keys it first.
 * @throws Refusal evaluation.evaluation_not_found, not_open, answers_unfit, regulations.blocked
 */
export async function keySheet(
  tx: Tx,
  actor: Actor,
  id: string,
  { sheet, ...given }: Answers & { readonly sheet: number },
): Promise<void> {
  await holdShared(tx, id)
  const row = await getEvaluationRow(tx, id)
  stop(refuseKeying(evaluationState(row, tx.now)))
  await checkAnswers(tx, row, given)
  const earlier = await sql`select 1 from evaluation.keyings where evaluation_id = ${id} and sheet = ${sheet}`.execute(
    tx.db,
  )
  await sql`insert into evaluation.keyings (id, evaluation_id, sheet, clerk_id, picks, keyed_at)
    values (${uuidv7(tx.now)}, ${id}, ${sheet}, ${personOf(actor)}, ${[...given.picks]}::integer[], ${tx.now})`.execute(
    tx.db,
  )
  if (!earlier.rows[0]) await keepRemarks(tx, id, given.remarks)
  await tell(tx, actor, 'key_sheet', { id, projectId: row.project.id }, { sheet })
}

/**
 * What somebody answered an interviewer. The trail says that one was made and not with whom.
 * @throws Refusal evaluation.evaluation_not_found, respondent_not_found, not_open, over, not_asked, ran_it, answers_unfit,
 * already_answered, regulations.blocked
 */
export async function takeInterview(
  tx: Tx,
  actor: Actor,
  id: string,
  { respondentId, mode, ...given }: Interview,
): Promise<void> {
  const row = await askedNow(tx, id, respondentId)
  const interviewer = personOf(actor)
  const { rows } = await sql`select 1 from projects.pub_makers
    where project_id = ${row.project.id} and person_id = ${interviewer}::uuid`.execute(tx.db)
  if (interviewer === null || rows[0]) throw refuse('evaluation.ran_it')
  await checkAnswers(tx, row, given)
  await markAnswered(tx, id, respondentId, { manner: 'interview', interviewer, mode })
  await keepAnswers(tx, id, 'interview', given)
  await tell(tx, actor, 'interview', { id, projectId: row.project.id }, { mode })
}
