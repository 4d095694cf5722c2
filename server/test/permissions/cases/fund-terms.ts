import { ofFund, ofOrg, type Side } from '../world.ts'
import { type Asked, type Case, type Cases, WORDS } from './case.ts'

const itself: Pick<Case, 'about'> = { about: ofFund }
const byFund = (side: Side): Asked => ({ params: { id: side.fund } })
const saying =
  (body: object) =>
  (side: Side): Asked => ({ ...byFund(side), body })

const agreement = { purpose: '帮扶', use: '资助', signedOn: '2026-11-01', feeRule: 'none', surplusRule: 'same_purpose' }
const delegation = { ceilingFen: '100', subjects: ['care'], fromOn: '2026-01-01', toOn: '2026-12-31' }
const line = { telephone: '0477-0000123', publishedIn: '旗报', publishedOn: '2026-11-01' }

/** What a fund stands on, its life from preparation to its end, and files of funds. */
export const fundTerms: Cases = {
  'funds.prepare': {
    about: ofOrg,
    ask: (side) => ({
      body: {
        ...{ name: '筹备新基金', hostId: side.org, placeCode: side.community, purpose: '帮助有困难的邻居' },
        ...{ fields: ['care'], opensOn: '2026-11-01' },
      },
    }),
  },
  'funds.check': { ...itself, ask: byFund },
  'funds.begin': { ...itself, ask: saying({ opensOn: '2026-11-01', reason: '测试 理由' }) },
  'funds.changePreparation': { ...itself, ask: saying({ openingSumFen: '100' }) },
  'funds.close': { ...itself, ask: saying(WORDS) },
  'funds.management': { ...itself, ask: byFund },
  'funds.addAgreement': { ...itself, ask: saying(agreement) },
  'funds.addDelegation': { ...itself, ask: saying(delegation) },
  'funds.setComplaintLine': { ...itself, ask: saying(line) },
  'funds.setServed': { ...itself, ask: (side) => ({ ...byFund(side), body: { codes: [side.community] } }) },
  'funds.setContacts': { ...itself, ask: saying({ officePhone: '0477-0000123' }) },
  'funds.readContact': { ...itself, ask: byFund },
  'funds.addPaper': {
    ...itself,
    ask: (side) => ({ ...byFund(side), query: { kind: 'agreement', fileName: '协议.pdf' }, body: '%PDF-1.7' }),
  },
  'funds.readPaper': { ...itself, ask: (side) => ({ params: { id: side.fund, fileId: side.fundPaper } }) },
  'funds.importTemplate': {},
  'funds.import': {
    about: ofOrg,
    ask: (side) => ({
      query: { hostId: side.org, fileName: 'funds.csv', trial: 'true' },
      body: '基金名称,区划代码,用途,领域,设立日期\n',
    }),
  },
  'funds.listImports': { row: (side) => side.fundImport, rowOf: ofOrg },
  'funds.undoImport': { about: ofOrg, ask: (side) => ({ params: { id: side.fundImport } }) },
}
