import { z } from 'zod'
import { route } from '../kit/route.ts'
import { answerByCode, asking, publicEvaluation } from './shapes.ts'

const byPublicId = z.strictObject({ id: z.string().max(40) })

/** What anybody asks. */
export const openRoutes = {
  asking: route({
    name: 'evaluation.asking',
    method: 'GET',
    path: '/api/v1/evaluation/public/:id',
    access: 'public',
    summary: 'The questions of an evaluation that was opened',
    params: byPublicId,
    output: asking,
    refuses: ['evaluation.evaluation_not_found'],
  }),
  answer: route({
    name: 'evaluation.answer',
    method: 'POST',
    path: '/api/v1/evaluation/public/:id/answer',
    access: 'public',
    summary: 'Answer by one-time code; what was answered is not joined to who has',
    params: byPublicId,
    body: answerByCode,
    output: z.object({ answered: z.literal(true) }),
    refuses: [
      'evaluation.evaluation_not_found',
      'evaluation.not_open',
      'evaluation.over',
      'evaluation.code_not_found',
      'evaluation.answers_unfit',
      'regulations.blocked',
      'evaluation.already_answered',
    ],
  }),
  ofProject: route({
    name: 'evaluation.ofProject',
    method: 'GET',
    path: '/api/v1/evaluation/of-project/:id',
    access: 'public',
    summary: 'What evaluations of a project found, and its photos that may be shown: open data',
    params: byPublicId,
    output: z.object({ items: z.array(publicEvaluation) }),
  }),
} as const
