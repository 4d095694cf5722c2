import { ofBanner, ofOrg, type Side } from '../world.ts'
import { type Asked, type Case, type Cases, WORDS } from './case.ts'

const body: Pick<Case, 'about'> = { about: ofOrg }
const byOrg = (side: Side): Asked => ({ params: { id: side.org } })
const byCertificate = (side: Side): Asked => ({ params: { id: side.org, certificateId: side.certificate } })
const byStaff = (side: Side): Asked => ({ params: { id: side.org, staffId: side.staff } })
const byRecord = (side: Side): Asked => ({ params: { id: side.org, recordId: side.partyRecord } })
const byImport = (side: Side): Asked => ({ params: { importId: side.organisationImport } })

const revision = { revision: 1 }
const certificate = { kind: 'rating', number: null, level: '3A', issuer: '民政局', fromOn: '2026-01-01', toOn: null }
const staff = { name: '新职工', duty: 'finance', fullTime: true, fromOn: '2026-01-01', toOn: null }
const record = { form: 'liaison', person: null, fromOn: '2026-01-01', toOn: null, inStep: false }

/** What the registry knows of a body beyond who it is. */
export const registry: Cases = {
  'organisations.listCertificates': { ask: byOrg },
  'organisations.recordCertificate': { ...body, ask: (side) => ({ ...byOrg(side), body: certificate }) },
  'organisations.changeCertificate': {
    ...body,
    ask: (side) => ({ ...byCertificate(side), body: { ...certificate, ...revision } }),
  },
  'organisations.withdrawCertificate': {
    ...body,
    ask: (side) => ({ ...byCertificate(side), body: { ...WORDS, ...revision } }),
  },
  'organisations.listStaff': { ...body, ask: byOrg },
  'organisations.addStaff': { ...body, ask: (side) => ({ ...byOrg(side), body: staff }) },
  'organisations.changeStaff': { ...body, ask: (side) => ({ ...byStaff(side), body: { ...staff, ...revision } }) },
  'organisations.withdrawStaff': { ...body, ask: (side) => ({ ...byStaff(side), body: { ...WORDS, ...revision } }) },
  'organisations.getContactPerson': { ...body, ask: byOrg },
  'organisations.setContactPerson': {
    ...body,
    ask: (side) => ({ ...byOrg(side), body: { revision: 0, person: { name: '联系人' } } }),
  },
  'organisations.listRegistrations': { ...body, ask: byOrg },
  'organisations.listPartyBuilding': { row: (side) => side.org, rowOf: ofOrg },
  'organisations.countPartyBuilding': { counts: true },
  'organisations.getPartyFile': { ...body, ask: byOrg },
  'organisations.addPartyRecord': { ...body, ask: (side) => ({ ...byOrg(side), body: record }) },
  'organisations.changePartyRecord': {
    ...body,
    ask: (side) => ({ ...byRecord(side), body: { ...record, ...revision } }),
  },
  'organisations.withdrawPartyRecord': {
    ...body,
    ask: (side) => ({ ...byRecord(side), body: { ...WORDS, ...revision } }),
  },
  'organisations.stateMembers': {
    ...body,
    ask: (side) => ({ ...byOrg(side), body: { revision: 0, fullMembers: 3, asOf: '2026-11-01' } }),
  },
  'organisations.template': { counts: true },
  'organisations.uploadImport': {
    counts: true,
    ask: () => ({ query: { fileName: 'bodies.csv' }, body: '名称\n某会\n' }),
  },
  'organisations.listImports': { row: (side) => side.organisationImport, rowOf: ofBanner },
  'organisations.getImport': { about: ofBanner, ask: byImport },
  'organisations.listImportProblems': { about: ofBanner, ask: byImport },
  'organisations.loadImport': { about: ofBanner, ask: (side) => ({ ...byImport(side), body: {} }) },
  'organisations.undoImport': { about: ofBanner, ask: (side) => ({ ...byImport(side), body: {} }) },
}
