import { Readable } from 'node:stream'
import { whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/funds/exports.ts'
import { routes } from '@shanju/contract/funds/routes.ts'
import { subjectOfOrganisation, subjectOfWhere } from '#modules/organisations/index.ts'
import { LARGEST_SEALED, readWhole } from '#platform/files/index.ts'
import { type Served, serve, serveFile, serveUpload } from '#platform/http/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { readSheet, serveExport } from '#platform/sheets/index.ts'
import { addAgreement, addDelegation, setComplaintLine } from './actions/add-terms.ts'
import { beginFund } from './actions/begin-fund.ts'
import { changeFund, stepFund } from './actions/change-fund.ts'
import { setServed } from './actions/change-served.ts'
import { readContact, setContacts } from './actions/contacts.ts'
import { importFunds } from './actions/import-funds.ts'
import { openAtOnce } from './actions/open-fund.ts'
import { addPaper, readPaper } from './actions/papers.ts'
import { changePreparation, prepareFund } from './actions/prepare-fund.ts'
import { undoImport } from './actions/undo-import.ts'
import { checkOpening } from './queries/check-opening.ts'
import { figuresOf } from './queries/figures-of.ts'
import { getFund } from './queries/get-fund.ts'
import { importTemplate, MOST_IMPORT } from './queries/import-template.ts'
import { allImports, listImports, subjectOfImport } from './queries/imports.ts'
import { allFunds, allMyFunds, listFunds, listMyFunds } from './queries/list-funds.ts'
import { getManagement } from './queries/management.ts'
import { subjectOfFund } from './queries/subject.ts'
import { statementsServed } from './statement-routes.ts'

/** Of every route that is about one fund. */
const itself = (tx: Tx, { params }: { readonly params: { readonly id: string } }) => subjectOfFund(tx, params.id)

const reading: readonly Served[] = [
  serve(routes.list, listFunds),
  serveExport(exports.listExport, { rows: allFunds, subject: async () => ({}) }),
  serve(routes.mine, listMyFunds),
  serveExport(exports.mineExport, {
    rows: allMyFunds,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'funds.read')),
  }),
  serve(routes.get, (tx, _actor, { params }) => getFund(tx, params.id)),
  serve(routes.figuresOf, figuresOf),
  serve(routes.check, (tx, _actor, { params }) => checkOpening(tx, params.id), itself),
  serve(routes.management, (tx, _actor, { params }) => getManagement(tx, params.id), itself),
]

const life: readonly Served[] = [
  serve(
    routes.open,
    async (tx, actor, { body }) => {
      const { id, warnings } = await openAtOnce(tx, actor, body)
      return { ...(await getFund(tx, id)), warnings: [...warnings] }
    },
    (tx, { body }) => subjectOfOrganisation(tx, body.hostId),
  ),
  serve(
    routes.prepare,
    async (tx, actor, { body }) => getFund(tx, await prepareFund(tx, actor, body)),
    (tx, { body }) => subjectOfOrganisation(tx, body.hostId),
  ),
  serve(
    routes.begin,
    async (tx, actor, { params, body }) => {
      const warnings = await beginFund(tx, actor, params.id, body)
      return { ...(await getFund(tx, params.id)), warnings: [...warnings] }
    },
    itself,
  ),
  serve(
    routes.changePreparation,
    async (tx, actor, { params, body }) => {
      await changePreparation(tx, actor, params.id, body)
      return getFund(tx, params.id)
    },
    itself,
  ),
  serve(
    routes.change,
    async (tx, actor, { params, body }) => {
      await changeFund(tx, actor, params.id, body)
      return getFund(tx, params.id)
    },
    itself,
  ),
  ...(
    [
      [routes.freeze, 'freeze'],
      [routes.reopen, 'reopen'],
      [routes.close, 'close'],
    ] as const
  ).map(([route, step]) =>
    serve(
      route,
      async (tx, actor, { params, body }) => {
        await stepFund(tx, actor, params.id, step, body.reason)
        return getFund(tx, params.id)
      },
      itself,
    ),
  ),
]

const terms: readonly Served[] = [
  serve(
    routes.addAgreement,
    async (tx, actor, { params, body }) => {
      await addAgreement(tx, actor, params.id, body)
      return getManagement(tx, params.id)
    },
    itself,
  ),
  serve(
    routes.addDelegation,
    async (tx, actor, { params, body }) => {
      await addDelegation(tx, actor, params.id, body)
      return getManagement(tx, params.id)
    },
    itself,
  ),
  serve(
    routes.setComplaintLine,
    async (tx, actor, { params, body }) => {
      await setComplaintLine(tx, actor, params.id, body)
      return getManagement(tx, params.id)
    },
    itself,
  ),
  serve(
    routes.setServed,
    async (tx, actor, { params, body }) => {
      await setServed(tx, actor, params.id, body.codes)
      return getManagement(tx, params.id)
    },
    itself,
  ),
  serve(
    routes.setContacts,
    async (tx, actor, { params, body }) => {
      await setContacts(tx, actor, params.id, body)
      return getFund(tx, params.id)
    },
    itself,
  ),
  serve(routes.readContact, (tx, actor, { params }) => readContact(tx, actor, params.id), itself),
  serveUpload(
    routes.addPaper,
    async ({ caller, transact }, { params, query }, body) => {
      const content = await readWhole(body, LARGEST_SEALED, 'funds.paper_too_large')
      const paper = { kind: query.kind, name: query.fileName, content }
      return transact((tx) => addPaper(tx, caller.actor, params.id, paper))
    },
    itself,
  ),
  serveFile(
    routes.readPaper,
    async ({ caller, transact }, { params }) => {
      const paper = await transact((tx) => readPaper(tx, caller.actor, params.id, params.fileId))
      return { fileName: paper.name, mediaType: paper.mediaType, body: Readable.from([paper.content]) }
    },
    itself,
  ),
]

const imports: readonly Served[] = [
  serveFile(routes.importTemplate, async ({ caller }) => importTemplate(caller.language)),
  serveUpload(
    routes.import,
    async ({ caller, transact }, { query }, body) => {
      const table = await readSheet(await readWhole(body, LARGEST_SEALED, 'funds.paper_too_large'), MOST_IMPORT)
      return transact((tx) => importFunds(tx, caller.actor, query, table, caller.language))
    },
    (tx, { query }) => subjectOfOrganisation(tx, query.hostId),
  ),
  serve(routes.listImports, listImports),
  serveExport(exports.listImportsExport, {
    rows: allImports,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'funds.open')),
  }),
  serve(
    routes.undoImport,
    (tx, actor, { params }) => undoImport(tx, actor, params.id),
    (tx, { params }) => subjectOfImport(tx, params.id),
  ),
]

export const served: readonly Served[] = [...reading, ...statementsServed, ...life, ...terms, ...imports]
