import { creditCodeCheck } from '@shanju/contract/organisations/credit-code.ts'
import { ofBanner, ofOrg, type Side } from '../world.ts'
import type { Asked, Cases } from './case.ts'

const creditCode = (): string => {
  const body = '53150603MJ0000077'
  return body + creditCodeCheck(body)
}
const byOrg = (side: Side): Asked => ({ params: { id: side.org } })

export const organisations: Cases = {
  'organisations.listOrganisations': {},
  'organisations.getOrganisation': { ask: byOrg },
  'organisations.listManagedOrganisations': { row: (side) => side.org, rowOf: ofOrg },
  'organisations.getManagedOrganisation': { about: ofOrg, ask: byOrg },
  'organisations.registerOrganisation': {
    about: ofBanner,
    ask: (side) => ({
      body: {
        name: '新慈善会',
        creditCode: creditCode(),
        kind: 'other',
        charity: false,
        registeredIn: side.banner,
        officePhone: null,
      },
    }),
  },
  'organisations.changeContact': {
    about: ofOrg,
    ask: (side) => ({ ...byOrg(side), body: { version: 1, officePhone: null } }),
  },
  'organisations.changeRegistration': {
    about: ofOrg,
    also: ofBanner,
    ask: (side) => ({
      ...byOrg(side),
      body: {
        version: 1,
        name: '改名慈善会',
        kind: 'other',
        charity: true,
        registeredIn: side.banner,
        status: 'active',
        statusSince: null,
        remark: '',
      },
    }),
  },
}
