import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { ofFund, ofOrg, type Side } from '../world.ts'
import { type Asked, type Cases, WORDS } from './case.ts'

const byGift = (side: Side): Asked => ({ params: { id: side.gift } })
const byImport = (side: Side): Asked => ({ params: { id: side.import } })

const byMapping = (side: Side): Asked => ({ params: { id: side.mapping } })
const byUnknown = (side: Side): Asked => ({ params: { id: side.unknown } })

export const giving: Cases = {
  'giving.listPublic': {},
  'giving.listPublicExport': {},
  'giving.getProof': { ask: (side) => ({ params: { publicId: side.publicId } }) },
  'giving.getProofFile': { ask: (side) => ({ params: { publicId: side.publicId } }) },
  'giving.getPublic': { ask: (side) => ({ params: { publicId: side.publicId } }) },
  'giving.tracePublic': { ask: (side) => ({ params: { publicId: side.publicId } }) },
  'giving.spendingPublic': { ask: (side) => ({ params: { entryId: side.entry } }) },
  'giving.getPublicEntry': { ask: (side) => ({ params: { entryId: side.entry } }) },
  'giving.getPublicEntryProof': { ask: (side) => ({ params: { entryId: side.entry } }) },
  'giving.listBookLines': { ask: (side) => ({ params: { id: side.fund } }) },
  'giving.countPublic': {},
  'giving.list': { row: (side) => side.gift, cell: (side) => formatPublicId(side.publicId), rowOf: ofFund },
  'giving.get': { about: ofFund, ask: byGift },
  'giving.record': {
    about: ofFund,
    ask: (side) => ({ body: { fundId: side.fund, amountFen: '500', givenOn: '2026-11-02', channel: 'bank' } }),
  },
  'giving.changeShown': { about: ofFund, ask: (side) => ({ ...byGift(side), body: { shown: 'anonymous' } }) },
  'giving.changeOwnShown': {
    ask: () => ({ params: { publicId: '0123456789AB' }, body: { shown: 'anonymous', slipCode: 'ABCD-EFGH' } }),
  },
  'giving.correctDonor': {
    about: ofFund,
    ask: (side) => ({ ...byGift(side), body: { donorKind: 'firm', donorName: '测试商行', reason: '测试 理由' } }),
  },
  'giving.recordReceipt': { about: ofFund, ask: (side) => ({ ...byGift(side), body: { receipt: 'waived' } }) },
  'giving.slip': { about: ofFund, ask: byGift },
  'giving.void': { about: ofFund, ask: (side) => ({ ...byGift(side), body: WORDS }) },
  'giving.upload': {
    about: ofOrg,
    ask: (side) => ({
      query: { hostId: side.org, fileName: 'gifts.csv' },
      body: '捐赠日期,金额(元)\n2026-05-03,1\n',
    }),
  },
  'giving.listImports': { row: (side) => side.import, rowOf: ofOrg },
  'giving.getImport': { about: ofOrg, ask: byImport },
  'giving.importErrors': { about: ofOrg, ask: byImport },
  'giving.wrongRows': { about: ofOrg, ask: byImport },
  'giving.importTemplate': { counts: true },
  'giving.importTable': { about: ofOrg, ask: byImport },
  'giving.chooseColumns': {
    about: ofOrg,
    ask: (side) => ({ ...byImport(side), body: { headingRow: 1, columns: { order: 0, fund: 1, amount: 2, day: 3 } } }),
  },
  'giving.retryImport': { about: ofOrg, ask: (side) => ({ ...byImport(side), body: {} }) },
  'giving.undoImport': { about: ofOrg, ask: (side) => ({ ...byImport(side), body: WORDS }) },
  'giving.listMappings': { row: (side) => side.mapping, rowOf: ofOrg },
  'giving.renameMapping': { about: ofOrg, ask: (side) => ({ ...byMapping(side), body: { name: '新名' } }) },
  'giving.forgetMapping': { about: ofOrg, ask: (side) => ({ ...byMapping(side), body: {} }) },
  'giving.listUnknown': { row: (side) => side.unknown, rowOf: ofOrg },
  'giving.assignUnknown': {
    about: ofOrg,
    ask: (side) => ({ ...byUnknown(side), body: { fundId: side.fund, donorName: '某人' } }),
  },
  'giving.returnUnknown': {
    about: ofOrg,
    ask: (side) => ({ ...byUnknown(side), body: { ...WORDS, on: '2026-06-01' } }),
  },
  'giving.load': { about: ofOrg, ask: (side) => ({ ...byImport(side), body: { goodRowsOnly: true } }) },
}
