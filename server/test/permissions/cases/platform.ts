import { uuidOf } from '../ids.ts'
import { ofCity, ofFund } from '../world.ts'
import type { Cases } from './case.ts'

export const platform: Cases = {
  'platform.about': {},
  'platform.demonstration': { about: ofCity },
  'platform.loadDemonstration': { about: ofCity, ask: () => ({ body: {} }) },
  'notify.mine': {},
  'notify.markRead': { ask: () => ({ body: {} }) },
  'notify.outbox': { about: ofCity },
  'trail.list': { ask: () => ({ query: { pageSize: '100' } }), row: (side) => uuidOf(side.gift), rowOf: ofFund },
}
