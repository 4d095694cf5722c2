import { WORDED_STEPS } from '@shanju/contract/projects/step-routes.ts'
import { PROPOSAL } from '#modules/projects/testkit.ts'
import { sent } from '#test/support/groups.ts'
import { ofFund, type Side } from '../world.ts'
import type { Asked, Case, Cases } from './case.ts'

const itself: Pick<Case, 'about'> = { about: ofFund }
const words = { words: '测试 说明' }
const by =
  (thing: 'project' | 'evidence' | 'objection', body?: object | ((side: Side) => object)) =>
  (side: Side): Asked => ({
    params: { id: side[thing] },
    ...(body ? { body: typeof body === 'function' ? body(side) : body } : {}),
  })

const budget = { ...words, sumFen: '100', lines: [{ name: '餐费', amountFen: '100' }] }

export const projects: Cases = {
  ...Object.fromEntries(WORDED_STEPS.map((step) => [`projects.${step}`, { ...itself, ask: by('project', words) }])),
  'projects.list': { row: (side) => side.project, rowOf: ofFund, cell: (side) => `${side.banner} 项目` },
  'projects.get': { ...itself, ask: by('project') },
  'projects.printNotice': {
    ...itself,
    ask: (side) => ({ ...by('project')(side), query: { format: 'docx', site: 'http://127.0.0.1' } }),
  },
  'projects.begin': {
    ...itself,
    ask: (side) => ({
      body: {
        ...{
          fundId: side.fund,
          name: '测试项目',
          peopleGroup: 'all',
          needSource: 'visit',
          need: '测试需求的说明',
          people: 1,
        },
      },
    }),
  },
  'projects.propose': { ...itself, ask: by('project', sent(PROPOSAL)) },
  'projects.putToVote': {
    ...itself,
    ask: by('project', (side) => ({
      ...{ ...words, meetingId: side.meeting, payeeKind: 'body', payeeName: '某某(演示)', validTo: '2027-12-31' },
    })),
  },
  'projects.agree': { ...itself, ask: by('project', { ...words, signedOn: '2026-11-01', surplus: 'return_to_limit' }) },
  'projects.reach': { ...itself, ask: by('project', { ...words, milestone: 1 }) },
  'projects.askBudget': { ...itself, ask: by('project', (side) => ({ ...budget, meetingId: side.meeting })) },
  'projects.claimBack': { ...itself, ask: by('project', { ...words, amountFen: '1' }) },
  'projects.getBack': { ...itself, ask: by('project', { ...words, amountFen: '1' }) },
  'projects.submit': { ...itself, ask: by('project', { ...words, spentFen: ['1'], results: [1] }) },
  'projects.evaluate': { ...itself, ask: by('project', { ...words, level: 'good' }) },
  'projects.close': { ...itself, ask: by('project', words) },
  'projects.addEvidence': {
    ...itself,
    ask: (side) => ({
      ...{ params: { id: side.project }, query: { kind: 'photo', fileName: '照片.jpg', caption: '现场' }, body: 'x' },
    }),
  },
  'projects.readEvidence': { ...itself, ask: by('evidence') },
  'projects.reviewEvidence': { ...itself, ask: by('evidence', { accepted: true }) },
  'projects.readObjections': { ...itself, ask: by('project') },
  'projects.answerObjection': { ...itself, ask: by('objection', words) },
  'projects.publicList': {},
  'projects.publicProject': { ask: (side) => ({ params: { code: side.projectCode } }) },
  'projects.object': { ask: (side) => ({ params: { code: side.projectCode }, body: { words: '测试异议的话' } }) },
  'projects.publicEvidence': { ask: by('evidence') },
}
