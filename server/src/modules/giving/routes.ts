import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/giving/exports.ts'
import { proofRoutes } from '@shanju/contract/giving/proof.ts'
import { routes } from '@shanju/contract/giving/routes.ts'
import type { Gift } from '@shanju/contract/giving/shapes.ts'
import { subjectsOfFunds } from '#modules/funds/index.ts'
import { subjectOfOrganisation, subjectOfWhere } from '#modules/organisations/index.ts'
import { type Asked, type Served, serve, serveFile, serveMany, serveUpload } from '#platform/http/index.ts'
import type { Refusal } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { changeOwnShown, changeShown } from './actions/change-shown.ts'
import { chooseColumns } from './actions/choose-columns.ts'
import { correctDonor } from './actions/correct-donor.ts'
import { retryImport } from './actions/give-up.ts'
import { forgetMapping, renameMapping } from './actions/keep-mappings.ts'
import { readUpload, startImport } from './actions/receive-file.ts'
import { recordCounterGifts } from './actions/record-gift.ts'
import { recordReceipt } from './actions/record-receipt.ts'
import { assignUnknown, returnUnknown } from './actions/settle-unknown.ts'
import { startLoading } from './actions/start-loading.ts'
import { startUndo } from './actions/undo-import.ts'
import { voidGift } from './actions/void-gift.ts'
import { listBookLines } from './queries/book-lines.ts'
import { allGifts, allImports, allUnknown } from './queries/export-gifts.ts'
import { giftProof, giftProofFile } from './queries/gift-proof.ts'
import { getGiftRecord, listGifts, subjectOfGift } from './queries/gifts.ts'
import { getImportTable } from './queries/import-table.ts'
import { importTemplate } from './queries/import-template.ts'
import { getImport, listImportErrors, listImports, subjectOfImport } from './queries/imports.ts'
import { allMappings, listMappings, subjectOfMapping } from './queries/mappings.ts'
import type { ProjectsOf } from './queries/paid-for.ts'
import { getPublicEntry, publicEntryFile } from './queries/public-entry.ts'
import { allPublicGifts, countPublicGifts, getPublicGift, listPublicGifts } from './queries/public-gifts.ts'
import { getSpending, tracePublicGift } from './queries/public-trace.ts'
import { getSlip } from './queries/slip.ts'
import { listUnknown, subjectOfUnknown } from './queries/unknown.ts'
import { wrongRows } from './queries/wrong-rows.ts'

type AskedToRecord = Asked<typeof routes.record>

const record = (tx: Tx, asked: readonly AskedToRecord[]): Promise<(Gift | Refusal)[]> =>
  recordCounterGifts(
    tx,
    asked.map(({ actor, input, requestId }) => ({ by: actor, gift: input.body, requestId })),
  )

type ById = { readonly params: { readonly id: string } }
const ofImport = (tx: Tx, { params }: ById): Promise<Subject> => subjectOfImport(tx, params.id)
const whereImports = (tx: Tx, actor: Actor): Promise<Subject> => subjectOfWhere(tx, whereCan(actor, 'giving.import'))
const ofMapping = (tx: Tx, { params }: ById): Promise<Subject> => subjectOfMapping(tx, params.id)
const ofUnknown = (tx: Tx, { params }: ById): Promise<Subject> => subjectOfUnknown(tx, params.id)

const ownServed: readonly Served[] = [
  serve(routes.listPublic, listPublicGifts),
  serveExport(exports.listPublicExport, { rows: allPublicGifts, subject: async () => ({}) }),
  serve(routes.getPublic, (tx, _actor, { params }) => getPublicGift(tx, params.publicId)),
  serve(routes.listBookLines, (tx, _actor, { params, query }) => listBookLines(tx, params.id, query)),
  serve(routes.countPublic, countPublicGifts),
  serve(proofRoutes.getProof, (tx, _actor, { params }) => giftProof(tx, params.publicId)),
  serveFile(proofRoutes.getProofFile, (context, { params }) =>
    context.transact((tx) => giftProofFile(tx, params.publicId)),
  ),
  serve(routes.list, listGifts),
  serveExport(exports.listExport, {
    rows: allGifts,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'giving.read')),
  }),
  serveExport(exports.listImportsExport, { rows: allImports, subject: whereImports }),
  serveExport(exports.listUnknownExport, { rows: allUnknown, subject: whereImports }),
  serve(
    routes.get,
    (tx, actor, { params }) => getGiftRecord(tx, actor, params.id),
    (tx, { params }) => subjectOfGift(tx, params.id),
  ),
  serveMany(routes.record, record, async (tx, inputs) => {
    const ids = inputs.map(({ body }) => body.fundId)
    const subjects = await subjectsOfFunds(tx, ids)
    return ids.map((id) => subjects.get(id))
  }),
  serve(
    routes.void,
    async (tx, actor, { params, body }) => {
      await voidGift(tx, actor, params.id, body.reason)
      return getGiftRecord(tx, actor, params.id)
    },
    (tx, { params }) => subjectOfGift(tx, params.id),
  ),
  serve(
    routes.changeShown,
    async (tx, actor, { params, body }) => {
      await changeShown(tx, actor, params.id, body.shown)
      return getGiftRecord(tx, actor, params.id)
    },
    (tx, { params }) => subjectOfGift(tx, params.id),
  ),
  serve(routes.changeOwnShown, async (tx, actor, { params, body }) => {
    await changeOwnShown(tx, actor, { ...params, ...body })
    return getPublicGift(tx, params.publicId)
  }),
  serve(
    routes.correctDonor,
    async (tx, actor, { params, body }) => {
      await correctDonor(tx, actor, params.id, body)
      return getGiftRecord(tx, actor, params.id)
    },
    (tx, { params }) => subjectOfGift(tx, params.id),
  ),
  serve(
    routes.recordReceipt,
    async (tx, actor, { params, body }) => {
      await recordReceipt(tx, actor, params.id, body)
      return getGiftRecord(tx, actor, params.id)
    },
    (tx, { params }) => subjectOfGift(tx, params.id),
  ),
  serve(
    routes.slip,
    (tx, actor, { params }) => getSlip(tx, actor, params.id),
    (tx, { params }) => subjectOfGift(tx, params.id),
  ),
  serveUpload(
    routes.upload,
    async (context, { query }, body) => {
      const table = await readUpload(body)
      return context.transact(async (tx) => {
        const id = await startImport(tx, context.caller.actor, { ...query, table })
        return getImport(tx, id, context.caller.language)
      })
    },
    (tx, { query }) => subjectOfOrganisation(tx, query.hostId),
  ),
  serve(routes.listImports, (tx, actor, input, caller) => listImports(tx, actor, input, caller.language)),
  serve(routes.getImport, (tx, _actor, { params }, caller) => getImport(tx, params.id, caller.language), ofImport),
  serve(routes.importErrors, (tx, _actor, input, caller) => listImportErrors(tx, input, caller.language), ofImport),
  serveFile(
    routes.wrongRows,
    (context, { params }) =>
      context.transact((tx) => wrongRows(tx, context.caller.actor, params.id, context.caller.language)),
    ofImport,
  ),
  serveFile(routes.importTemplate, async (context) => importTemplate(context.caller.language)),
  serve(routes.importTable, (tx, actor, { params }) => getImportTable(tx, actor, params.id), ofImport),
  serve(
    routes.chooseColumns,
    async (tx, actor, { params, body }, caller) => {
      await chooseColumns(tx, actor, params.id, body)
      return getImport(tx, params.id, caller.language)
    },
    ofImport,
  ),
  serve(
    routes.load,
    async (tx, actor, { params, body }, caller) => {
      await startLoading(tx, actor, { importId: params.id, ...body })
      return getImport(tx, params.id, caller.language)
    },
    ofImport,
  ),
  serve(
    routes.retryImport,
    async (tx, actor, { params }, caller) => {
      await retryImport(tx, actor, params.id)
      return getImport(tx, params.id, caller.language)
    },
    ofImport,
  ),
  serve(
    routes.undoImport,
    async (tx, actor, { params, body }, caller) => {
      await startUndo(tx, actor, params.id, body.reason)
      return getImport(tx, params.id, caller.language)
    },
    ofImport,
  ),
  serve(routes.listMappings, listMappings),
  serveExport(exports.listMappingsExport, { rows: allMappings, subject: whereImports }),
  serve(
    routes.renameMapping,
    async (tx, actor, { params, body }) => {
      await renameMapping(tx, actor, params.id, body.name)
      return {}
    },
    ofMapping,
  ),
  serve(
    routes.forgetMapping,
    async (tx, actor, { params }) => {
      await forgetMapping(tx, actor, params.id)
      return {}
    },
    ofMapping,
  ),
  serve(routes.listUnknown, listUnknown),
  serve(
    routes.assignUnknown,
    async (tx, actor, { params, body }) => {
      await assignUnknown(tx, actor, params.id, body)
      return {}
    },
    ofUnknown,
  ),
  serve(
    routes.returnUnknown,
    async (tx, actor, { params, body }) => {
      await returnUnknown(tx, actor, params.id, body)
      return {}
    },
    ofUnknown,
  ),
]

/** @param projectsOf what a later module knows of projects, so that a trace can name them */
export const givingServed = (projectsOf: ProjectsOf): readonly Served[] => [
  ...ownServed,
  serve(routes.tracePublic, (tx, _actor, { params, query }) => tracePublicGift(tx, projectsOf, params.publicId, query)),
  serve(routes.spendingPublic, (tx, _actor, { params, query }) => getSpending(tx, projectsOf, params.entryId, query)),
  serve(proofRoutes.getPublicEntry, (tx, _actor, { params }) => getPublicEntry(tx, projectsOf, params.entryId)),
  serveFile(proofRoutes.getPublicEntryProof, (context, { params }) =>
    context.transact((tx) => publicEntryFile(tx, params.entryId)),
  ),
]

/** Without projects, as modules before them see it. */
export const served = givingServed(async () => new Map())
