import { z } from 'zod'
import { idOf } from '../kit/ids.ts'
import { noticeQuery, PAPER_TYPES, paperQuery } from '../kit/papers.ts'
import { route } from '../kit/route.ts'

const READ = { action: 'governance.read' } as const
const byMeeting = z.strictObject({ id: idOf('meeting') })

/** Papers of meetings and motions, as PDF or to go on writing in; reading one leaves the same trail as its record. */
export const paperRoutes = {
  printMeeting: route({
    name: 'governance.printMeeting',
    method: 'GET',
    path: '/api/v1/governance/meetings/:id/print',
    access: READ,
    summary: 'Minutes with every resolution of the meeting and a place for each signature, as PDF or DOCX',
    params: byMeeting,
    query: paperQuery,
    output: z.unknown(),
    answers: PAPER_TYPES,
    refuses: ['governance.meeting_not_found'],
  }),
  printNotice: route({
    name: 'governance.printNotice',
    method: 'GET',
    path: '/api/v1/governance/meetings/:id/notice',
    access: READ,
    summary: 'The notice of a meeting: when, where, which motions; as DOCX, or as a poster with a square code',
    params: byMeeting,
    query: noticeQuery,
    output: z.unknown(),
    answers: PAPER_TYPES,
    refuses: ['governance.meeting_not_found'],
  }),
  printResolution: route({
    name: 'governance.printResolution',
    method: 'GET',
    path: '/api/v1/governance/motions/:id/print',
    access: READ,
    summary: 'A resolution with its count, as PDF or DOCX',
    params: z.strictObject({ id: idOf('motion') }),
    query: paperQuery,
    output: z.unknown(),
    answers: PAPER_TYPES,
    refuses: ['governance.motion_not_found'],
  }),
} as const
