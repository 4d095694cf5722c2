import { type Subject, whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/organisations/exports.ts'
import { routes } from '@shanju/contract/organisations/routes.ts'
import { subjectOfDivision } from '#modules/divisions/index.ts'
import { type Served, serve, serveFile, serveUpload } from '#platform/http/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { changeCertificate, recordCertificate, withdrawCertificate } from './actions/certificates.ts'
import { changeContact, changeRegistration } from './actions/change-organisation.ts'
import { checkImport, readImport } from './actions/check-import.ts'
import { loadImport, undoImport } from './actions/load-import.ts'
import { addPartyRecord, changePartyRecord, stateMembers, withdrawPartyRecord } from './actions/party.ts'
import { registerOrganisation } from './actions/register-organisation.ts'
import { setContactPerson } from './actions/set-contact-person.ts'
import { addStaff, changeStaff, withdrawStaff } from './actions/staff.ts'
import { listCertificates } from './queries/certificates.ts'
import { getContactPerson } from './queries/contact-person.ts'
import { getManagedOrganisation, getOrganisation } from './queries/get-organisation.ts'
import { allImports, getImport, listImportProblems, listImports, subjectOfImport } from './queries/imports.ts'
import {
  allManagedOrganisations,
  allOrganisations,
  listManagedOrganisations,
  listOrganisations,
} from './queries/list-organisations.ts'
import { allPartyBuilding, countPartyBuilding, listPartyBuilding } from './queries/list-party.ts'
import { getPartyFile } from './queries/party.ts'
import { listRegistrations } from './queries/registrations.ts'
import { listStaff } from './queries/staff.ts'
import { subjectOfOrganisation, subjectOfWhere } from './queries/subject.ts'
import { importTemplate } from './queries/template.ts'

const ofBody = (tx: Tx, { params }: { params: { id: string } }): Promise<Subject> =>
  subjectOfOrganisation(tx, params.id)
const ofImport = (tx: Tx, { params }: { params: { importId: string } }): Promise<Subject> =>
  subjectOfImport(tx, params.importId)

export const served: readonly Served[] = [
  serve(routes.listOrganisations, listOrganisations),
  serveExport(exports.listOrganisationsExport, { rows: allOrganisations, subject: async () => ({}) }),
  serve(routes.listManagedOrganisations, listManagedOrganisations),
  serveExport(exports.listManagedOrganisationsExport, {
    rows: allManagedOrganisations,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'organisations.read')),
  }),
  serve(routes.getOrganisation, (tx, _actor, { params }) => getOrganisation(tx, params.id)),
  serve(routes.getManagedOrganisation, (tx, _actor, { params }) => getManagedOrganisation(tx, params.id), ofBody),
  serve(routes.registerOrganisation, registerOrganisation, (tx, { body }) => subjectOfDivision(tx, body.registeredIn)),
  serve(routes.changeContact, changeContact, ofBody),
  serve(routes.changeRegistration, changeRegistration, ofBody),
  serve(
    routes.listRegistrations,
    async (tx, _actor, { params }) => ({ items: await listRegistrations(tx, params.id) }),
    ofBody,
  ),
  serve(routes.listCertificates, async (tx, _actor, { params }) => ({ items: await listCertificates(tx, params.id) })),
  serve(routes.recordCertificate, recordCertificate, ofBody),
  serve(routes.changeCertificate, changeCertificate, ofBody),
  serve(routes.withdrawCertificate, withdrawCertificate, ofBody),
  serve(routes.listStaff, async (tx, actor, { params }) => ({ items: await listStaff(tx, actor, params.id) }), ofBody),
  serve(routes.addStaff, addStaff, ofBody),
  serve(routes.changeStaff, changeStaff, ofBody),
  serve(routes.withdrawStaff, withdrawStaff, ofBody),
  serve(routes.getContactPerson, (tx, actor, { params }) => getContactPerson(tx, actor, params.id), ofBody),
  serve(routes.setContactPerson, setContactPerson, ofBody),
  serve(routes.listPartyBuilding, listPartyBuilding),
  serveExport(exports.listPartyBuildingExport, {
    rows: allPartyBuilding,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'organisations.read')),
  }),
  serve(routes.countPartyBuilding, async (tx, actor, input) => ({ items: await countPartyBuilding(tx, actor, input) })),
  serve(routes.getPartyFile, (tx, actor, { params }) => getPartyFile(tx, actor, params.id), ofBody),
  serve(routes.addPartyRecord, addPartyRecord, ofBody),
  serve(routes.changePartyRecord, changePartyRecord, ofBody),
  serve(routes.withdrawPartyRecord, withdrawPartyRecord, ofBody),
  serve(routes.stateMembers, stateMembers, ofBody),
  serveFile(routes.template, async (context) => importTemplate(context.caller.language)),
  serveUpload(routes.uploadImport, async (context, { query }, body) => {
    const file = await readImport(body, context.caller.language)
    return context.transact(async (tx) =>
      getImport(tx, await checkImport(tx, context.caller.actor, query.fileName, file)),
    )
  }),
  serve(routes.listImports, listImports),
  serveExport(exports.listImportsExport, {
    rows: allImports,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'organisations.register')),
  }),
  serve(routes.getImport, (tx, _actor, { params }) => getImport(tx, params.importId), ofImport),
  serve(
    routes.listImportProblems,
    (tx, _actor, input, caller) => listImportProblems(tx, input, caller.language),
    ofImport,
  ),
  serve(routes.loadImport, (tx, actor, { params }) => loadImport(tx, actor, params.importId), ofImport),
  serve(routes.undoImport, (tx, actor, { params }) => undoImport(tx, actor, params.importId), ofImport),
]
