import { z } from 'zod'
import { divisionCode } from '../divisions/shapes.ts'
import { plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import {
  acceptance,
  changeSetting,
  duty,
  dutyCounts,
  dutyId,
  dutyRecord,
  regulation,
  regulationId,
  regulationRecord,
} from './shapes.ts'
import { regulationTrial, regulationTrialQuery } from './trial.ts'
import { DUTY_STATES, SPEAKS_OF } from './vocab.ts'

const byId = z.strictObject({ id: regulationId })
const dutyById = z.strictObject({ id: dutyId })
const words = z.string().trim().min(2).max(1000)

export const routes = {
  list: route({
    name: 'regulations.list',
    method: 'GET',
    path: '/api/v1/regulations/regulations',
    access: 'public',
    summary: 'The rule book: every regulation as it stands on a day (today unless said)',
    query: z.strictObject({ on: plainDate.optional(), speaksOf: z.enum(SPEAKS_OF).optional() }),
    output: z.object({ on: plainDate, items: z.array(regulation) }),
  }),
  get: route({
    name: 'regulations.get',
    method: 'GET',
    path: '/api/v1/regulations/regulations/:id',
    access: 'public',
    summary: 'One regulation with its sources, its values and every change of them',
    params: byId,
    query: z.strictObject({ on: plainDate.optional() }),
    output: regulationRecord,
  }),
  changeSetting: route({
    name: 'regulations.changeSetting',
    method: 'POST',
    path: '/api/v1/regulations/regulations/:id/settings',
    access: { action: 'regulations.change' },
    summary: 'Raise, lower, switch or re-value a regulation from a day on; the reason is published',
    params: byId,
    body: changeSetting,
    output: regulationRecord,
    refuses: [
      'regulations.blocked',
      'regulations.changes_nothing',
      'regulations.starts_in_past',
      'regulations.severity_not_possible',
      'regulations.parameter_unknown',
      'regulations.parameter_out_of_range',
    ],
  }),
  tryChange: route({
    name: 'regulations.tryChange',
    method: 'GET',
    path: '/api/v1/regulations/regulations/:id/trial',
    access: { action: 'regulations.change' },
    summary: 'What a changed regulation would have said of what was recorded in the last year; nothing is written',
    params: byId,
    query: regulationTrialQuery,
    output: regulationTrial,
    refuses: [
      'regulations.severity_not_possible',
      'regulations.parameter_unknown',
      'regulations.parameter_out_of_range',
    ],
  }),
  listAcceptances: route({
    name: 'regulations.listAcceptances',
    method: 'GET',
    path: '/api/v1/regulations/acceptances',
    access: { action: 'regulations.read_duties', list: true },
    summary: 'Why people went on with one thing despite warnings, within the caller’s reach',
    query: z.strictObject({ subjectKind: z.string().max(40), subjectId: z.string().max(100) }),
    output: z.object({ items: z.array(acceptance) }),
  }),
  listDuties: route({
    name: 'regulations.listDuties',
    method: 'GET',
    path: '/api/v1/regulations/duties',
    access: { action: 'regulations.read_duties', list: true },
    summary: 'Duties within the caller’s reach, the most urgent first',
    query: pageQuery.extend({
      state: z.enum(DUTY_STATES).optional(),
      regulation: regulationId.optional(),
      subjectKind: z.string().max(40).optional(),
      subjectId: z.string().max(100).optional(),
      /** Only those that lie in this division or below it. */
      within: divisionCode.optional(),
      /** Only those due on this day or before. */
      dueBy: plainDate.optional(),
      /** Only those whose owner the caller is. */
      mine: z.stringbool().optional(),
    }),
    output: pageOf(duty),
  }),
  countDuties: route({
    name: 'regulations.countDuties',
    method: 'GET',
    path: '/api/v1/regulations/duty-counts',
    access: { action: 'regulations.read_duties', list: true },
    summary: 'How many duties within the caller’s reach stand open, are late, are due within seven days',
    query: z.strictObject({ mine: z.stringbool().optional() }),
    output: dutyCounts,
  }),
  getDuty: route({
    name: 'regulations.getDuty',
    method: 'GET',
    path: '/api/v1/regulations/duties/:id',
    access: { action: 'regulations.read_duties' },
    summary: 'One duty with its evidence, files and correction notes',
    params: dutyById,
    output: dutyRecord,
  }),
  doDuty: route({
    name: 'regulations.doDuty',
    method: 'POST',
    path: '/api/v1/regulations/duties/:id/done',
    access: { action: 'regulations.do_duties' },
    summary: 'Mark a duty done and say by what it can be seen',
    params: dutyById,
    body: z.strictObject({ evidence: words }),
    output: dutyRecord,
    refuses: ['regulations.not_the_owner', 'regulations.step_not_from_here'],
  }),
  waiveDuty: route({
    name: 'regulations.waiveDuty',
    method: 'POST',
    path: '/api/v1/regulations/duties/:id/waived',
    access: { action: 'regulations.waive_duties' },
    summary: 'Release from a duty, with the reason',
    params: dutyById,
    body: z.strictObject({ reason: words }),
    output: dutyRecord,
    refuses: ['regulations.step_not_from_here'],
  }),
  correctDuty: route({
    name: 'regulations.correctDuty',
    method: 'POST',
    path: '/api/v1/regulations/duties/:id/corrections',
    access: { action: 'regulations.do_duties' },
    summary: 'Put a correction note beside a closed duty; what was said before stays',
    params: dutyById,
    body: z.strictObject({ note: words }),
    output: dutyRecord,
    refuses: ['regulations.not_the_owner', 'regulations.step_not_from_here'],
  }),
  addEvidence: route({
    name: 'regulations.addEvidence',
    method: 'POST',
    path: '/api/v1/regulations/duties/:id/files',
    access: { action: 'regulations.do_duties' },
    summary: 'Add a file as evidence of a duty, at most 19 MB',
    params: dutyById,
    query: z.strictObject({ fileName: z.string().trim().min(1).max(200) }),
    accepts: 'application/octet-stream',
    output: dutyRecord,
    refuses: ['regulations.not_the_owner', 'regulations.evidence_too_large', 'regulations.evidence_empty'],
  }),
  readEvidence: route({
    name: 'regulations.readEvidence',
    method: 'GET',
    path: '/api/v1/regulations/duties/:id/files/:fileId',
    access: { action: 'regulations.read_duties' },
    summary: 'One file of a duty’s evidence',
    params: z.strictObject({ id: dutyId, fileId: idOf('file') }),
    answers: 'application/octet-stream',
    output: z.unknown(),
  }),
} as const
