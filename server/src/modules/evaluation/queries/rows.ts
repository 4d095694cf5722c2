import type { Question } from '@shanju/contract/evaluation/questions.ts'
import type { Evaluation, Indicator } from '@shanju/contract/evaluation/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { stateOf } from '../logic/decide.ts'

type Told = Pick<
  Evaluation,
  | 'id'
  | 'publicId'
  | 'project'
  | 'fund'
  | 'place'
  | 'whose'
  | 'questionnaire'
  | 'sampling'
  | 'margin'
  | 'leastCell'
  | 'leastAnswers'
  | 'closesAt'
  | 'openedAt'
  | 'closedAt'
  | 'cancelled'
  | 'seedHash'
  | 'seed'
  | 'people'
  | 'asked'
  | 'byManner'
>

/** An evaluation as its tables hold it, without roll, answers and readings. */
export interface EvaluationRow extends Told {
  readonly drawn: boolean
  readonly figures: unknown
}

const QUESTIONNAIRE = sql`json_build_object('id', q.id, 'key', q.key, 'version', q.version, 'peopleGroup', q.people_group,
  'title', json_build_object('zh', q.title_zh, 'en', q.title_en), 'lead', json_build_object('zh', q.lead_zh, 'en', q.lead_en),
  'questions', q.questions)`

const counted = (manner: string) =>
  sql`(select count(*)::int from evaluation.answered a where a.evaluation_id = e.id and a.manner = ${manner})`

/** `found` narrows or orders; joined are `e`, `p` and `f`. */
export const selectEvaluations = (found: RawBuilder<unknown>): RawBuilder<EvaluationRow> => sql<EvaluationRow>`
  select e.id, e.public_id as "publicId",
         json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'state', p.state) as project,
         json_build_object('id', f.id, 'name', f.name) as fund, json_build_object('code', d.code, 'name', d.name) as place,
         json_build_object('placeCode', f.place_code, 'hostId', f.host_id) as whose, ${QUESTIONNAIRE} as questionnaire,
         e.sampling, e.margin, e.least_cell as "leastCell", e.least_answers as "leastAnswers", e.closes_at as "closesAt",
         o.opened_at as "openedAt", r.closed_at as "closedAt", c.reason as cancelled,
         encode(e.seed_hash, 'hex') as "seedHash", w.seed, r.figures, w.evaluation_id is not null as drawn,
         (select count(*)::int from evaluation.roll x where x.evaluation_id = e.id) as people, coalesce(w.size, 0) as asked,
         json_build_object('link', ${counted('link')}, 'paper', ${counted('paper')},
           'interview', ${counted('interview')}) as "byManner"
    from evaluation.evaluations e
    join evaluation.questionnaires q on q.id = e.questionnaire_id
    join projects.pub_projects p on p.id = e.project_id
    join funds.pub_funds f on f.id = p.fund_id
    join divisions.pub_divisions d on d.code = f.place_code
    left join evaluation.draws w on w.evaluation_id = e.id
    left join evaluation.openings o on o.evaluation_id = e.id
    left join evaluation.cancellations c on c.evaluation_id = e.id
    left join evaluation.results r on r.evaluation_id = e.id
   ${found}`

/** @throws Refusal evaluation.evaluation_not_found */
export async function getEvaluationRow(tx: Tx, id: string): Promise<EvaluationRow> {
  const { rows } = await selectEvaluations(sql`where e.id = ${id}`).execute(tx.db)
  if (!rows[0]) throw refuse('evaluation.evaluation_not_found')
  return rows[0]
}

export const evaluationState = (row: EvaluationRow, now: Date) =>
  stateOf(
    {
      opened: row.openedAt !== null,
      closed: row.closedAt !== null,
      cancelled: row.cancelled !== null,
      closesAt: row.closesAt,
    },
    now,
  )

export const answeredOf = ({ byManner }: Pick<EvaluationRow, 'byManner'>): number =>
  byManner.link + byManner.paper + byManner.interview

export const questionsOf = ({ questionnaire }: EvaluationRow): readonly Question[] => questionnaire.questions

export async function sheetsOf(tx: Tx, id: string): Promise<Evaluation['sheets']> {
  const { rows } = await sql<Evaluation['sheets'][number]>`
    select sheet, state from evaluation.sheets(${id}) order by sheet`.execute(tx.db)
  return rows
}

interface Plan {
  readonly people: number
  readonly names: string[]
  readonly units: string[]
  readonly targets: number[]
  readonly results: number[] | null
}

interface ReadingRow {
  readonly indicator: number
  readonly value: number
  readonly on: string
  readonly source: string
  readonly why: string
  readonly recordedAt: Date
}

/** Persons reached as number 0, then the indicators of the plan; readings of each, the newest first. */
export async function indicatorsOf(tx: Tx, { id, project }: EvaluationRow): Promise<Indicator[]> {
  const { rows } = await sql<Plan>`
    select people, indicator_names as names, indicator_units as units, indicator_targets as targets, results
      from projects.pub_plans where id = ${project.id}`.execute(tx.db)
  const [plan] = rows
  if (!plan) throw new Error(`project ${project.id} is gone`)
  const found = await sql<ReadingRow>`
    select indicator, value, on_day as on, source, why, recorded_at as "recordedAt"
      from evaluation.readings where evaluation_id = ${id} order by indicator, number desc`.execute(tx.db)
  const of = (number: number) =>
    found.rows.filter(({ indicator }) => indicator === number).map(({ indicator: _indicator, ...reading }) => reading)
  return [
    { number: 0, name: '', unit: '', target: plan.people, claimed: null, readings: of(0) },
    ...plan.names.map((name, at) => ({
      ...{ number: at + 1, name, unit: plan.units[at] ?? '', target: plan.targets[at] ?? 0 },
      claimed: plan.results?.[at] ?? null,
      readings: of(at + 1),
    })),
  ]
}
