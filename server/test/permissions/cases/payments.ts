import { ofFund, ofOrg, type Side } from '../world.ts'
import { type Asked, type Cases, WORDS } from './case.ts'

const byAccount = (side: Side): Asked => ({ params: { id: side.bankAccount } })
const byLine = (side: Side): Asked => ({ params: { id: side.bankLine } })
const byPayee = (side: Side): Asked => ({ params: { id: side.payee } })
const byPayment = (side: Side): Asked => ({ params: { id: side.payment } })
const byProof = (side: Side): Asked => ({ params: { id: side.proof } })
const byBatch = (side: Side): Asked => ({ params: { id: side.batch } })
const step = (body?: object) => ({
  about: ofFund,
  ask: (side: Side) => ({ ...byPayment(side), ...(body ? { body } : {}) }),
})
const ANSWER = { on: '2026-11-23', reference: 'R1' }
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
  'payments.listPayees': { row: (side) => side.payee, rowOf: ofFund },
  'payments.addPayee': {
    about: ofFund,
    ask: (side) => ({
      body: { fundId: side.fund, kind: 'body', name: '某某食堂', bankName: '某某银行', accountNumber: '62220001' },
    }),
  },
  'payments.readPayee': { about: ofFund, ask: byPayee },
  'payments.verifyPayee': { about: ofFund, ask: (side) => ({ ...byPayee(side), body: WORDS }) },
  'payments.endPayee': { about: ofFund, ask: (side) => ({ ...byPayee(side), body: WORDS }) },
  'payments.listAuthorities': { row: (side) => side.authority, rowOf: ofFund },
  'payments.getAuthority': { about: ofFund, ask: (side) => ({ params: { id: side.authority } }) },
  'payments.countPayments': { counts: true },
  'payments.listPayments': { row: (side) => side.payment, rowOf: ofFund },
  'payments.getPayment': step(),
  'payments.request': {
    about: ofFund,
    ask: (side) => ({
      body: { authorityId: side.authority, payeeId: side.payee, amountFen: '100', purpose: '测试付款' },
    }),
  },
  'payments.check': step(),
  'payments.approve': step(),
  'payments.send': step(),
  'payments.refuse': step(WORDS),
  'payments.withdraw': step(WORDS),
  'payments.recordPaid': step(ANSWER),
  'payments.recordFailed': step({ ...ANSWER, ...WORDS }),
  'payments.recordReturned': step({ ...ANSWER, ...WORDS }),
  'payments.addProof': step({ kind: 'telephone', words: '电话确认', confirmedOn: '2026-11-23' }),
  'payments.addSigned': {
    about: ofFund,
    ask: (side) => ({ ...byPayment(side), query: { confirmedOn: '2026-11-23', words: '本人签收' }, body: '%PDF-1.7' }),
  },
  'payments.readProof': { about: ofFund, ask: byProof },
  'payments.readProofWords': { about: ofFund, ask: byProof },
  'payments.acceptProof': step(),
  'payments.refuseProof': step(WORDS),
  'payments.listBatches': { row: (side) => side.batch, rowOf: ofOrg },
  'payments.makeBatch': {
    about: ofOrg,
    ask: (side) => ({ body: { accountId: side.bankAccount, paymentIds: [side.payment] } }),
  },
  'payments.batchFile': { about: ofOrg, ask: byBatch },
  'payments.loadResult': { about: ofOrg, ask: (side) => ({ ...byBatch(side), body: '付款编号,结果,日期\n' }) },
  'payments.publicPayments': { ask: (side) => ({ params: { id: side.fund } }) },
}
