import { whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/payments/exports.ts'
import { routes } from '@shanju/contract/payments/routes.ts'
import { subjectOfOrganisation, subjectOfWhere } from '#modules/organisations/index.ts'
import { readWhole } from '#platform/files/index.ts'
import { type Served, serve, serveFile, serveUpload } from '#platform/http/index.ts'
import { readSheet, type SheetCaps, serveExport } from '#platform/sheets/index.ts'
import { addAccount } from './actions/add-account.ts'
import { confirmMonth } from './actions/confirm.ts'
import { importLines } from './actions/import-lines.ts'
import { markUnknown, matchLines, unmatch } from './actions/match-lines.ts'
import { type GiftNumbers, matchOpen } from './actions/match-open.ts'
import type { Later } from './actions/request-payment.ts'
import { payoutServed } from './payout-served.ts'
import {
  accountOfMatch,
  allAccounts,
  getAccount,
  listAccounts,
  lockAccount,
  subjectOfAccount,
  subjectOfLine,
} from './queries/accounts.ts'
import { allLines, candidatesFor, listLines } from './queries/bank-lines.ts'
import { getStatement } from './queries/statement.ts'
import { statementSheet } from './queries/statement-sheet.ts'

/** A year of a busy account; more in one file is a mistake. */
const MOST: SheetCaps = { maxRows: 20_001, maxBytes: 10 * 1024 * 1024 }

/**
 * @param numbersOf order numbers of gifts, @param later what rules and projects say of a payment: later modules have them
 */
export const paymentsServed = (numbersOf: GiftNumbers, later: Later): readonly Served[] => [
  ...payoutServed(later),
  serve(routes.listAccounts, listAccounts),
  serveExport(exports.listAccountsExport, {
    rows: allAccounts,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'payments.read')),
  }),
  serve(
    routes.addAccount,
    async (tx, actor, { body }) => getAccount(tx, await addAccount(tx, actor, body)),
    (tx, { body }) => subjectOfOrganisation(tx, body.hostId),
  ),
  serveUpload(
    routes.importLines,
    async ({ caller, transact }, { params, query }, body) => {
      const table = await readSheet(await readWhole(body, MOST.maxBytes, 'platform.sheet_too_large'), MOST)
      const statement = { accountId: params.id, table, check: query.check === 'yes' }
      return transact((tx) => importLines(tx, caller.actor, statement, { language: caller.language, numbersOf }))
    },
    (tx, { params }) => subjectOfAccount(tx, params.id),
  ),
  serve(routes.listLines, listLines, (tx, { params }) => subjectOfAccount(tx, params.id)),
  serveExport(exports.listLinesExport, {
    rows: allLines,
    subject: (tx, _actor, { params }) => subjectOfAccount(tx, params.id),
    of: (tx, { params }) => subjectOfAccount(tx, params.id),
  }),
  serve(
    routes.candidates,
    (tx, _actor, { params }) => candidatesFor(tx, params.id),
    (tx, { params }) => subjectOfLine(tx, params.id),
  ),
  serve(
    routes.match,
    async (tx, actor, { params, body }) => ({ id: await matchLines(tx, actor, params.id, body) }),
    (tx, { params }) => subjectOfAccount(tx, params.id),
  ),
  serve(
    routes.unmatch,
    async (tx, actor, { params, body }) => {
      await unmatch(tx, actor, params.id, body.reason)
      return params
    },
    async (tx, { params }) => subjectOfAccount(tx, await accountOfMatch(tx, params.id)),
  ),
  serve(
    routes.markUnknown,
    async (tx, actor, { params, body }) => {
      await markUnknown(tx, actor, params.id, body.reason)
      return params
    },
    (tx, { params }) => subjectOfLine(tx, params.id),
  ),
  serve(
    routes.rematch,
    async (tx, actor, { params }) => ({
      matchedCount: await matchOpen(tx, actor, await lockAccount(tx, params.id), numbersOf),
    }),
    (tx, { params }) => subjectOfAccount(tx, params.id),
  ),
  serve(
    routes.statement,
    (tx, _actor, { params }) => getStatement(tx, params.id, params.month),
    (tx, { params }) => subjectOfAccount(tx, params.id),
  ),
  serveFile(
    routes.statementSheet,
    async ({ caller, transact }, { params }) =>
      statementSheet(await transact((tx) => getStatement(tx, params.id, params.month)), caller.language),
    (tx, { params }) => subjectOfAccount(tx, params.id),
  ),
  serve(
    routes.confirm,
    async (tx, actor, { params, body }) => {
      await confirmMonth(tx, actor, params.id, { month: params.month, bankFen: body.bankFen })
      return getStatement(tx, params.id, params.month)
    },
    (tx, { params }) => subjectOfAccount(tx, params.id),
  ),
]
