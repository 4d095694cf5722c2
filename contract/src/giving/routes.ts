import { z } from 'zod'
import { plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import {
  gift,
  giftCounts,
  giftImport,
  giftTrace,
  publicGift,
  publicGiftRecord,
  publicId,
  recordGift,
  rowError,
  spending,
  voidGift,
} from './shapes.ts'
import { CHANNELS, GIFT_STATES } from './vocab.ts'

const byId = z.strictObject({ id: idOf('gift') })
const importById = z.strictObject({ id: idOf('import') })

export const routes = {
  listPublic: route({
    name: 'giving.listPublic',
    method: 'GET',
    path: '/api/v1/giving/public',
    access: 'public',
    summary: 'Latest gifts, of a fund or of a division and all below, as donors wish to be shown',
    query: pageQuery.extend({
      fundId: idOf('fund').optional(),
      within: z
        .string()
        .regex(/^\d{6,12}$/)
        .optional(),
    }),
    output: pageOf(publicGift),
  }),
  getPublic: route({
    name: 'giving.getPublic',
    method: 'GET',
    path: '/api/v1/giving/public/:publicId',
    access: 'public',
    summary: 'One gift by the code on its slip, with its entries in the books',
    params: z.strictObject({ publicId }),
    output: publicGiftRecord,
    refuses: ['giving.not_found'],
  }),
  tracePublic: route({
    name: 'giving.tracePublic',
    method: 'GET',
    path: '/api/v1/giving/public/:publicId/trace',
    access: 'public',
    summary: 'Where one gift went, fen by fen, and what is not yet spent',
    params: z.strictObject({ publicId }),
    query: pageQuery,
    output: giftTrace,
    refuses: ['giving.not_found', 'giving.history_has_no_entry'],
  }),
  spendingPublic: route({
    name: 'giving.spendingPublic',
    method: 'GET',
    path: '/api/v1/giving/spending/:entryId',
    access: 'public',
    summary: 'One spending of community funds and the gifts that paid for it, named as their donors wish',
    params: z.strictObject({ entryId: idOf('entry') }),
    query: pageQuery,
    output: spending,
    refuses: ['giving.spending_not_found'],
  }),
  countPublic: route({
    name: 'giving.countPublic',
    method: 'GET',
    path: '/api/v1/giving/counts',
    access: 'public',
    summary: 'How many gifts, of a fund or of a division and all below',
    query: z.strictObject({
      fundId: idOf('fund').optional(),
      within: z
        .string()
        .regex(/^\d{6,12}$/)
        .optional(),
    }),
    output: giftCounts,
  }),
  list: route({
    name: 'giving.list',
    method: 'GET',
    path: '/api/v1/giving/gifts',
    access: { action: 'giving.read', list: true },
    summary: 'Gifts within the caller’s reach',
    query: pageQuery.extend({
      fundId: idOf('fund').optional(),
      channel: z.enum(CHANNELS).optional(),
      state: z.enum(GIFT_STATES).optional(),
      from: plainDate.optional(),
      to: plainDate.optional(),
      importId: idOf('import').optional(),
      /** A donor's whole name or a public id; names are found by keyed hash, so parts of a name are not. */
      q: z.string().trim().max(60).optional(),
    }),
    output: pageOf(gift),
  }),
  get: route({
    name: 'giving.get',
    method: 'GET',
    path: '/api/v1/giving/gifts/:id',
    access: { action: 'giving.read' },
    summary: 'One gift with the donor’s name',
    params: byId,
    output: gift,
    refuses: ['giving.not_found'],
  }),
  record: route({
    name: 'giving.record',
    method: 'POST',
    path: '/api/v1/giving/gifts',
    access: { action: 'giving.record' },
    summary: 'Record a gift at the counter',
    body: recordGift,
    output: gift,
    refuses: ['funds.not_found', 'giving.fund_takes_no_gifts', 'giving.given_in_future', 'giving.given_before_fund'],
  }),
  void: route({
    name: 'giving.void',
    method: 'POST',
    path: '/api/v1/giving/gifts/:id/void',
    access: { action: 'giving.void' },
    summary: 'Void a gift recorded by mistake: its entry is reversed, nothing is deleted',
    params: byId,
    body: voidGift,
    output: gift,
    refuses: ['giving.not_found', 'giving.already_voided', 'giving.history_has_no_entry'],
  }),
  upload: route({
    name: 'giving.upload',
    method: 'POST',
    path: '/api/v1/giving/imports',
    access: { action: 'giving.import' },
    summary: 'Upload a CSV file of gifts to a host’s funds; it is checked first and nothing is recorded yet',
    query: z.strictObject({ hostId: idOf('org'), fileName: z.string().trim().min(1).max(200) }),
    accepts: 'text/csv',
    output: giftImport,
    refuses: [
      'giving.file_too_large',
      'giving.file_empty',
      'giving.file_not_text',
      'giving.quote_open',
      'giving.column_missing',
      'giving.column_twice',
      'giving.too_many_rows',
    ],
  }),
  listImports: route({
    name: 'giving.listImports',
    method: 'GET',
    path: '/api/v1/giving/imports',
    access: { action: 'giving.import', list: true },
    summary: 'Files loaded within the caller’s reach',
    query: pageQuery,
    output: pageOf(giftImport),
  }),
  getImport: route({
    name: 'giving.getImport',
    method: 'GET',
    path: '/api/v1/giving/imports/:id',
    access: { action: 'giving.import' },
    summary: 'How far a file is',
    params: importById,
    output: giftImport,
    refuses: ['giving.import_not_found'],
  }),
  importErrors: route({
    name: 'giving.importErrors',
    method: 'GET',
    path: '/api/v1/giving/imports/:id/errors',
    access: { action: 'giving.import' },
    summary: 'What is wrong with which row',
    params: importById,
    query: pageQuery,
    output: pageOf(rowError),
  }),
  load: route({
    name: 'giving.load',
    method: 'POST',
    path: '/api/v1/giving/imports/:id/load',
    access: { action: 'giving.import' },
    summary: 'Record the good rows of a checked file',
    params: importById,
    body: z.strictObject({ goodRowsOnly: z.boolean() }),
    output: giftImport,
    refuses: ['giving.import_not_found', 'giving.import_not_checked', 'giving.import_has_bad_rows'],
  }),
} as const
