import { whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/giving/exports.ts'
import { routes } from '@shanju/contract/giving/routes.ts'
import { subjectOfFund } from '#modules/funds/index.ts'
import { subjectOfOrganisation, subjectOfWhere } from '#modules/organisations/index.ts'
import { type Served, serve, serveUpload } from '#platform/http/index.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { readUpload, startImport } from './actions/receive-file.ts'
import { recordGift } from './actions/record-gift.ts'
import { startLoading } from './actions/start-loading.ts'
import { voidGift } from './actions/void-gift.ts'
import { allGifts } from './queries/export-gifts.ts'
import { getGift, listGifts, subjectOfGift } from './queries/gifts.ts'
import { getImport, listImportErrors, listImports, subjectOfImport } from './queries/imports.ts'
import { countPublicGifts, getPublicGift, listPublicGifts } from './queries/public-gifts.ts'

export const served: readonly Served[] = [
  serve(routes.listPublic, listPublicGifts),
  serve(routes.getPublic, (tx, _actor, { params }) => getPublicGift(tx, params.publicId)),
  serve(routes.countPublic, countPublicGifts),
  serve(routes.list, listGifts),
  serveExport(exports.listExport, {
    rows: allGifts,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'giving.read')),
  }),
  serve(
    routes.get,
    (tx, actor, { params }) => getGift(tx, actor, params.id),
    (tx, { params }) => subjectOfGift(tx, params.id),
  ),
  serve(
    routes.record,
    async (tx, actor, { body }) => getGift(tx, actor, await recordGift(tx, actor, body)),
    (tx, { body }) => subjectOfFund(tx, body.fundId),
  ),
  serve(
    routes.void,
    async (tx, actor, { params, body }) => {
      await voidGift(tx, actor, params.id, body.reason)
      return getGift(tx, actor, params.id)
    },
    (tx, { params }) => subjectOfGift(tx, params.id),
  ),
  serveUpload(
    routes.upload,
    async (context, { query }, body) => {
      const content = await readUpload(body)
      return context.transact(async (tx) => {
        const id = await startImport(tx, context.caller.actor, { ...query, content })
        return getImport(tx, id, context.caller.language)
      })
    },
    (tx, { query }) => subjectOfOrganisation(tx, query.hostId),
  ),
  serve(routes.listImports, (tx, actor, input, caller) => listImports(tx, actor, input, caller.language)),
  serve(
    routes.getImport,
    (tx, _actor, { params }, caller) => getImport(tx, params.id, caller.language),
    (tx, { params }) => subjectOfImport(tx, params.id),
  ),
  serve(
    routes.importErrors,
    (tx, _actor, input, caller) => listImportErrors(tx, input, caller.language),
    (tx, { params }) => subjectOfImport(tx, params.id),
  ),
  serve(
    routes.load,
    async (tx, actor, { params, body }, caller) => {
      await startLoading(tx, actor, { importId: params.id, ...body })
      return getImport(tx, params.id, caller.language)
    },
    (tx, { params }) => subjectOfImport(tx, params.id),
  ),
]
