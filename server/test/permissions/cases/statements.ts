import { ofOrg, type Side } from '../world.ts'
import type { Cases } from './case.ts'

const asked = (side: Side) => ({ hostId: side.org, month: '2026-11' })
const account = (side: Side) => ({ hostId: side.org, account: '1002', from: '2026-10', to: '2026-11' })

export const statements: Cases = {
  'ledger.getStatement': { about: ofOrg, ask: (side) => ({ params: { form: '01' }, query: asked(side) }) },
  'ledger.getStatementFile': { about: ofOrg, ask: (side) => ({ params: { form: '02' }, query: asked(side) }) },
  'ledger.getFigure': {
    about: ofOrg,
    ask: (side) => ({ params: { form: '02', line: 'Y1' }, query: { ...asked(side), column: '5' } }),
  },
  'ledger.getTrialBalance': { about: ofOrg, ask: (side) => ({ query: asked(side) }) },
  'ledger.getTrialBalanceFile': { about: ofOrg, ask: (side) => ({ query: asked(side) }) },
  'ledger.getChecks': { about: ofOrg, ask: (side) => ({ query: asked(side) }) },
  'ledger.getAccountLedger': { about: ofOrg, ask: (side) => ({ query: account(side) }) },
  'ledger.getAccountLedgerFile': { about: ofOrg, ask: (side) => ({ query: account(side) }) },
}
