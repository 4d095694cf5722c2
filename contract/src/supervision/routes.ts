import { z } from 'zod'
import { publicId } from '../giving/shapes.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import { COMPLAINT_KINDS, COMPLAINT_STATES } from './vocab.ts'

const about = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('gift'), publicId }),
  z.strictObject({ kind: z.literal('fund'), id: idOf('fund') }),
  z.strictObject({ kind: z.literal('organisation'), id: idOf('org') }),
])
export type ComplaintAbout = z.output<typeof about>

const words = z.string().trim().min(5).max(2000)
const code = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/)
const state = z.enum(COMPLAINT_STATES)

const complain = z.strictObject({
  about,
  words,
  /** How to reach the maker, only if they wish. */
  contact: z.string().trim().max(100).default(''),
})
export type Complain = z.output<typeof complain>

const said = z.object({ words: z.string(), at: instant, closes: z.boolean() })

const complaintListed = z.object({
  id: idOf('complaint'),
  code,
  kind: z.enum(COMPLAINT_KINDS),
  /** Name of the fund or body, or the gift's code. */
  name: z.string(),
  state,
  madeAt: instant,
  answerBy: plainDate,
  overdue: z.boolean(),
})
export type ComplaintListed = z.output<typeof complaintListed>

const complaint = complaintListed.extend({ words: z.string(), contact: z.string().nullable(), answers: z.array(said) })
export type Complaint = z.output<typeof complaint>

const byId = z.strictObject({ id: idOf('complaint') })

export const routes = {
  complain: route({
    name: 'supervision.complain',
    method: 'POST',
    path: '/api/v1/supervision/complaints',
    access: 'public',
    sparing: true,
    summary: 'Complain about a gift, a fund or a charity; the answer is the code under which the reply can be read',
    body: complain,
    output: z.object({ code, answerBy: plainDate }),
    refuses: ['supervision.about_unknown'],
  }),
  complaintByCode: route({
    name: 'supervision.complaintByCode',
    method: 'GET',
    path: '/api/v1/supervision/complaints/by-code/:code',
    access: 'public',
    summary: 'How far a complaint is and what was answered, for whoever holds its code',
    params: z.strictObject({ code }),
    output: z.object({ code, state, madeAt: instant, answerBy: plainDate, answers: z.array(said) }),
    refuses: ['supervision.complaint_not_found'],
  }),
  list: route({
    name: 'supervision.list',
    method: 'GET',
    path: '/api/v1/supervision/complaints',
    access: { action: 'supervision.read', list: true },
    summary: 'Complaints about what lies in the reader’s reach, newest first',
    query: pageQuery.extend({ state: state.optional() }),
    output: pageOf(complaintListed),
  }),
  get: route({
    name: 'supervision.get',
    method: 'GET',
    path: '/api/v1/supervision/complaints/:id',
    access: { action: 'supervision.read' },
    summary: 'One complaint with its words and how to reach its maker',
    params: byId,
    output: complaint,
  }),
  answer: route({
    name: 'supervision.answer',
    method: 'POST',
    path: '/api/v1/supervision/complaints/:id/answers',
    access: { action: 'supervision.answer' },
    summary: 'Answer a complaint; a closing answer is the last',
    params: byId,
    body: z.strictObject({ words, closes: z.boolean() }),
    output: complaint,
    refuses: ['supervision.complaint_closed'],
  }),
} as const
