import { z } from 'zod'
import { idOf } from '../kit/ids.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'
import {
  changePerson,
  createPerson,
  done,
  handedOver,
  handOver,
  linkMade,
  newAssignment,
  personListed,
  personRecord,
  resetPerson,
  role,
  roleAssignment,
} from './shapes.ts'
import { PERSON_STATES } from './vocab.ts'

const byPerson = z.strictObject({ id: idOf('person') })
const REACH = ['identity.reach_unknown', 'identity.reach_not_for_role', 'identity.level_not_for_role'] as const
const PERIOD = ['identity.period_reversed', 'identity.period_over', 'identity.exists_with_same_reach'] as const

/** What administrators do about people within their reach. */
export const routes = {
  people: route({
    name: 'identity.people',
    method: 'GET',
    path: '/api/v1/identity/people',
    access: { action: 'people.read', list: true },
    summary: 'People with rights within the caller’s reach',
    query: pageQuery.extend({
      /** Beginning of the user name, or the whole shown name. */
      q: z.string().trim().max(60).optional(),
      role: role.optional(),
      state: z.enum(PERSON_STATES).optional(),
      within: z
        .string()
        .regex(/^\d{6,12}$/)
        .optional(),
      organisationId: idOf('org').optional(),
    }),
    output: pageOf(personListed),
  }),
  person: route({
    name: 'identity.person',
    method: 'GET',
    path: '/api/v1/identity/people/:id',
    access: { action: 'people.read' },
    summary: 'One person; leaves a row in the trail, because the telephone number is shown',
    params: byPerson,
    output: personRecord,
    refuses: ['identity.person_unknown'],
  }),
  createPerson: route({
    name: 'identity.createPerson',
    method: 'POST',
    path: '/api/v1/identity/people',
    access: { action: 'people.manage' },
    summary: 'Make a person with a first role; answers the one-time link by which they set their password',
    body: createPerson,
    output: linkMade,
    refuses: [...REACH, ...PERIOD, 'identity.user_name_taken'],
  }),
  changePerson: route({
    name: 'identity.changePerson',
    method: 'PUT',
    path: '/api/v1/identity/people/:id',
    access: { action: 'people.manage' },
    summary: 'Change the shown name and telephone number',
    params: byPerson,
    body: changePerson,
    output: done,
    refuses: ['identity.person_unknown', 'identity.wider_than_you'],
  }),
  deactivatePerson: route({
    name: 'identity.deactivatePerson',
    method: 'POST',
    path: '/api/v1/identity/people/:id/deactivate',
    access: { action: 'people.manage' },
    summary: 'End all sessions and rights of a person; they can no longer sign in',
    params: byPerson,
    output: done,
    refuses: [
      'identity.person_unknown',
      'identity.wider_than_you',
      'identity.not_yourself',
      'identity.person_deactivated',
      'identity.last_administrator',
    ],
  }),
  reactivatePerson: route({
    name: 'identity.reactivatePerson',
    method: 'POST',
    path: '/api/v1/identity/people/:id/reactivate',
    access: { action: 'people.manage' },
    summary: 'Let a person back in, with one role, by a new one-time link',
    params: byPerson,
    body: newAssignment,
    output: linkMade,
    refuses: [
      'identity.person_unknown',
      ...REACH,
      'identity.wider_than_you',
      'identity.person_not_deactivated',
      ...PERIOD,
    ],
  }),
  endSessionsOf: route({
    name: 'identity.endSessionsOf',
    method: 'POST',
    path: '/api/v1/identity/people/:id/end-sessions',
    access: { action: 'people.manage' },
    summary: 'End every session of a person, at once',
    params: byPerson,
    output: z.object({ ended: z.number().int() }),
    refuses: ['identity.person_unknown', 'identity.wider_than_you'],
  }),
  resetLink: route({
    name: 'identity.resetLink',
    method: 'POST',
    path: '/api/v1/identity/people/:id/reset-link',
    access: { action: 'people.manage' },
    summary: 'Make a one-time link for a new password; older links of the person end',
    params: byPerson,
    body: resetPerson,
    output: linkMade,
    refuses: ['identity.person_unknown', 'identity.wider_than_you', 'identity.person_deactivated'],
  }),
  assignRole: route({
    name: 'identity.assignRole',
    method: 'POST',
    path: '/api/v1/identity/people/:id/assignments',
    access: { action: 'people.manage' },
    summary: 'Give a person a role for a reach within one’s own',
    params: byPerson,
    body: newAssignment,
    output: roleAssignment,
    refuses: ['identity.person_unknown', ...REACH, 'identity.wider_than_you', 'identity.person_deactivated', ...PERIOD],
  }),
  endAssignment: route({
    name: 'identity.endAssignment',
    method: 'POST',
    path: '/api/v1/identity/assignments/:id/end',
    access: { action: 'people.manage' },
    summary: 'End a role assignment today; it stays in the record',
    params: z.strictObject({ id: idOf('assignment') }),
    output: done,
    refuses: ['identity.assignment_unknown', 'identity.assignment_ended', 'identity.last_administrator'],
  }),
  handOver: route({
    name: 'identity.handOver',
    method: 'POST',
    path: '/api/v1/identity/people/:id/hand-over',
    access: { action: 'people.manage' },
    summary: 'Give everything of one person to another and deactivate the first',
    params: byPerson,
    body: handOver,
    output: handedOver,
    refuses: [
      'identity.person_unknown',
      'identity.wider_than_you',
      'identity.not_yourself',
      'identity.person_deactivated',
      'identity.receiver_not_active',
    ],
  }),
} as const
