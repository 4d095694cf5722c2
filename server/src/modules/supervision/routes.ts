import { routes } from '@shanju/contract/supervision/routes.ts'
import { type Served, serve } from '#platform/http/index.ts'
import { answerComplaint } from './actions/answer.ts'
import { complain } from './actions/complain.ts'
import { complaintByCode, listComplaints, readComplaint, subjectOfComplaint } from './queries/complaints.ts'

export const served: readonly Served[] = [
  serve(routes.complain, (tx, actor, { body }) => complain(tx, actor, body)),
  serve(routes.complaintByCode, (tx, _actor, { params }) => complaintByCode(tx, params.code)),
  serve(routes.list, listComplaints),
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
