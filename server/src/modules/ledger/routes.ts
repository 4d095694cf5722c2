import { whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/ledger/exports.ts'
import { routes } from '@shanju/contract/ledger/routes.ts'
import { subjectOfOrganisation, subjectOfWhere } from '#modules/organisations/index.ts'
import { type Served, serve } from '#platform/http/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { openBooks } from './actions/open-books.ts'
import { getEntry } from './queries/get-entry.ts'
import { allEntries, findBooks, findEntryRecord, listBooks, listEntries } from './queries/lists.ts'
import { statementsServed } from './statement-routes.ts'

export const served: readonly Served[] = [
  serve(routes.listBooks, listBooks),
  serve(
    routes.openBooks,
    async (tx, actor, { params, body }) => {
      await openBooks(tx, actor, params.hostId, body.lines)
      return (await findBooks(tx, params.hostId)) ?? lost()
    },
    (tx, { params }) => subjectOfOrganisation(tx, params.hostId),
  ),
  serve(routes.listEntries, listEntries),
  serveExport(exports.listEntriesExport, {
    rows: allEntries,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'ledger.read')),
  }),
  serve(
    routes.getEntry,
    async (tx, _actor, { params }) => (await findEntryRecord(tx, params.id)) ?? lost(),
    async (tx, { params }) => subjectOfOrganisation(tx, (await getEntry(tx, params.id)).book),
  ),
  ...statementsServed,
]

const lost = (): never => {
  throw refuse('ledger.entry_not_found')
}
