import { whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/supervision/exports.ts'
import { routes } from '@shanju/contract/supervision/routes.ts'
import { subjectOfWhere } from '#modules/organisations/index.ts'
import { type Served, serve } from '#platform/http/index.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { answerComplaint } from './actions/answer.ts'
import { complain } from './actions/complain.ts'
import {
  allComplaints,
  complaintByCode,
  listComplaints,
  readComplaint,
  subjectOfComplaint,
} from './queries/complaints.ts'

export const served: readonly Served[] = [
  serve(routes.complain, (tx, actor, { body }) => complain(tx, actor, body)),
  serve(routes.complaintByCode, (tx, _actor, { params }) => complaintByCode(tx, params.code)),
  serve(routes.list, listComplaints),
  serveExport(exports.listExport, {
    rows: allComplaints,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'supervision.read')),
  }),
  serve(
    routes.get,
    (tx, actor, { params }) => readComplaint(tx, actor, params.id),
    (tx, { params }) => subjectOfComplaint(tx, params.id),
  ),
  serve(
    routes.answer,
    async (tx, actor, { params, body }) => {
      await answerComplaint(tx, actor, params.id, body)
      return readComplaint(tx, actor, params.id)
    },
    (tx, { params }) => subjectOfComplaint(tx, params.id),
  ),
]
