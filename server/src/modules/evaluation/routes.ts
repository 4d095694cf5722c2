import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Actor, whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/evaluation/exports.ts'
import { routes } from '@shanju/contract/evaluation/routes.ts'
import { MOST_ROLL } from '@shanju/contract/evaluation/vocab.ts'
import { subjectOfWhere } from '#modules/organisations/index.ts'
import { subjectOfProject } from '#modules/projects/index.ts'
import { subjectOfAll } from '#modules/regulations/index.ts'
import { LARGEST_SEALED, readWhole } from '#platform/files/index.ts'
import { type Served, serve, serveFile, serveUpload } from '#platform/http/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { readSheet, serveExport } from '#platform/sheets/index.ts'
import { answerByCode, checkIn, keySheet, takeInterview } from './actions/answers.ts'
import { cancelEvaluation, closeEvaluation, openEvaluation, readIndicator } from './actions/life.ts'
import { addPhoto, giveConsent, withdrawConsent } from './actions/photos.ts'
import { planEvaluation } from './actions/plan.ts'
import { addQuestions, listQuestionnaires } from './actions/questionnaires.ts'
import { drawAsked, importRoll, makeCodes } from './actions/roll.ts'
import { allCompared, compareEvaluations } from './queries/compare.ts'
import { allEvaluations, getAsking, getEvaluation, listEvaluations, listOfProject } from './queries/evaluations.ts'
import { readPhoto, readPublicPhoto } from './queries/photos.ts'
import { listRemarks } from './queries/remarks.ts'
import { listRoll } from './queries/roll.ts'
import { subjectOfEvaluation, subjectOfPhoto } from './queries/subject.ts'

const CAPS = { maxRows: MOST_ROLL + 20, maxBytes: 20 * 1024 * 1024 }

interface ById {
  readonly params: { readonly id: string }
}
const itself = (tx: Tx, { params }: ById) => subjectOfEvaluation(tx, params.id)
const ofPhoto = (tx: Tx, { params }: ById) => subjectOfPhoto(tx, params.id)
const everywhere = (tx: Tx, actor: Actor) => subjectOfWhere(tx, whereCan(actor, 'evaluation.read'))

/** Do it, then show the evaluation as it now stands. */
const andEvaluation =
  <I extends ById>(act: (tx: Tx, actor: Actor, input: I) => Promise<void>) =>
  async (tx: Tx, actor: Actor, input: I) => {
    await act(tx, actor, input)
    return getEvaluation(tx, actor, input.params.id)
  }

const reading: readonly Served[] = [
  serve(routes.list, listEvaluations),
  serveExport(exports.listExport, { rows: allEvaluations, subject: everywhere }),
  serve(routes.get, (tx, actor, { params }) => getEvaluation(tx, actor, params.id), itself),
  serve(routes.listRoll, listRoll, itself),
  serve(routes.listRemarks, listRemarks, itself),
  serve(routes.compare, compareEvaluations),
  serveExport(exports.compareExport, { rows: allCompared, subject: everywhere }),
  serve(routes.listQuestionnaires, listQuestionnaires),
  serve(
    routes.addQuestionnaire,
    (tx, actor, { body }) => addQuestions(tx, actor, body),
    (tx) => subjectOfAll(tx),
  ),
]

const acts: readonly Served[] = [
  serve(
    routes.plan,
    async (tx, actor, { body }) => getEvaluation(tx, actor, await planEvaluation(tx, actor, body)),
    (tx, { body }) => subjectOfProject(tx, body.projectId),
  ),
  serveUpload(
    routes.importRoll,
    async ({ caller, transact }, { params, query }, body) => {
      const table = await readSheet(await buffer(body), CAPS)
      return transact((tx) => importRoll(tx, caller.actor, params.id, table, query.merge))
    },
    itself,
  ),
  serve(
    routes.draw,
    andEvaluation((tx, actor, { params, body }) => drawAsked(tx, actor, params.id, body.size)),
    itself,
  ),
  serve(
    routes.makeCodes,
    async (tx, actor, { params, body }) => ({ codes: await makeCodes(tx, actor, params.id, body) }),
    itself,
  ),
  serve(
    routes.open,
    andEvaluation((tx, actor, { params }) => openEvaluation(tx, actor, params.id)),
    itself,
  ),
  serve(
    routes.cancel,
    andEvaluation((tx, actor, { params, body }) => cancelEvaluation(tx, actor, params.id, body.reason)),
    itself,
  ),
  serve(
    routes.checkIn,
    andEvaluation((tx, actor, { params, body }) => checkIn(tx, actor, params.id, body.respondentId)),
    itself,
  ),
  serve(
    routes.keySheet,
    andEvaluation((tx, actor, { params, body }) => keySheet(tx, actor, params.id, body)),
    itself,
  ),
  serve(
    routes.interview,
    andEvaluation((tx, actor, { params, body }) => takeInterview(tx, actor, params.id, body)),
    itself,
  ),
  serve(
    routes.addReading,
    andEvaluation((tx, actor, { params, body }) => readIndicator(tx, actor, params.id, body)),
    itself,
  ),
  serve(
    routes.close,
    andEvaluation((tx, actor, { params }) => closeEvaluation(tx, actor, params.id)),
    itself,
  ),
]

const photos: readonly Served[] = [
  serveUpload(
    routes.addPhoto,
    async ({ caller, transact }, { params, query }, body) => {
      const content = await readWhole(body, LARGEST_SEALED, 'evaluation.photo_too_large')
      return transact((tx) => addPhoto(tx, caller.actor, params.id, query, content))
    },
    itself,
  ),
  serve(routes.consent, (tx, actor, { params, body }) => giveConsent(tx, actor, params.id, body), ofPhoto),
  serve(routes.withdrawConsent, (tx, actor, { params }) => withdrawConsent(tx, actor, params.id), ofPhoto),
  serveFile(
    routes.readPhoto,
    async ({ caller, transact }, { params }) => {
      const file = await transact((tx) => readPhoto(tx, caller.actor, params.id))
      return { fileName: file.name, body: Readable.from([file.content]), mediaType: file.mediaType }
    },
    ofPhoto,
  ),
  serveFile(routes.publicPhoto, async ({ transact }, { params }) => {
    const file = await transact((tx) => readPublicPhoto(tx, params.id))
    return { fileName: file.name, body: Readable.from([file.content]), mediaType: file.mediaType }
  }),
]

const open: readonly Served[] = [
  serve(routes.asking, (tx, _actor, { params }) => getAsking(tx, params.id)),
  serve(routes.answer, async (tx, _actor, { params, body }) => {
    await answerByCode(tx, params.id, body)
    return { answered: true as const }
  }),
  serve(routes.ofProject, (tx, _actor, { params }) => listOfProject(tx, params.id)),
]

export const served: readonly Served[] = [...reading, ...acts, ...photos, ...open]
