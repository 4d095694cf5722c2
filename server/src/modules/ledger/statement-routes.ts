import { Readable } from 'node:stream'
import { XLSX_TYPE } from '@shanju/contract/kit/export.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import { statementRoutes as routes } from '@shanju/contract/ledger/statement-routes.ts'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { type FileAnswer, type Served, type StreamContext, serve, serveFile } from '#platform/http/index.ts'
import type { Paper } from '#platform/kit/paper.ts'
import { formPdf, PDF_TYPE } from '#platform/pdf/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { formBook } from '#platform/sheets/index.ts'
import { record } from '#platform/trail/index.ts'
import { accountPaper, paperOf, trialPaper } from './logic/index.ts'
import { getAccountLedger, wholeAccountLedger } from './queries/statements/account-ledger.ts'
import { getChecks } from './queries/statements/checks.ts'
import { subjectOfScope, type Whose } from './queries/statements/scope.ts'
import { getFigure, getStatement, getTrialBalance } from './queries/statements/statement.ts'

const whose = (tx: Tx, { query }: { readonly query: Whose }) => subjectOfScope(tx, query)
const ofHost = (tx: Tx, { query }: { readonly query: { readonly hostId: string } }) =>
  subjectOfOrganisation(tx, query.hostId)

/** Statements of the books: what they say on the screen, as a workbook and on paper. */
export const statementsServed: readonly Served[] = [
  serve(routes.getStatement, (tx, _actor, { params, query }) => getStatement(tx, params.form, query), whose),
  serveFile(
    routes.getStatementFile,
    (context, { params, query }) =>
      asFile(context, query, query.format, async (tx, language) =>
        paperOf(await getStatement(tx, params.form, query), language),
      ),
    whose,
  ),
  serve(routes.getFigure, (tx, _actor, { params, query }) => getFigure(tx, params.form, params.line, query), whose),
  serve(routes.getTrialBalance, (tx, _actor, { query }) => getTrialBalance(tx, query), whose),
  serveFile(
    routes.getTrialBalanceFile,
    (context, { query }) =>
      asFile(context, query, 'xlsx', async (tx, language) => trialPaper(await getTrialBalance(tx, query), language)),
    whose,
  ),
  serve(routes.getChecks, (tx, _actor, { query }) => getChecks(tx, query.hostId, query.month), ofHost),
  serve(routes.getAccountLedger, (tx, _actor, { query }) => getAccountLedger(tx, query), ofHost),
  serveFile(
    routes.getAccountLedgerFile,
    (context, { query }) =>
      asFile(context, query, 'xlsx', async (tx, language) =>
        accountPaper(await wholeAccountLedger(tx, query), query, language),
      ),
    ofHost,
  ),
]

/** Reads in one transaction, which ends before the paper is set; that the file was taken stands on the trail. */
async function asFile(
  { caller, transact }: StreamContext,
  asked: Whose,
  format: 'xlsx' | 'pdf',
  make: (tx: Tx, language: Language) => Promise<Paper>,
): Promise<FileAnswer> {
  const paper = await transact(async (tx) => {
    const made = await make(tx, caller.language)
    await record(tx, caller.actor, {
      action: 'ledger.export',
      subjectKind: 'list',
      subjectId: 'ledger.statements',
      subject: await subjectOfScope(tx, asked),
      details: { format, statement: made.title, of: made.caption[0], when: made.caption[1] },
    })
    return made
  })
  const fileName = `${paper.title}_${paper.caption[1]}.${format}`
  return format === 'pdf'
    ? { fileName, mediaType: PDF_TYPE, body: Readable.from([await formPdf(paper)]) }
    : { fileName, mediaType: XLSX_TYPE, body: formBook(paper) }
}
