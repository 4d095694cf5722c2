import { ofOrg, type Side } from '../world.ts'
import { type Asked, type Cases, WORDS } from './case.ts'

const byAccount = (side: Side): Asked => ({ params: { id: side.bankAccount } })
const byLine = (side: Side): Asked => ({ params: { id: side.bankLine } })
const byMonth = (side: Side): Asked => ({ params: { id: side.bankAccount, month: '2026-05' } })

export const payments: Cases = {
  'payments.listAccounts': { row: (side) => side.bankAccount, rowOf: ofOrg },
  'payments.addAccount': {
    about: ofOrg,
    ask: (side) => ({
      body: {
        hostId: side.org,
        bankName: '测试银行',
        number: '12345678',
        ledgerAccount: '1002',
        startsOn: '2026-01-01',
      },
    }),
  },
  'payments.importLines': {
    about: ofOrg,
    ask: (side) => ({ ...byAccount(side), query: { fileName: 'x.csv' }, body: '日期,金额\n2026-05-03,1\n' }),
  },
  'payments.listLines': { about: ofOrg, ask: byAccount },
  'payments.candidates': { about: ofOrg, ask: byLine },
  'payments.match': { about: ofOrg, ask: (side) => ({ ...byAccount(side), body: { bankLineIds: [], entryIds: [] } }) },
  'payments.unmatch': { about: ofOrg, ask: (side) => ({ params: { id: side.bankMatch }, body: WORDS }) },
  'payments.markUnknown': { about: ofOrg, ask: (side) => ({ ...byLine(side), body: WORDS }) },
  'payments.rematch': { about: ofOrg, ask: byAccount },
  'payments.statement': { about: ofOrg, ask: byMonth },
  'payments.statementSheet': { about: ofOrg, ask: byMonth },
  'payments.confirm': { about: ofOrg, ask: (side) => ({ ...byMonth(side), body: { bankFen: '0' } }) },
}
