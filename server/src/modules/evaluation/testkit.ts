import type { figures } from '@shanju/contract/evaluation/figures.ts'
import type { AddQuestionnaire } from '@shanju/contract/evaluation/questions.ts'
import type { PlanEvaluation } from '@shanju/contract/evaluation/shapes.ts'
import type { z } from 'zod'

export const PLAN: Omit<PlanEvaluation, 'projectId' | 'questionnaireId'> = {
  ...{ sampling: 'all', margin: 50, leastCell: 5, leastAnswers: 10, closesAt: new Date('2099-01-01T00:00:00Z') },
}

const both = (zh: string, en: string) => ({ zh, en })

/** A scale, yes or no, a number and words. */
export const SHORT: AddQuestionnaire = {
  ...{ key: 'short', peopleGroup: 'elderly', title: both('短问卷', 'A short one'), lead: both('', '') },
  questions: [
    { kind: 'scale', ...both('您满意吗？', 'Are you satisfied?'), choices: [], overall: true },
    { kind: 'yes_no', ...both('方便吗？', 'Is it convenient?'), choices: [], overall: false },
    { kind: 'number', ...both('用了几次？', 'How often?'), choices: [], overall: false },
    { kind: 'text', ...both('还想说什么？', 'Anything else?'), choices: [], overall: false },
  ],
}

/** A roll as a file: so many residents in turn of the communities. */
export const rollFile = (count: number, communities: readonly string[] = ['甲社区'], from = 0): Buffer =>
  Buffer.from(
    `姓名,门牌,社区\n${Array.from({ length: count }, (_, at) => `受访${from + at},${from + at}号,${communities[at % communities.length]}`).join('\n')}\n`,
  )

/** One white pixel. */
export const PIXEL = Buffer.from(
  '89504e470d0a1a0a0000000d494844520000000100000001080600000000000000' +
    '0000000d49444154789c63f8ffff3f0005fe02fea7000000000000000049454e44ae426082',
  'hex',
)

/** What came of an evaluation to which nobody answered. */
export const FIGURES: z.input<typeof figures> = {
  ...{
    people: 1,
    asked: 1,
    answered: 0,
    byManner: { link: 0, paper: 0, interview: 0 },
    leastCell: 5,
    leastAnswers: 10,
  },
  ...{
    questions: [],
    satisfaction: null,
    mannerShares: [],
    indicators: [],
    persons: null,
    reachedFen: '0',
    costFen: null,
  },
}

/** The same with a text chunk that tells a place, behind its head. */
export const PLACED = Buffer.concat([
  PIXEL.subarray(0, 33),
  Buffer.from([0, 0, 0, 8]),
  Buffer.from('tEXtGPS\u0000here\u0000\u0000\u0000\u0000', 'latin1'),
  PIXEL.subarray(33),
])
