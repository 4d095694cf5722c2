import { Readable } from 'node:stream'
import { type Actor, whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/projects/exports.ts'
import { routes } from '@shanju/contract/projects/routes.ts'
import type { Taken } from '@shanju/contract/projects/shapes.ts'
import { stepRoutes, WORDED_STEPS } from '@shanju/contract/projects/step-routes.ts'
import { subjectOfFund } from '#modules/funds/index.ts'
import { subjectOfWhere } from '#modules/organisations/index.ts'
import { LARGEST_SEALED, readWhole } from '#platform/files/index.ts'
import { type Served, serve, serveFile, serveUpload } from '#platform/http/index.ts'
import { noticeFile } from '#platform/papers/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { begin } from './actions/begin.ts'
import { askBudget, putToVote } from './actions/budgets.ts'
import { close, evaluate, getBack } from './actions/end.ts'
import { addEvidence, reviewEvidence } from './actions/evidence.ts'
import { answerObjection, object } from './actions/objections.ts'
import { agree, claimBack, propose, reach, submit, takeWorded } from './actions/steps.ts'
import { readEvidence, readPublicEvidence } from './queries/evidence.ts'
import { allProjects, allPublic, listProjects, listPublic } from './queries/list.ts'
import { readObjections } from './queries/objections.ts'
import { projectNotice } from './queries/print-notice.ts'
import { getProject, getPublicProject } from './queries/project.ts'
import { subjectOfEvidence, subjectOfObjection, subjectOfProject } from './queries/subject.ts'

interface ById {
  readonly params: { readonly id: string }
}
const itself = (tx: Tx, { params }: ById) => subjectOfProject(tx, params.id)
const ofEvidence = (tx: Tx, { params }: ById) => subjectOfEvidence(tx, params.id)

/** A step of one project. */
const step =
  <B>(act: (tx: Tx, actor: Actor, id: string, body: B) => Promise<Taken>) =>
  (tx: Tx, actor: Actor, { params, body }: ById & { readonly body: B }) =>
    act(tx, actor, params.id, body)

const reading: readonly Served[] = [
  serve(routes.list, listProjects),
  serveExport(exports.listExport, {
    rows: allProjects,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'projects.read')),
  }),
  serve(routes.get, (tx, actor, { params }) => getProject(tx, actor, params.id), itself),
  serveFile(
    routes.printNotice,
    async ({ caller, transact }, { params, query }) => {
      const { paper, poster } = await transact((tx) => projectNotice(tx, caller.actor, params.id, query.site))
      return noticeFile(paper, poster, query.format)
    },
    itself,
  ),
  serve(routes.publicList, (tx, _actor, { query }) => listPublic(tx, query)),
  serveExport(exports.publicListExport, { rows: allPublic, subject: async () => ({}) }),
  serve(routes.publicProject, (tx, _actor, { params }) => getPublicProject(tx, params.code)),
]

const steps: readonly Served[] = [
  serve(
    routes.begin,
    (tx, actor, { body }) => begin(tx, actor, body),
    (tx, { body }) => subjectOfFund(tx, body.fundId),
  ),
  ...WORDED_STEPS.map((name) =>
    serve(
      stepRoutes[name],
      step((tx, actor, id, body) => takeWorded(tx, actor, id, name, body.words)),
      itself,
    ),
  ),
  serve(routes.propose, step(propose), itself),
  serve(routes.putToVote, step(putToVote), itself),
  serve(routes.agree, step(agree), itself),
  serve(routes.reach, step(reach), itself),
  serve(routes.askBudget, step(askBudget), itself),
  serve(routes.claimBack, step(claimBack), itself),
  serve(routes.getBack, step(getBack), itself),
  serve(routes.submit, step(submit), itself),
  serve(routes.evaluate, step(evaluate), itself),
  serve(routes.close, step(close), itself),
]

const evidence: readonly Served[] = [
  serveUpload(
    routes.addEvidence,
    async ({ caller, transact }, { params, query }, body) => {
      const content = await readWhole(body, LARGEST_SEALED, 'projects.evidence_too_large')
      return transact((tx) => addEvidence(tx, caller.actor, params.id, query, content))
    },
    itself,
  ),
  serveFile(
    routes.readEvidence,
    async ({ caller, transact }, { params }) => {
      const file = await transact((tx) => readEvidence(tx, caller.actor, params.id))
      return { fileName: file.name, body: Readable.from([file.content]), mediaType: file.mediaType }
    },
    ofEvidence,
  ),
  serve(routes.reviewEvidence, (tx, actor, { params, body }) => reviewEvidence(tx, actor, params.id, body), ofEvidence),
  serveFile(routes.publicEvidence, async ({ transact }, { params }) => {
    const file = await transact((tx) => readPublicEvidence(tx, params.id))
    return { fileName: file.name, body: Readable.from([file.content]), mediaType: file.mediaType }
  }),
]

const objections: readonly Served[] = [
  serve(routes.object, (tx, actor, { params, body }) => object(tx, actor, params.code, body)),
  serve(routes.readObjections, (tx, actor, { params }) => readObjections(tx, actor, params.id), itself),
  serve(
    routes.answerObjection,
    (tx, actor, { params, body }) => answerObjection(tx, actor, params.id, body.words),
    (tx, { params }) => subjectOfObjection(tx, params.id),
  ),
]

export const served: readonly Served[] = [...reading, ...steps, ...evidence, ...objections]
