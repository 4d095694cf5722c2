import { z } from 'zod'
import { XLSX_TYPE } from '../kit/export.ts'
import { idOf } from '../kit/ids.ts'
import { fen } from '../kit/money.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import { payoutRoutes } from './payout-routes.ts'
import { addAccount, bankAccount, bankLine, candidates, imported, month, statement } from './shapes.ts'
import { LINE_STATES } from './vocab.ts'

const byId = z.strictObject({ id: idOf('bank') })
const byLine = z.strictObject({ id: idOf('bankline') })
const byMonth = z.strictObject({ id: idOf('bank'), month })
const reason = z.string().trim().min(2).max(300)
const NO_ACCOUNT = 'payments.account_not_found'

export const routes = {
  listAccounts: route({
    name: 'payments.listAccounts',
    method: 'GET',
    path: '/api/v1/payments/bank-accounts',
    access: { action: 'payments.read', list: true },
    summary: 'Accounts at banks within the caller’s reach; of the number the last four figures',
    query: pageQuery.extend({ hostId: idOf('org').optional() }),
    output: pageOf(bankAccount),
  }),
  addAccount: route({
    name: 'payments.addAccount',
    method: 'POST',
    path: '/api/v1/payments/bank-accounts',
    access: { action: 'payments.add_account' },
    summary: 'Make an account of a host at a bank known; one per ledger account',
    body: addAccount,
    output: bankAccount,
    refuses: ['payments.ledger_account_taken', 'payments.number_taken'],
  }),
  importLines: route({
    name: 'payments.importLines',
    method: 'POST',
    path: '/api/v1/payments/bank-accounts/:id/lines',
    access: { action: 'payments.work' },
    summary: 'Load a statement of the bank (XLSX or CSV): all its rows or none; the same file again is harmless',
    params: byId,
    query: z.strictObject({
      fileName: z.string().trim().min(1).max(200),
      /** Only says what loading would do. */
      check: z.enum(['yes', 'no']).default('no'),
    }),
    accepts: 'application/octet-stream',
    output: imported,
    refuses: [
      NO_ACCOUNT,
      'platform.sheet_unreadable',
      'platform.sheet_too_large',
      'platform.sheet_too_many_rows',
      'payments.file_empty',
      'payments.column_missing',
      'payments.column_twice',
      'payments.rows_wrong',
      'payments.reference_with_other_amount',
    ],
  }),
  listLines: route({
    name: 'payments.listLines',
    method: 'GET',
    path: '/api/v1/payments/bank-accounts/:id/lines',
    access: { action: 'payments.read_lines' },
    summary: 'Lines of the bank, newest first, with what they are matched to',
    params: byId,
    query: pageQuery.extend({ state: z.enum(LINE_STATES).optional(), month: month.optional() }),
    output: pageOf(bankLine),
    refuses: [NO_ACCOUNT],
  }),
  candidates: route({
    name: 'payments.candidates',
    method: 'GET',
    path: '/api/v1/payments/bank-lines/:id/candidates',
    access: { action: 'payments.read_lines' },
    summary: 'Lines of the books that one line of the bank may be',
    params: byLine,
    output: candidates,
    refuses: ['payments.line_not_found'],
  }),
  match: route({
    name: 'payments.match',
    method: 'POST',
    path: '/api/v1/payments/bank-accounts/:id/matches',
    access: { action: 'payments.work' },
    summary: 'Say which lines of the bank are which lines of the books; both sides have the same sum',
    params: byId,
    body: z.strictObject({
      bankLineIds: z.array(idOf('bankline')).max(200),
      entryIds: z.array(idOf('entry')).max(200),
    }),
    output: z.object({ id: idOf('match') }),
    refuses: [
      NO_ACCOUNT,
      'payments.nothing_chosen',
      'payments.not_of_this_account',
      'payments.already_matched',
      'payments.sums_differ',
    ],
  }),
  unmatch: route({
    name: 'payments.unmatch',
    method: 'POST',
    path: '/api/v1/payments/matches/:id/undo',
    access: { action: 'payments.work' },
    summary: 'Take a match back; that it was stays known',
    params: z.strictObject({ id: idOf('match') }),
    body: z.strictObject({ reason }),
    output: z.object({ id: idOf('match') }),
    refuses: ['payments.match_not_found', 'payments.already_undone'],
  }),
  markUnknown: route({
    name: 'payments.markUnknown',
    method: 'POST',
    path: '/api/v1/payments/bank-lines/:id/unknown',
    access: { action: 'payments.work' },
    summary: 'Say that a line of the bank was looked into and nobody knows it yet',
    params: byLine,
    body: z.strictObject({ reason }),
    output: z.object({ id: idOf('bankline') }),
    refuses: ['payments.line_not_found', 'payments.already_matched'],
  }),
  rematch: route({
    name: 'payments.rematch',
    method: 'POST',
    path: '/api/v1/payments/bank-accounts/:id/rematch',
    access: { action: 'payments.work' },
    summary: 'Match what is certain by now, after entries were posted',
    params: byId,
    output: z.object({ matchedCount: z.number().int() }),
    refuses: [NO_ACCOUNT],
  }),
  statement: route({
    name: 'payments.statement',
    method: 'GET',
    path: '/api/v1/payments/bank-accounts/:id/statements/:month',
    access: { action: 'payments.read' },
    summary: 'The bank reconciliation statement of a month (银行存款余额调节表)',
    params: byMonth,
    output: statement,
    refuses: [NO_ACCOUNT],
  }),
  statementSheet: route({
    name: 'payments.statementSheet',
    method: 'GET',
    path: '/api/v1/payments/bank-accounts/:id/statements/:month/sheet',
    access: { action: 'payments.read' },
    summary: 'The bank reconciliation statement of a month as a workbook',
    params: byMonth,
    answers: XLSX_TYPE,
    output: z.undefined(),
    refuses: [NO_ACCOUNT],
  }),
  confirm: route({
    name: 'payments.confirm',
    method: 'POST',
    path: '/api/v1/payments/bank-accounts/:id/statements/:month/confirm',
    access: { action: 'payments.work' },
    summary:
      'Confirm that a month is reconciled: both adjusted balances are equal; what follows later is confirmed anew',
    params: byMonth,
    /** The closing balance on the bank’s statement. */
    body: z.strictObject({ bankFen: fen }),
    output: statement,
    refuses: [NO_ACCOUNT, 'payments.month_not_over', 'payments.statement_differs'],
  }),
  ...payoutRoutes,
} as const
