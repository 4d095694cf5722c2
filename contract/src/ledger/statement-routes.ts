import { z } from 'zod'
import { XLSX_TYPE } from '../kit/export.ts'
import { idOf } from '../kit/ids.ts'
import { route } from '../kit/route.ts'
import {
  accountLedger,
  accountQuery,
  checks,
  figure,
  figureQuery,
  month,
  statement,
  statementFileQuery,
  statementQuery,
  trialBalance,
  trialQuery,
} from './statement-shapes.ts'
import { FORM_IDS } from './statement-vocab.ts'

const PDF_TYPE = 'application/pdf'
const ofForm = z.strictObject({ form: z.enum(FORM_IDS) })
const reading = { action: 'ledger.read' } as const
const REFUSES = ['ledger.statement_not_found', 'ledger.no_form_of_fund'] as const

/** Statements of a charity, of a fund, or of all charities of a division, from the balances alone. */
export const statementRoutes = {
  getStatement: route({
    name: 'ledger.getStatement',
    method: 'GET',
    path: '/api/v1/ledger/statements/:form',
    access: reading,
    summary: 'A statutory form: 01 balance sheet, 02 activity statement, 03 cash flows',
    params: ofForm,
    query: statementQuery,
    output: statement,
    refuses: REFUSES,
  }),
  getStatementFile: route({
    name: 'ledger.getStatementFile',
    method: 'GET',
    path: '/api/v1/ledger/statements/:form/file',
    access: reading,
    summary: 'The same as the form prescribes it, XLSX or PDF',
    params: ofForm,
    query: statementFileQuery,
    output: z.undefined(),
    answers: [XLSX_TYPE, PDF_TYPE],
    refuses: REFUSES,
  }),
  getFigure: route({
    name: 'ledger.getFigure',
    method: 'GET',
    path: '/api/v1/ledger/statements/:form/lines/:line',
    access: reading,
    summary: 'What one figure of a form is made of, by account and class, or by month of a cash flow',
    params: z.strictObject({ form: z.enum(FORM_IDS), line: z.string().regex(/^[A-Z]{1,2}\d{0,2}[a-z]?$/) }),
    query: figureQuery,
    output: figure,
    refuses: REFUSES,
  }),
  getTrialBalance: route({
    name: 'ledger.getTrialBalance',
    method: 'GET',
    path: '/api/v1/ledger/trial-balance',
    access: reading,
    summary: 'Opening, turnover and closing of every account; debits against credits',
    query: trialQuery,
    output: trialBalance,
    refuses: REFUSES,
  }),
  getTrialBalanceFile: route({
    name: 'ledger.getTrialBalanceFile',
    method: 'GET',
    path: '/api/v1/ledger/trial-balance/file',
    access: reading,
    summary: 'The trial balance as XLSX',
    query: trialQuery,
    output: z.undefined(),
    answers: XLSX_TYPE,
    refuses: REFUSES,
  }),
  getChecks: route({
    name: 'ledger.getChecks',
    method: 'GET',
    path: '/api/v1/ledger/checks',
    access: reading,
    summary: 'Cross-checks of one charity’s books at the end of a month',
    query: z.strictObject({ hostId: idOf('org'), month }),
    output: checks,
    refuses: REFUSES,
  }),
  getAccountLedger: route({
    name: 'ledger.getAccountLedger',
    method: 'GET',
    path: '/api/v1/ledger/account-ledger',
    access: reading,
    summary: 'Lines of one account with the running balance, page by page, and the sums of each month',
    query: accountQuery,
    output: accountLedger,
    refuses: ['ledger.statement_not_found'],
  }),
  getAccountLedgerFile: route({
    name: 'ledger.getAccountLedgerFile',
    method: 'GET',
    path: '/api/v1/ledger/account-ledger/file',
    access: reading,
    summary: 'The same as XLSX, up to 20,000 lines',
    query: accountQuery.omit({ after: true, size: true }),
    output: z.undefined(),
    answers: XLSX_TYPE,
    refuses: ['ledger.statement_not_found', 'ledger.too_many_lines'],
  }),
} as const
