import { ofFund, ofOrg, type Side } from '../world.ts'
import { type Asked, type Cases, WORDS } from './case.ts'

const byFund = (side: Side): Asked => ({ params: { id: side.fund } })

export const funds: Cases = {
  'funds.list': {},
  'funds.listExport': {},
  'funds.get': { ask: byFund },
  'funds.figuresOf': { ask: (side) => ({ params: { code: side.banner } }) },
  'funds.getStatement': { ask: byFund },
  'funds.getStatementFile': { ask: byFund },
  'funds.getPlaceStatement': { ask: (side) => ({ params: { code: side.banner } }) },
  'funds.getPlaceStatementFile': { ask: (side) => ({ params: { code: side.banner } }) },
  'funds.mine': { row: (side) => side.fund, rowOf: ofFund },
  'funds.open': {
    about: ofOrg,
    ask: (side) => ({
      body: {
        name: '新基金',
        hostId: side.org,
        placeCode: side.community,
        purpose: '帮助有困难的邻居',
        fields: ['care'],
        opensOn: '2026-11-01',
      },
    }),
  },
  'funds.change': {
    about: ofFund,
    ask: (side) => ({ ...byFund(side), body: { name: '改名基金', purpose: '帮助有困难的邻居', fields: ['care'] } }),
  },
  'funds.freeze': { about: ofFund, ask: (side) => ({ ...byFund(side), body: WORDS }) },
  'funds.reopen': { about: ofFund, ask: (side) => ({ ...byFund(side), body: WORDS }) },
}
