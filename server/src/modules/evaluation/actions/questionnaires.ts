import type { Actor } from '@shanju/contract/access.ts'
import { type AddQuestionnaire, addQuestionnaire, type Questionnaire } from '@shanju/contract/evaluation/questions.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { subjectOfAll } from '#modules/regulations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import file from '../../../../../data/questionnaires.json' with { type: 'json' }
import { checkWords, personOf } from '../tell.ts'

const SHIPPED = z.array(addQuestionnaire).parse(file.questionnaires)

async function insert(tx: Tx, by: string | null, wanted: AddQuestionnaire, version: number): Promise<string> {
  const { key, peopleGroup, title, lead, questions } = wanted
  const id = uuidv7(tx.now)
  await sql`
    insert into evaluation.questionnaires (id, key, version, people_group, title_zh, title_en, lead_zh, lead_en, questions,
      made_by, made_at)
    values (${id}, ${key}, ${version}, ${peopleGroup}, ${title.zh}, ${title.en}, ${lead.zh}, ${lead.en},
      ${JSON.stringify(questions)}::jsonb, ${by}, ${tx.now}) on conflict do nothing`.execute(tx.db)
  return id
}

/** One version after the other, whoever adds one. */
const holdKey = async (tx: Tx, key: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`questionnaire ${key}`}::text, 0))`.execute(tx.db)
}

/** The standard set, each as its first version; one that is there stays as it is. */
export async function loadQuestionnaires(tx: Tx): Promise<void> {
  for (const each of SHIPPED) await insert(tx, null, each, 1)
}

/**
 * Another version of a key, or the first of a new one. Evaluations keep the version they began with.
 * @throws Refusal regulations.blocked
 */
export async function addQuestions(tx: Tx, actor: Actor, wanted: AddQuestionnaire): Promise<Questionnaire> {
  const { title, lead, questions } = wanted
  const said = [title, lead, ...questions, ...questions.flatMap(({ choices }) => choices)]
  await checkWords(
    tx,
    said.flatMap(({ zh, en }) => [zh, en]),
  )
  await holdKey(tx, wanted.key)
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) + 1 as version from evaluation.questionnaires where key = ${wanted.key}`.execute(
    tx.db,
  )
  const version = rows[0]?.version ?? 1
  const id = await insert(tx, personOf(actor), wanted, version)
  const about = { subjectKind: 'questionnaire', subjectId: id, subject: await subjectOfAll(tx) }
  await record(tx, actor, { action: 'evaluation.add_questionnaire', ...about, details: { key: wanted.key, version } })
  return { ...wanted, id, version }
}

/** Of each key the newest version. */
export async function listQuestionnaires(tx: Tx): Promise<{ items: Questionnaire[] }> {
  const { rows } = await sql<Questionnaire>`
    select distinct on (key) id, key, version, people_group as "peopleGroup",
           json_build_object('zh', title_zh, 'en', title_en) as title, json_build_object('zh', lead_zh, 'en', lead_en) as lead,
           questions
      from evaluation.questionnaires order by key, version desc`.execute(tx.db)
  return { items: rows }
}
