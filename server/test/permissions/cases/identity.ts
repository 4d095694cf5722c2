import { ofPlace, type Side } from '../world.ts'
import type { Asked, Case, Cases } from './case.ts'

const PASSWORD = { password: 'not the password 1' }
const TOKEN = 'A'.repeat(43)
const reachOf = (side: Side) => ({ kind: 'division', code: side.community })
const person: Pick<Case, 'about'> = { about: ofPlace }
const byPerson = (side: Side): Asked => ({ params: { id: side.person } })

export const identity: Cases = {
  'identity.signIn': { slow: true, ask: () => ({ body: { userName: 'nobody', ...PASSWORD } }) },
  'identity.verifySecondFactor': { ask: () => ({ body: { kind: 'totp', code: '123456' } }) },
  'identity.signOut': {},
  'identity.lookAtLink': { ask: () => ({ body: { token: TOKEN } }) },
  'identity.acceptLink': { ask: () => ({ body: { token: TOKEN, ...PASSWORD } }) },
  'identity.acceptFirstLink': {
    ask: () => ({ body: { token: TOKEN, userName: 'first', shownName: '第一', ...PASSWORD } }),
  },
  'identity.me': {},
  'identity.sessions': {},
  'identity.endSession': { ask: (side) => ({ params: { id: side.session } }) },
  'identity.endOtherSessions': {},
  'identity.changePassword': {
    slow: true,
    ask: () => ({ body: { current: PASSWORD.password, next: 'another password 2' } }),
  },
  'identity.enrolTotp': { slow: true, ask: () => ({ body: PASSWORD }) },
  'identity.confirmTotp': { slow: true, ask: () => ({ body: { code: '123456' } }) },
  'identity.disableTotp': { slow: true, ask: () => ({ body: PASSWORD }) },
  'identity.recoveryCodes': { slow: true, ask: () => ({ body: PASSWORD }) },
  'identity.people': { ask: () => ({ query: { pageSize: '100' } }), row: (side) => side.person, rowOf: ofPlace },
  'identity.person': { ...person, ask: byPerson },
  'identity.createPerson': {
    ...person,
    known: true,
    ask: (side) => ({
      body: { userName: 'new.one', shownName: '新人', assignment: { role: 'community_worker', reach: reachOf(side) } },
    }),
  },
  'identity.changePerson': {
    ...person,
    ask: (side) => ({ ...byPerson(side), body: { shownName: '改名', phone: null } }),
  },
  'identity.deactivatePerson': { ...person, ask: byPerson },
  'identity.reactivatePerson': {
    ...person,
    ask: (side) => ({ ...byPerson(side), body: { role: 'community_worker', reach: reachOf(side) } }),
  },
  'identity.endSessionsOf': { ...person, ask: byPerson },
  'identity.resetLink': { ...person, ask: (side) => ({ ...byPerson(side), body: { removeSecondFactor: false } }) },
  'identity.assignRole': {
    ...person,
    ask: (side) => ({ ...byPerson(side), body: { role: 'group_member', reach: reachOf(side) } }),
  },
  'identity.endAssignment': { ...person, ask: (side) => ({ params: { id: side.assignment } }) },
  'identity.handOver': { ...person, ask: (side) => ({ ...byPerson(side), body: { toPersonId: side.person } }) },
}
