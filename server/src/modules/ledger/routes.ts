import { Readable } from 'node:stream'
import { type Actor, type Subject, whereCan } from '@shanju/contract/access.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { exports } from '@shanju/contract/ledger/exports.ts'
import { routes } from '@shanju/contract/ledger/routes.ts'
import { subjectOfOrganisation, subjectOfWhere } from '#modules/organisations/index.ts'
import { shownProof } from '#modules/transparency/index.ts'
import { type Served, serve, serveFile } from '#platform/http/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { openBooks } from './actions/open-books.ts'
import { getEntry } from './queries/get-entry.ts'
import { allBooks, allEntries, findBooks, findEntryRecord, listBooks, listEntries } from './queries/lists.ts'
import { proveEntryPublicly } from './queries/prove-entry.ts'
import { statementsServed } from './statement-routes.ts'

const ofEntry = async (tx: Tx, { params }: { readonly params: { readonly id: string } }) =>
  subjectOfOrganisation(tx, (await getEntry(tx, params.id)).book)

const whereRead = (tx: Tx, actor: Actor): Promise<Subject> => subjectOfWhere(tx, whereCan(actor, 'ledger.read'))

export const served: readonly Served[] = [
  serve(routes.listBooks, listBooks),
  serveExport(exports.listBooksExport, { rows: allBooks, subject: whereRead }),
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
    subject: whereRead,
  }),
  serve(routes.getEntry, async (tx, _actor, { params }) => (await findEntryRecord(tx, params.id)) ?? lost(), ofEntry),
  serve(
    routes.getEntryProof,
    async (tx, _actor, { params }) => shownProof(await proveEntryPublicly(tx, params.id)),
    ofEntry,
  ),
  serveFile(
    routes.getEntryProofFile,
    async ({ transact }, { params }) => {
      const proof = await transact((tx) => proveEntryPublicly(tx, params.id))
      if (!('file' in proof)) throw refuse('ledger.proof_pending')
      return { fileName: `${showId('entry', params.id)}.tlog-proof`, body: Readable.from([proof.file]) }
    },
    ofEntry,
  ),
  ...statementsServed,
]

const lost = (): never => {
  throw refuse('ledger.entry_not_found')
}
