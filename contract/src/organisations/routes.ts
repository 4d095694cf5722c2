import { z } from 'zod'
import { divisionCode } from '../divisions/shapes.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import {
  contactInput,
  managedOrganisation,
  organisation,
  organisationId,
  organisationKind,
  organisationStatus,
  registerInput,
  registrationInput,
} from './shapes.ts'

const byId = z.object({ id: organisationId })
const filters = pageQuery.extend({
  q: z.string().trim().max(100).optional(),
  kind: organisationKind.optional(),
  status: organisationStatus.optional(),
  within: divisionCode.optional(),
})

export const routes = {
  listOrganisations: route({
    name: 'organisations.listOrganisations',
    method: 'GET',
    path: '/api/v1/organisations',
    access: 'public',
    summary: 'Registered bodies by name or credit code, kind, status and place of registration',
    query: filters,
    output: pageOf(organisation),
  }),
  listManagedOrganisations: route({
    name: 'organisations.listManagedOrganisations',
    method: 'GET',
    path: '/api/v1/organisations/managed',
    access: { action: 'organisations.read', list: true },
    summary: 'Bodies in the reader’s reach, with what only staff see',
    query: filters,
    output: pageOf(managedOrganisation),
  }),
  getOrganisation: route({
    name: 'organisations.getOrganisation',
    method: 'GET',
    path: '/api/v1/organisations/:id',
    access: 'public',
    summary: 'One registered body',
    params: byId,
    output: organisation,
  }),
  getManagedOrganisation: route({
    name: 'organisations.getManagedOrganisation',
    method: 'GET',
    path: '/api/v1/organisations/:id/managed',
    access: { action: 'organisations.read' },
    summary: 'One registered body, with what only staff see',
    params: byId,
    output: managedOrganisation,
  }),
  registerOrganisation: route({
    name: 'organisations.registerOrganisation',
    method: 'POST',
    path: '/api/v1/organisations',
    access: { action: 'organisations.register' },
    summary: 'Enter a body into the registry',
    body: registerInput,
    output: managedOrganisation,
    refuses: [
      'organisations.credit_code_wrong',
      'organisations.exists_with_same_credit_code',
      'organisations.division_not_in_force',
    ],
  }),
  changeContact: route({
    name: 'organisations.changeContact',
    method: 'PUT',
    path: '/api/v1/organisations/:id/contact',
    access: { action: 'organisations.change' },
    summary: 'Change how the office is reached',
    params: byId,
    body: contactInput,
    output: managedOrganisation,
    refuses: ['organisations.changed_meanwhile'],
  }),
  changeRegistration: route({
    name: 'organisations.changeRegistration',
    method: 'PUT',
    path: '/api/v1/organisations/:id/registration',
    access: { action: 'organisations.register' },
    summary: 'Change name, kind, status or place of registration',
    params: byId,
    body: registrationInput,
    output: managedOrganisation,
    refuses: [
      'organisations.division_not_in_force',
      'organisations.changed_meanwhile',
      'organisations.status_step_not_open',
      'organisations.status_needs_day',
      'organisations.status_in_future',
    ],
  }),
} as const
