import type { PublicEvaluation } from '@shanju/contract/evaluation/shapes.ts'
import { FUND, NOW } from './fake-city.ts'
import { DONE, NOTICED } from './fake-work.ts'

/** What was asked of those whom a project was for: one evaluation under way, one that is closed. */

const uuid = (n: number): string => `0193a5b2-7c00-7555-8000-${n.toString(16).padStart(12, '0')}`
const both = (zh: string, en: string) => ({ zh, en, choices: [], overall: false })
const OFFERED = [
  { zh: '社区工作人员告诉的', en: 'From the community office' },
  { zh: '看到通知或微信', en: 'From a notice or WeChat' },
]
const of = { fund: { id: FUND.id, name: FUND.name }, place: FUND.place }

/** Answers come in. */
export const COLLECTING: PublicEvaluation = {
  ...{ ...of, id: uuid(1), publicId: '0EVA10T00001', state: 'open', closesAt: new Date('2026-12-01T10:00:00Z') },
  project: { id: NOTICED.id, code: NOTICED.code, name: NOTICED.name, state: 'running' },
  ...{ people: 120, asked: 60, answered: 12, sampling: 'stratified', margin: 100, leastCell: 5, leastAnswers: 10 },
  ...{ openedAt: NOW, closedAt: null, cancelled: null, seedHash: 'b'.repeat(64), seed: 'a'.repeat(32), figures: null },
  questionnaire: {
    ...{ id: uuid(9), key: 'standard_elderly', version: 1, peopleGroup: 'elderly' },
    title: { zh: '老年人满意度问卷', en: 'Questionnaire for older people' },
    lead: {
      zh: '共几道题，三分钟左右。不记姓名，不想答的可以空着。',
      en: 'A few questions, about three minutes. No name is kept.',
    },
    questions: [
      { kind: 'scale', ...both('总的来说，您对这个项目满意吗？', 'All in all, are you satisfied?'), overall: true },
      { kind: 'yes_no', ...both('时间方便吗？', 'Were the hours convenient?') },
      { kind: 'choice', ...both('您是怎么知道这个项目的？', 'How did you hear of it?'), choices: OFFERED },
      { kind: 'number', ...both('最近一个月您用了几次？', 'How often did you use it in the last month?') },
      { kind: 'text', ...both('还有什么想说的？', 'Is there anything else?') },
    ],
  },
  indicators: [],
  photos: [],
}

const cells = (...counts: (number | null)[]) => counts.map((count) => ({ count }))

/** Closed, with a hidden cell, readings one of which was corrected, and photos. */
export const EVALUATED: PublicEvaluation = {
  ...COLLECTING,
  ...{ id: uuid(2), publicId: '0EVA10T00002', state: 'closed', answered: 52, closedAt: NOW },
  project: { id: DONE.id, code: DONE.code, name: DONE.name, state: 'closed' },
  figures: {
    ...{
      people: 120,
      asked: 60,
      answered: 52,
      byManner: { link: 30, paper: 12, interview: 10 },
      leastCell: 5,
      leastAnswers: 10,
    },
    questions: [
      { kind: 'scale', answered: 52, cells: cells(0, null, null, 20, 24), mean: null },
      { kind: 'yes_no', answered: 50, cells: cells(40, 10), mean: null },
      { kind: 'choice', answered: 52, cells: cells(30, 22), mean: null },
      { kind: 'number', answered: 49, cells: [], mean: 84 },
      { kind: 'text', answered: 0, cells: [], mean: null },
    ],
    satisfaction: { of: 52, share: 846, low: 765, high: 903, bound: 'exact' },
    mannerShares: [],
    indicators: [{ target: 24, value: 24 }],
    ...{ persons: 46, reachedFen: 1_100_000n, costFen: 23_913n },
  },
  indicators: [
    {
      ...{ number: 0, name: '', unit: '', target: 46, claimed: null },
      readings: [{ value: 46, on: '2026-11-10', source: '受益人名册', why: '', recordedAt: NOW }],
    },
    {
      ...{ number: 1, name: '换灯的楼道', unit: '个', target: 24, claimed: 24 },
      readings: [
        { value: 24, on: '2026-11-12', source: '现场清点', why: '漏数一个单元', recordedAt: NOW },
        { value: 23, on: '2026-11-10', source: '现场清点', why: '', recordedAt: NOW },
      ],
    },
  ],
  photos: [
    { id: uuid(21), moment: 'before', caption: '改造前的楼道', takenOn: '2026-09-01' },
    { id: uuid(22), moment: 'after', caption: '改造后的楼道', takenOn: '2026-10-20' },
  ],
}

export const EVALUATIONS: readonly PublicEvaluation[] = [COLLECTING, EVALUATED]
