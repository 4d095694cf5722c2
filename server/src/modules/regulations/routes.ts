import { Readable } from 'node:stream'
import { whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/regulations/exports.ts'
import { routes } from '@shanju/contract/regulations/routes.ts'
import { subjectOfWhere } from '#modules/organisations/index.ts'
import { type Served, serve, serveFile, serveUpload } from '#platform/http/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { changeSetting } from './actions/change-setting.ts'
import { correctDuty, doDuty, waiveDuty } from './actions/close-duty.ts'
import { addEvidence, readEvidence, readEvidenceBody } from './actions/evidence-files.ts'
import { listAcceptances } from './queries/acceptances.ts'
import { allDuties, countDuties, listDuties, subjectOfDuty } from './queries/duties.ts'
import { getDuty } from './queries/duty-record.ts'
import { getRegulation, listRegulations } from './queries/regulations.ts'
import { subjectOfRegulation } from './queries/subject.ts'
import { allTriedOf, type FactsKept, tryChangeOf } from './queries/trial.ts'

/**
 * @param disclose puts a change into the public log, in the transaction of the change
 * @param sources what later modules have on record, for trying a change before it binds
 */
export const regulationsServed = (
  disclose: (tx: Tx, changeId: string) => Promise<void>,
  sources: readonly FactsKept[],
): readonly Served[] => [
  serve(routes.list, (tx, _actor, { query }) => listRegulations(tx, query)),
  serve(routes.get, (tx, _actor, { params, query }) => getRegulation(tx, params.id, query.on)),
  serve(
    routes.changeSetting,
    (tx, actor, input) => changeSetting(tx, actor, input, disclose),
    (tx, { params }) => subjectOfRegulation(tx, params.id),
  ),
  serve(
    routes.tryChange,
    (tx, _actor, { params, query }) => tryChangeOf(tx, params.id, query, sources),
    (tx, { params }) => subjectOfRegulation(tx, params.id),
  ),
  serveExport(exports.tryChangeExport, {
    rows: (tx, _actor, { params, query }) => allTriedOf(tx, params.id, query, sources),
    subject: (tx, _actor, { params }) => subjectOfRegulation(tx, params.id),
    of: (tx, { params }) => subjectOfRegulation(tx, params.id),
  }),
  serve(routes.listAcceptances, listAcceptances),
  serve(routes.listDuties, (tx, actor, { query }) => listDuties(tx, actor, query)),
  serveExport(exports.listDutiesExport, {
    rows: allDuties,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'regulations.read_duties')),
  }),
  serve(routes.countDuties, (tx, actor, { query }) => countDuties(tx, actor, query)),
  serve(
    routes.getDuty,
    (tx, _actor, { params }) => getDuty(tx, params.id),
    (tx, { params }) => subjectOfDuty(tx, params.id),
  ),
  serve(routes.doDuty, doDuty, (tx, { params }) => subjectOfDuty(tx, params.id)),
  serve(routes.waiveDuty, waiveDuty, (tx, { params }) => subjectOfDuty(tx, params.id)),
  serve(routes.correctDuty, correctDuty, (tx, { params }) => subjectOfDuty(tx, params.id)),
  serveUpload(
    routes.addEvidence,
    async ({ caller, transact }, { params, query }, body) => {
      const content = await readEvidenceBody(body)
      return transact((tx) => addEvidence(tx, caller.actor, params.id, { name: query.fileName, content }))
    },
    (tx, { params }) => subjectOfDuty(tx, params.id),
  ),
  serveFile(
    routes.readEvidence,
    async ({ caller, transact }, { params }) => {
      const { name, content } = await transact((tx) => readEvidence(tx, caller.actor, params.id, params.fileId))
      return { fileName: name, body: Readable.from([content]) }
    },
    (tx, { params }) => subjectOfDuty(tx, params.id),
  ),
]
