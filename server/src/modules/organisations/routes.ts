import { whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/organisations/exports.ts'
import { routes } from '@shanju/contract/organisations/routes.ts'
import { subjectOfDivision } from '#modules/divisions/index.ts'
import { type Served, serve } from '#platform/http/index.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { changeContact, changeRegistration } from './actions/change-organisation.ts'
import { registerOrganisation } from './actions/register-organisation.ts'
import { getManagedOrganisation, getOrganisation } from './queries/get-organisation.ts'
import { allManagedOrganisations, listManagedOrganisations, listOrganisations } from './queries/list-organisations.ts'
import { subjectOfOrganisation, subjectOfWhere } from './queries/subject.ts'

export const served: readonly Served[] = [
  serve(routes.listOrganisations, listOrganisations),
  serve(routes.listManagedOrganisations, listManagedOrganisations),
  serveExport(exports.listManagedOrganisationsExport, {
    rows: allManagedOrganisations,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'organisations.read')),
  }),
  serve(routes.getOrganisation, (tx, _actor, { params }) => getOrganisation(tx, params.id)),
  serve(
    routes.getManagedOrganisation,
    (tx, _actor, { params }) => getManagedOrganisation(tx, params.id),
    (tx, { params }) => subjectOfOrganisation(tx, params.id),
  ),
  serve(routes.registerOrganisation, registerOrganisation, (tx, { body }) => subjectOfDivision(tx, body.registeredIn)),
  serve(routes.changeContact, changeContact, (tx, { params }) => subjectOfOrganisation(tx, params.id)),
  serve(routes.changeRegistration, changeRegistration, (tx, { params }) => subjectOfOrganisation(tx, params.id)),
]
