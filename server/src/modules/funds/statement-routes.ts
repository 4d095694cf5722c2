import { Readable } from 'node:stream'
import { statementRoutes as routes } from '@shanju/contract/funds/statement.ts'
import { XLSX_TYPE } from '@shanju/contract/kit/export.ts'
import { type FileAnswer, type Served, type StreamContext, serve, serveFile } from '#platform/http/index.ts'
import { formPdf, PDF_TYPE } from '#platform/pdf/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { formBook } from '#platform/sheets/index.ts'
import { statementPaper } from './logic/statement-paper.ts'
import { getPlaceStatement, getStatement } from './queries/statement.ts'

/** Statements of funds, open to everybody. */
export const statementsServed: readonly Served[] = [
  serve(routes.getStatement, (tx, _actor, { params, query }) => getStatement(tx, params.id, query)),
  serveFile(routes.getStatementFile, (context, { params, query }) =>
    asFile(context, query.format, (tx) => getStatement(tx, params.id, query)),
  ),
  serve(routes.getPlaceStatement, (tx, _actor, { params, query }) => getPlaceStatement(tx, params.code, query)),
  serveFile(routes.getPlaceStatementFile, (context, { params, query }) =>
    asFile(context, query.format, (tx) => getPlaceStatement(tx, params.code, query)),
  ),
]

/** What everybody may read needs no trace of who took it. */
async function asFile(
  { caller, transact }: StreamContext,
  format: 'xlsx' | 'pdf',
  read: (tx: Tx) => Promise<Parameters<typeof statementPaper>[0]>,
): Promise<FileAnswer> {
  const statement = await transact(read)
  const paper = statementPaper(statement, caller.language)
  const name = 'fund' in statement ? statement.fund.name : statement.place.name
  const fileName = `${name}_${paper.title}_${statement.to}.${format}`
  return format === 'pdf'
    ? { fileName, mediaType: PDF_TYPE, body: Readable.from([await formPdf(paper)]) }
    : { fileName, mediaType: XLSX_TYPE, body: formBook(paper) }
}
