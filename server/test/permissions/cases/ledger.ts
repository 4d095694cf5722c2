import { ofOrg } from '../world.ts'
import type { Cases } from './case.ts'

export const ledger: Cases = {
  'ledger.listBooks': { row: (side) => side.org, rowOf: ofOrg },
  'ledger.openBooks': { about: ofOrg, ask: (side) => ({ params: { hostId: side.org }, body: { lines: [] } }) },
  'ledger.listEntries': { row: (side) => side.entry, rowOf: ofOrg },
  'ledger.getEntry': { about: ofOrg, ask: (side) => ({ params: { id: side.entry } }) },
}
