import { type Actor, whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/identity/exports.ts'
import { routes } from '@shanju/contract/identity/routes.ts'
import { subjectOfWhere } from '#modules/organisations/index.ts'
import { type Served, serve, serveSteps } from '#platform/http/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { assignRole } from './actions/assign-role.ts'
import { changePerson } from './actions/change-person.ts'
import { createPerson } from './actions/create-person.ts'
import { deactivatePerson } from './actions/deactivate-person.ts'
import { endAssignment } from './actions/end-assignment.ts'
import { handOver } from './actions/hand-over.ts'
import { reactivatePerson } from './actions/reactivate-person.ts'
import { makeResetLink } from './actions/reset-link.ts'
import { endOtherSessions, endOwnSession, endSessionsOf } from './actions/sessions.ts'
import { describe } from './queries/describe.ts'
import { findHeld } from './queries/held.ts'
import { getMe, listSessions } from './queries/me.ts'
import { allPeople, listPeople, readPerson } from './queries/people.ts'
import { subjectOfPerson } from './queries/person.ts'
import { subjectOfReach } from './queries/places.ts'
import { acceptFirstLink, acceptLink } from './steps/accept-link.ts'
import { changePassword } from './steps/change-password.ts'
import { lookAtLink } from './steps/look-at-link.ts'
import { verifySecondFactor } from './steps/second-factor.ts'
import { signIn } from './steps/sign-in.ts'
import { signOut } from './steps/sign-out.ts'
import { confirmTotp, disableTotp, enrolTotp, renewRecoveryCodes } from './steps/totp.ts'

const done = { done: true } as const
const ofPerson = (tx: Tx, { params }: { params: { id: string } }) => subjectOfPerson(tx, params.id)

const getHeld = async (tx: Tx, id: string) => {
  const held = await findHeld(tx, id)
  if (!held) throw refuse('platform.not_found')
  return held
}

const doing =
  <A extends readonly unknown[]>(act: (tx: Tx, actor: Actor, ...args: A) => Promise<void>) =>
  async (tx: Tx, actor: Actor, ...args: A) => {
    await act(tx, actor, ...args)
    return done
  }

export const served: readonly Served[] = [
  serveSteps(routes.signIn, signIn),
  serveSteps(routes.verifySecondFactor, verifySecondFactor),
  serveSteps(routes.signOut, signOut),
  serve(routes.lookAtLink, (tx, _actor, { body }) => lookAtLink(tx, body.token)),
  serveSteps(routes.acceptLink, acceptLink),
  serveSteps(routes.acceptFirstLink, acceptFirstLink),
  serve(routes.me, (tx, actor, _input, caller) => getMe(tx, actor, caller.sessionId)),
  serve(routes.sessions, (tx, actor, _input, caller) => listSessions(tx, actor, caller.sessionId)),
  serve(routes.endSession, (tx, actor, { params }) => doing(endOwnSession)(tx, actor, params.id)),
  serve(routes.endOtherSessions, (tx, actor, _input, caller) => endOtherSessions(tx, actor, caller.sessionId)),
  serveSteps(routes.changePassword, changePassword),
  serveSteps(routes.enrolTotp, enrolTotp),
  serveSteps(routes.confirmTotp, confirmTotp),
  serveSteps(routes.disableTotp, disableTotp),
  serveSteps(routes.recoveryCodes, renewRecoveryCodes),
  serve(routes.people, (tx, actor, { query }) => listPeople(tx, actor, query)),
  serveExport(exports.peopleExport, {
    rows: allPeople,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'people.read')),
  }),
  serve(routes.person, (tx, actor, { params }) => readPerson(tx, actor, params.id), ofPerson),
  serve(
    routes.createPerson,
    (tx, actor, { body }) => createPerson(tx, actor, body),
    (tx, { body }) => subjectOfReach(tx, body.assignment.reach),
  ),
  serve(
    routes.changePerson,
    (tx, actor, { params, body }) => doing(changePerson)(tx, actor, params.id, body),
    ofPerson,
  ),
  serve(routes.deactivatePerson, (tx, actor, { params }) => doing(deactivatePerson)(tx, actor, params.id), ofPerson),
  serve(
    routes.reactivatePerson,
    (tx, actor, { params, body }) => reactivatePerson(tx, actor, params.id, body),
    ofPerson,
  ),
  serve(routes.endSessionsOf, (tx, actor, { params }) => endSessionsOf(tx, actor, params.id), ofPerson),
  serve(
    routes.resetLink,
    (tx, actor, { params, body }) => makeResetLink(tx, actor, params.id, body.removeSecondFactor),
    ofPerson,
  ),
  serve(
    routes.assignRole,
    async (tx, actor, { params, body }) => {
      const held = await getHeld(tx, await assignRole(tx, actor, params.id, body))
      const [shown] = await describe(tx, [held])
      if (!shown) throw new Error('an assignment just made is lost')
      return shown
    },
    ofPerson,
  ),
  serve(
    routes.endAssignment,
    (tx, actor, { params }) => doing(endAssignment)(tx, actor, params.id),
    async (tx, { params }) => (await getHeld(tx, params.id)).subject,
  ),
  serve(routes.handOver, (tx, actor, { params, body }) => handOver(tx, actor, params.id, body.toPersonId), ofPerson),
]
