import { Readable } from 'node:stream'
import { whereCan } from '@shanju/contract/access.ts'
import { addDays } from '@shanju/contract/kit/dates.ts'
import type { AnyRoute, Input } from '@shanju/contract/kit/route.ts'
import { voucherExports } from '@shanju/contract/ledger/vouchers/exports.ts'
import { voucherRoutes as routes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation, subjectOfWhere } from '#modules/organisations/index.ts'
import { type Served, serve, serveFile, serveUpload } from '#platform/http/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { closeMonth, reopenMonth } from './actions/close-month.ts'
import { commit } from './actions/commit.ts'
import { release } from './actions/end-commitments.ts'
import { checkDraft, refuseDraft, withdrawDraft } from './actions/end-draft.ts'
import { makeDraft, previewEntry } from './actions/make-draft.ts'
import { numberVouchers } from './actions/number-vouchers.ts'
import { setPolicy } from './actions/set-policy.ts'
import { GENERAL_FUND } from './logic/index.ts'
import { findArchive } from './queries/archives.ts'
import { getCatalogue } from './queries/catalogue.ts'
import { allCommitments, getCommitment, listCommitments } from './queries/commitments.ts'
import { allDrafts, getDraft, listDrafts } from './queries/drafts.ts'
import { getMonth, listMonths, type Unreconciled } from './queries/months.ts'
import { openingSheet, openingTemplate, tableIn } from './queries/opening-sheet.ts'
import { listPlaces } from './queries/places.ts'
import { listPolicies } from './queries/policies.ts'
import { pdfOf, printedVouchers, VOUCHERS_AT_ONCE } from './queries/print-vouchers.ts'
import { shownLines } from './queries/shown-lines.ts'
import { allVoucherLines, allVouchers, getVoucher, listVoucherLines, listVouchers } from './queries/vouchers.ts'

/** All of these are of one set of books, whose host stands in the path. */
const ofHost = (tx: Tx, { params }: Input<AnyRoute>) => subjectOfOrganisation(tx, params.hostId)
const file = (fileName: string, body: Buffer) => ({ fileName, body: Readable.from([body]) })

/** @param unreconciled what keeps a month from being reconciled with the bank: a later module knows */
export const vouchersServed = (unreconciled: Unreconciled): readonly Served[] => [
  serve(routes.getCatalogue, (tx, _actor, { params }) => getCatalogue(tx, params.hostId), ofHost),
  serve(routes.listPlaces, async (tx, _actor, { params }) => ({ items: await listPlaces(tx, params.hostId) }), ofHost),
  serve(
    routes.previewDraft,
    async (tx, actor, { params, body }) => {
      const { lines, totalFen } = await previewEntry(tx, actor, params.hostId, body)
      return { lines: await shownLines(tx, lines), totalFen }
    },
    ofHost,
  ),
  serve(
    routes.makeDraft,
    async (tx, actor, { params, body }) => getDraft(tx, params.hostId, await makeDraft(tx, actor, params.hostId, body)),
    ofHost,
  ),
  serve(routes.listDrafts, (tx, _actor, input) => listDrafts(tx, input), ofHost),
  serveExport(voucherExports.listDraftsExport, {
    rows: allDrafts,
    subject: (tx, _actor, input) => ofHost(tx, input),
    of: ofHost,
  }),
  serve(routes.getDraft, (tx, _actor, { params }) => getDraft(tx, params.hostId, params.id), ofHost),
  serve(
    routes.checkDraft,
    async (tx, actor, { params }) => {
      await checkDraft(tx, actor, { book: params.hostId, id: params.id })
      return getDraft(tx, params.hostId, params.id)
    },
    ofHost,
  ),
  serve(
    routes.refuseDraft,
    async (tx, actor, { params, body }) => {
      await refuseDraft(tx, actor, { book: params.hostId, id: params.id }, body.reason)
      return getDraft(tx, params.hostId, params.id)
    },
    ofHost,
  ),
  serve(
    routes.withdrawDraft,
    async (tx, actor, { params }) => {
      await withdrawDraft(tx, actor, { book: params.hostId, id: params.id })
      return getDraft(tx, params.hostId, params.id)
    },
    ofHost,
  ),
  serve(routes.listCommitments, (tx, _actor, input) => listCommitments(tx, input), ofHost),
  serveExport(voucherExports.listCommitmentsExport, {
    rows: allCommitments,
    subject: (tx, _actor, input) => ofHost(tx, input),
    of: ofHost,
  }),
  serve(
    routes.commit,
    async (tx, actor, { params, body: { fundId, restrictionId = null, ...order } }) => {
      const place = { book: params.hostId, fund: fundId ?? GENERAL_FUND, restrictionId }
      const { id } = await commit(tx, actor, { ...order, ...place, key: `order ${uuidv7(tx.now)}` })
      return getCommitment(tx, params.hostId, id)
    },
    ofHost,
  ),
  serve(
    routes.release,
    async (tx, actor, { params, body }) => {
      await getCommitment(tx, params.hostId, params.id)
      await release(tx, actor, { commitmentId: params.id, reason: body.reason })
      return getCommitment(tx, params.hostId, params.id)
    },
    ofHost,
  ),
  serve(
    routes.listPolicies,
    async (tx, _actor, { params }) => ({ items: await listPolicies(tx, params.hostId) }),
    ofHost,
  ),
  serve(
    routes.setPolicy,
    async (tx, actor, { params, body }) => {
      await setPolicy(tx, actor, params.hostId, { key: params.key, ...body })
      const found = (await listPolicies(tx, params.hostId)).find(({ key }) => key === params.key)
      if (!found) throw refuse('ledger.unknown_policy')
      return found
    },
    ofHost,
  ),
  serve(routes.listMonths, async (tx, _actor, { params }) => ({ items: await listMonths(tx, params.hostId) }), ofHost),
  serve(routes.getMonth, (tx, _actor, { params }) => getMonth(tx, params.hostId, params.month, unreconciled), ofHost),
  serve(
    routes.closeMonth,
    async (tx, actor, { params, body }) => {
      await closeMonth(
        tx,
        actor,
        { book: params.hostId, month: params.month },
        { unreconciled, reason: body.bankReason },
      )
      return getMonth(tx, params.hostId, params.month, unreconciled)
    },
    ofHost,
  ),
  serve(
    routes.reopenMonth,
    async (tx, actor, { params, body }) => {
      await reopenMonth(tx, actor, { book: params.hostId, month: params.month }, body.reason)
      return getMonth(tx, params.hostId, params.month, unreconciled)
    },
    ofHost,
  ),
  serveFile(
    routes.getArchive,
    async ({ transact }, { params }) => {
      const { name, content } = await transact((tx) => findArchive(tx, params.hostId, params.month))
      return file(name, content)
    },
    ofHost,
  ),
  serve(
    routes.numberVouchers,
    async (tx, _actor, { params }) => ({ made: await numberVouchers(tx, params.hostId, addDays(tx.today, -1)) }),
    ofHost,
  ),
  serve(routes.listVouchers, listVouchers),
  serveExport(voucherExports.listVouchersExport, {
    rows: allVouchers,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'ledger.read')),
  }),
  serveFile(
    routes.printVouchers,
    async ({ transact }, { params, query }) => {
      const asked =
        query.id === undefined
          ? sql`v.month = ${query.month ?? ''} and v.number between ${query.from} and ${query.from + VOUCHERS_AT_ONCE - 1}`
          : sql`v.id = ${query.id}`
      const printed = await transact((tx) => printedVouchers(tx, params.hostId, asked))
      if (printed.vouchers.length === 0) throw refuse('ledger.voucher_not_found')
      return file(`记账凭证-${query.month ?? printed.vouchers[0]?.number ?? ''}.pdf`, await pdfOf(printed))
    },
    ofHost,
  ),
  serve(routes.getVoucher, (tx, _actor, { params }) => getVoucher(tx, params.hostId, params.id), ofHost),
  serve(routes.listVoucherLines, listVoucherLines),
  serveExport(voucherExports.listVoucherLinesExport, {
    rows: allVoucherLines,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'ledger.read')),
  }),
  serveFile(
    routes.openingTemplate,
    async ({ caller }, { query }) => ({
      fileName: `期初余额-${query.edition}.xlsx`,
      body: openingTemplate(query.edition, caller.language),
    }),
    ofHost,
  ),
  serveUpload(
    routes.readOpening,
    async ({ transact }, { params, query }, body) => {
      const table = await tableIn(body)
      return transact((tx) => openingSheet(tx, params.hostId, query.edition, table))
    },
    ofHost,
  ),
]
