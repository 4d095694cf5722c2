import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { ofOrg, type Side } from '../world.ts'
import { type Asked, type Cases, WORDS } from './case.ts'

const here = (side: Side) => ({ hostId: side.org })
const DRAFT = {
  ...{ recipe: 'E55.paid', documentOn: '2026-05-03', postedOn: '2026-05-03', summary: '办公用品' },
  input: { cash: '1002', amount: '100', kind: 'm5', place: { fund: 'general', restrictionId: null } },
  papers: [],
}
type Named = 'draft' | 'commitment' | 'voucher'
/** About one set of books: `id` names something of these books, other texts stand in the path as they are. */
const asked = (
  more: Asked | ((side: Side) => Asked) = {},
  { id, ...params }: { readonly id?: Named; readonly month?: string; readonly key?: string } = {},
): Cases[string] => ({
  about: ofOrg,
  ask: (side) => ({
    ...(typeof more === 'function' ? more(side) : more),
    params: { ...here(side), ...params, ...(id ? { id: side[id] } : {}) },
  }),
})
const byGift = (side: Side) => formatPublicId(side.publicId)

export const ledger: Cases = {
  'ledger.getCatalogue': asked(),
  'ledger.listPlaces': asked(),
  'ledger.previewDraft': asked({ body: DRAFT }),
  'ledger.makeDraft': asked({ body: DRAFT }),
  'ledger.listDrafts': asked(),
  'ledger.getDraft': asked({}, { id: 'draft' }),
  'ledger.checkDraft': asked({}, { id: 'draft' }),
  'ledger.refuseDraft': asked({ body: WORDS }, { id: 'draft' }),
  'ledger.withdrawDraft': asked({}, { id: 'draft' }),
  'ledger.listCommitments': asked(),
  'ledger.commit': asked({ body: { amountFen: '1', purpose: '付款', dueOn: '2026-12-31' } }),
  'ledger.release': asked({ body: WORDS }, { id: 'commitment' }),
  'ledger.listPolicies': asked(),
  'ledger.setPolicy': asked({ body: { ...WORDS, value: 'host' } }, { key: 'channel_fee_borne_by' }),
  'ledger.listMonths': asked(),
  'ledger.getMonth': asked({}, { month: '2026-01' }),
  'ledger.closeMonth': asked({ body: {} }, { month: '2026-01' }),
  'ledger.reopenMonth': asked({ body: WORDS }, { month: '2026-01' }),
  'ledger.getArchive': asked({}, { month: '2026-01' }),
  'ledger.numberVouchers': asked(),
  'ledger.listVouchers': { row: (side) => side.voucher, cell: byGift, rowOf: ofOrg },
  'ledger.printVouchers': asked((side) => ({ query: { id: side.voucher } })),
  'ledger.getVoucher': asked({}, { id: 'voucher' }),
  'ledger.listVoucherLines': { row: (side) => side.voucher, cell: byGift, rowOf: ofOrg },
  'ledger.openingTemplate': asked({ query: { edition: '2024' } }),
  'ledger.readOpening': asked({ query: { edition: '2024' }, body: '科目编码,借方余额,贷方余额\n1002,1,\n' }),
  'ledger.listBooks': { row: (side) => side.org, rowOf: ofOrg },
  'ledger.openBooks': { about: ofOrg, ask: (side) => ({ params: { hostId: side.org }, body: { lines: [] } }) },
  'ledger.listEntries': { row: (side) => side.entry, rowOf: ofOrg },
  'ledger.getEntry': { about: ofOrg, ask: (side) => ({ params: { id: side.entry } }) },
  'ledger.getEntryProof': { about: ofOrg, ask: (side) => ({ params: { id: side.entry } }) },
  'ledger.getEntryProofFile': { about: ofOrg, ask: (side) => ({ params: { id: side.entry } }) },
}
