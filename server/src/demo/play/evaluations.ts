import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { QuestionKind } from '@shanju/contract/evaluation/vocab.ts'
import { addDays, shanghaiDate, startOfDay } from '@shanju/contract/kit/dates.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import type { PlannedEvaluation } from '../plan/shapes.ts'
import type { Cast } from './cast.ts'
import { pictureOf } from './picture.ts'
import type { Stage } from './stage.ts'

const SIX_IN_THE_EVENING = 18 * 3_600_000
const STRANGER = { kind: 'stranger' } as const
const SAID = ['时间再早一点就更好了。', '志愿者很耐心，谢谢。']

/** Plans an evaluation, draws the sample, hands out codes, opens it; those who answer do so with their codes, some to an interviewer. */
export async function evaluate(stage: Stage, cast: Cast, evaluation: PlannedEvaluation, by: string): Promise<void> {
  const person = cast.person(by)
  const { id: projectId, peopleGroup } = await stage.ask(person, projects.get, {
    params: { id: cast.project(evaluation.project) },
  })
  const { items } = await stage.ask(STRANGER, evaluations.listQuestionnaires, {})
  const questionnaire = items.find((each) => each.peopleGroup === peopleGroup) ?? items[0]
  if (!questionnaire) throw new Error('no questionnaire ships')
  const { id, publicId } = await stage.ask(person, evaluations.plan, {
    body: {
      ...{ projectId, questionnaireId: questionnaire.id, sampling: 'simple', margin: 150 },
      closesAt: new Date(startOfDay(evaluation.closesOn).getTime() + SIX_IN_THE_EVENING).toISOString(),
    },
  })
  cast.evaluations.set(evaluation.project, id)
  const params = { id }
  const table = ['姓名,门牌', ...evaluation.roll.map(({ name, door }) => `${name},${door}`)].join('\n')
  await stage.upload(person, evaluations.importRoll, { params, query: { merge: 'true' } }, table)
  await stage.ask(person, evaluations.draw, { params, body: { size: evaluation.sample } })
  const { codes } = await stage.ask(person, evaluations.makeCodes, { params, body: {} })
  await stage.ask(person, evaluations.open, { params })
  for (const [at, picked] of evaluation.answers.entries()) {
    const asked = codes[at]
    if (!asked) continue
    const picks = questionnaire.questions.map(({ kind, zh }, n) =>
      ABUSE.test(zh) ? NO : pickOf(kind, n, picked[n] ?? 1),
    )
    const words = SAID[at]
    const question = questionnaire.questions.findIndex(({ kind }) => kind === 'text') + 1
    const remarks = words !== undefined && question > 0 ? [{ question, words }] : []
    if (evaluation.interviewer !== undefined && at < evaluation.interviews)
      await stage.ask(cast.person(evaluation.interviewer), evaluations.interview, {
        params,
        body: { respondentId: asked.id, mode: 'visit', picks, remarks },
      })
    else
      await stage.ask(STRANGER, evaluations.answer, {
        params: { id: publicId },
        body: { code: asked.code, picks, remarks },
      })
  }
  await readAndShow(stage, cast, { id, people: evaluation.roll.length, pictures: evaluation.interviews > 0 }, by)
}

/** What nobody is asked for in this city. */
const ABUSE = /交钱|送礼/
const NO = 2

/** Of a question after the first, 1 or 2 becomes one of the better answers of a scale, or a few times. */
function pickOf(kind: QuestionKind, at: number, picked: number): number | null {
  if (kind === 'text') return null
  if (at === 0) return picked
  if (kind === 'scale') return picked + 3
  return kind === 'number' ? 4 * picked : picked
}

/** Persons reached and the first indicator, the latter counted twice; a photo from before and one from after that people agreed to. */
async function readAndShow(
  stage: Stage,
  cast: Cast,
  { id, people, pictures }: { readonly id: string; readonly people: number; readonly pictures: boolean },
  by: string,
): Promise<void> {
  const person = cast.person(by)
  const params = { id }
  const on = shanghaiDate(stage.clock.now())
  const { indicators } = await stage.ask(person, evaluations.get, { params })
  const target = indicators[1]?.target ?? 0
  const readings = [
    { indicator: 0, value: people, source: '受益人名册', why: '' },
    { indicator: 1, value: Math.floor(target * 0.9), source: '签到表', why: '' },
    { indicator: 1, value: target, source: '签到表', why: '补计最后一周' },
  ]
  for (const reading of readings) await stage.ask(person, evaluations.addReading, { params, body: { ...reading, on } })
  if (!pictures) return
  for (const [at, moment] of (['before', 'after'] as const).entries()) {
    const query = {
      moment,
      caption: moment === 'before' ? '实施前的活动室' : '实施后的活动室',
      takenOn: addDays(on, -9 + 8 * at),
    }
    const photo = await stage.upload(person, evaluations.addPhoto, { params, query }, pictureOf(at))
    await stage.ask(person, evaluations.consent, {
      params: { id: photo.id },
      body: { scope: 'public', by: '照片中的居民', on },
    })
  }
}

export async function endEvaluation(stage: Stage, cast: Cast, project: string, by: string): Promise<void> {
  await stage.ask(cast.person(by), evaluations.close, { params: { id: cast.evaluation(project) } })
}
