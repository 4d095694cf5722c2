import { z } from 'zod'
import { idOf } from '../kit/ids.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import { object, publicCode, publicListed, publicProject } from './shapes.ts'
import { EVIDENCE_TYPES, PEOPLE_GROUPS, PROJECT_STATES } from './vocab.ts'

const byCode = z.strictObject({ code: publicCode })

/** What needs no sign-in: projects from their public notice on, what may be seen of their evidence, and objecting. */
export const openRoutes = {
  publicList: route({
    name: 'projects.publicList',
    method: 'GET',
    path: '/api/v1/projects/public/projects',
    access: 'public',
    summary: 'Projects from their public notice on, the latest first: open data',
    query: pageQuery.extend({
      fundId: idOf('fund').optional(),
      within: z
        .string()
        .regex(/^\d{6,12}$/)
        .optional(),
      peopleGroup: z.enum(PEOPLE_GROUPS).optional(),
      state: z.enum(PROJECT_STATES).optional(),
    }),
    output: pageOf(publicListed),
  }),
  publicProject: route({
    name: 'projects.publicProject',
    method: 'GET',
    path: '/api/v1/projects/public/projects/:code',
    access: 'public',
    summary:
      'One project: proposal, budget, decisions, steps, evidence that may be shown, what was answered to objections',
    params: byCode,
    output: publicProject,
    refuses: ['projects.project_not_found'],
  }),
  object: route({
    name: 'projects.object',
    method: 'POST',
    path: '/api/v1/projects/public/projects/:code/objections',
    access: 'public',
    summary: 'Object to a project while its public notice runs; the answer is published before the vote',
    params: byCode,
    body: object,
    output: z.object({ code: publicCode, objections: z.number().int() }),
    refuses: ['projects.project_not_found', 'projects.notice_over'],
  }),
  publicEvidence: route({
    name: 'projects.publicEvidence',
    method: 'GET',
    path: '/api/v1/projects/public/evidence/:id',
    access: 'public',
    summary: 'A picture or paper that was accepted and whose people agreed to be seen',
    params: z.strictObject({ id: idOf('evidence') }),
    answers: EVIDENCE_TYPES,
    output: z.undefined(),
    refuses: ['projects.evidence_not_found'],
  }),
} as const
