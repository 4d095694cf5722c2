import { PLAN, SHORT } from '#modules/evaluation/testkit.ts'
import { sent } from '#test/support/groups.ts'
import { ofCity, ofFund, type Side } from '../world.ts'
import { type Asked, type Case, type Cases, WORDS } from './case.ts'

const itself: Pick<Case, 'about'> = { about: ofFund }
const by =
  (body?: object | ((side: Side) => object)) =>
  (side: Side): Asked => ({
    params: { id: side.evaluation },
    ...(body ? { body: typeof body === 'function' ? body(side) : body } : {}),
  })
const photo = (body?: object) => (side: Side) => ({ params: { id: side.photo }, ...(body ? { body } : {}) })
const open = (body?: object) => (side: Side) => ({ params: { id: side.evaluationCode }, ...(body ? { body } : {}) })
const picks: null[] = [null, null, null, null, null]

export const evaluation: Cases = {
  'evaluation.list': { row: (side) => side.evaluation, rowOf: ofFund, cell: (side) => `${side.banner} 项目` },
  'evaluation.compare': { row: (side) => side.evaluation, rowOf: ofFund, cell: (side) => `${side.banner} 项目` },
  'evaluation.get': { ...itself, ask: by() },
  'evaluation.plan': {
    ...itself,
    ask: (side) => ({ body: sent({ ...PLAN, projectId: side.project, questionnaireId: side.questionnaire }) }),
  },
  'evaluation.importRoll': {
    ...itself,
    ask: (side) => ({ params: { id: side.evaluation }, body: '姓名\n测试居民\n' }),
  },
  'evaluation.listRoll': { ...itself, ask: by() },
  'evaluation.draw': { ...itself, ask: by({}) },
  'evaluation.open': { ...itself, ask: by() },
  'evaluation.makeCodes': { ...itself, ask: by({}) },
  'evaluation.cancel': { ...itself, ask: by(WORDS) },
  'evaluation.checkIn': { ...itself, ask: by((side) => ({ respondentId: side.respondent })) },
  'evaluation.keySheet': { ...itself, ask: by({ sheet: 1, picks }) },
  'evaluation.interview': { ...itself, ask: by((side) => ({ respondentId: side.respondent, mode: 'visit', picks })) },
  'evaluation.addReading': { ...itself, ask: by({ indicator: 0, value: 1, on: '2026-11-20', source: '名册' }) },
  'evaluation.close': { ...itself, ask: by() },
  'evaluation.listRemarks': { ...itself, ask: by() },
  'evaluation.listQuestionnaires': {},
  'evaluation.addQuestionnaire': { about: ofCity, ask: () => ({ body: SHORT }) },
  'evaluation.addPhoto': {
    ...itself,
    ask: (side) => ({
      ...{
        params: { id: side.evaluation },
        query: { moment: 'before', caption: '现场', takenOn: '2026-11-01' },
        body: 'x',
      },
    }),
  },
  'evaluation.consent': { ...itself, ask: photo({ scope: 'internal', by: '测试', on: '2026-11-01' }) },
  'evaluation.withdrawConsent': { ...itself, ask: photo() },
  'evaluation.readPhoto': { ...itself, ask: photo() },
  'evaluation.publicPhoto': { ask: photo() },
  'evaluation.asking': { ask: open() },
  'evaluation.answer': { ask: open({ code: '000000000000', picks }) },
  'evaluation.ofProject': { ask: (side) => ({ params: { id: side.projectCode } }) },
}
