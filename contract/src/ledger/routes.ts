import { z } from 'zod'
import { plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import { shownProof } from '../transparency/shown-proof.ts'
import { books, entry, entryListed, openBooks } from './shapes.ts'
import { statementRoutes } from './statement-routes.ts'

export const routes = {
  listBooks: route({
    name: 'ledger.listBooks',
    method: 'GET',
    path: '/api/v1/ledger/books',
    access: { action: 'ledger.read', list: true },
    summary: 'Sets of books within the caller’s reach',
    query: pageQuery,
    output: pageOf(books),
  }),
  openBooks: route({
    name: 'ledger.openBooks',
    method: 'POST',
    path: '/api/v1/ledger/books/:hostId/opening',
    access: { action: 'ledger.open_books' },
    summary: 'Begin a host’s books on 2026-01-01 with one opening entry',
    params: z.strictObject({ hostId: idOf('org') }),
    body: openBooks,
    output: books,
    refuses: ['ledger.books_already_open', 'ledger.unbalanced', 'ledger.unknown_account', 'ledger.amount_not_positive'],
  }),
  listEntries: route({
    name: 'ledger.listEntries',
    method: 'GET',
    path: '/api/v1/ledger/entries',
    access: { action: 'ledger.read', list: true },
    summary: 'Entries within the caller’s reach, newest first',
    query: pageQuery.extend({
      hostId: idOf('org').optional(),
      fundId: idOf('fund').optional(),
      giftId: idOf('gift').optional(),
      account: z
        .string()
        .regex(/^\d{4}$/)
        .optional(),
      from: plainDate.optional(),
      to: plainDate.optional(),
    }),
    output: pageOf(entryListed),
  }),
  getEntry: route({
    name: 'ledger.getEntry',
    method: 'GET',
    path: '/api/v1/ledger/entries/:id',
    access: { action: 'ledger.read' },
    summary: 'One entry with its lines and its reversal, both ways',
    params: z.strictObject({ id: idOf('entry') }),
    output: entry,
    refuses: ['ledger.entry_not_found'],
  }),
  getEntryProof: route({
    name: 'ledger.getEntryProof',
    method: 'GET',
    path: '/api/v1/ledger/entries/:id/proof',
    access: { action: 'ledger.read' },
    summary: 'Where an entry stands in the public log',
    params: z.strictObject({ id: idOf('entry') }),
    output: shownProof,
    refuses: ['ledger.entry_not_found'],
  }),
  getEntryProofFile: route({
    name: 'ledger.getEntryProofFile',
    method: 'GET',
    path: '/api/v1/ledger/entries/:id/proof/file',
    access: { action: 'ledger.read' },
    summary:
      'The proof of an entry as a file (c2sp.org/tlog-proof) that lays open what is public of it, to hand to anybody',
    params: z.strictObject({ id: idOf('entry') }),
    output: z.undefined(),
    answers: 'text/plain',
    refuses: ['ledger.entry_not_found', 'ledger.proof_pending'],
  }),
  ...statementRoutes,
} as const
