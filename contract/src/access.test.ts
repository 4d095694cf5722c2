import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ACTIONS,
  type Action,
  type Actor,
  type Assignment,
  can,
  canAssign,
  canSomewhere,
  covers,
  type Reach,
  ROLES,
  type Role,
  type Subject,
  whereCan,
} from './access.ts'

/** A place as its way down from the city, in a city small enough that random places often meet. */
const anyWay: fc.Arbitrary<string[]> = fc
  .array(fc.nat(2), { maxLength: 3 })
  .map((steps) => ['c', ...steps.map((_, index) => `c${steps.slice(0, index + 1).join('')}`)])
const anyOrganisation = fc.constantFrom('o1', 'o2', 'o3')
const anySubject: fc.Arbitrary<Subject> = fc.oneof(
  anyWay.map((divisions) => ({ divisions })),
  fc.record({ divisions: anyWay, organisationIds: fc.array(anyOrganisation, { maxLength: 2 }) }),
  fc.record({ organisationIds: fc.array(anyOrganisation, { maxLength: 2 }) }),
  fc.constant({}),
)
const anyReach: fc.Arbitrary<Reach> = fc.oneof(
  anyWay.map((way) => ({ kind: 'division' as const, code: way.at(-1) ?? '' })),
  anyOrganisation.map((id) => ({ kind: 'organisation' as const, id })),
)
const anyRole = fc.constantFrom(...ROLES)
const anyAction = fc.constantFrom(...(Object.keys(ACTIONS) as Action[]))
const anyAssignment: fc.Arbitrary<Assignment> = fc.record({ role: anyRole, reach: anyReach })
const person = (assignments: readonly Assignment[]): Actor => ({ kind: 'person', personId: 'p', assignments })
const anyPerson = fc.array(anyAssignment, { maxLength: 4 }).map(person)

const holds = (role: Role, action: Action): boolean => (ACTIONS[action] as readonly Role[]).includes(role)

test('a stranger and a person without assignments may do nothing anywhere, whatever it is', () => {
  fc.assert(
    fc.property(anyAction, anySubject, (action, subject) => {
      for (const actor of [{ kind: 'stranger' }, person([])] as const) {
        assert.equal(can(actor, action, subject), false)
        assert.equal(canSomewhere(actor, action), false)
        assert.equal(canAssign(actor, 'auditor', subject), false)
      }
    }),
  )
})

test('the system may, everywhere', () => {
  fc.assert(
    fc.property(anyAction, anySubject, (action, subject) => {
      const system: Actor = { kind: 'system', name: 'a job' }
      assert.ok(can(system, action, subject))
      assert.equal(whereCan(system, action).everywhere, true)
      assert.ok(canSomewhere(system, action))
    }),
  )
})

test('what a list is narrowed to is exactly what may be done one by one', () => {
  fc.assert(
    fc.property(anyPerson, anyAction, anySubject, (actor, action, subject) => {
      const where = whereCan(actor, action)
      const listed =
        where.everywhere ||
        where.divisions.some((code) => subject.divisions?.includes(code)) ||
        where.organisationIds.some((id) => subject.organisationIds?.includes(id))
      assert.equal(can(actor, action, subject), listed)
      if (listed) assert.ok(canSomewhere(actor, action))
    }),
  )
})

test('one assignment reaches its own division and those below, never beside or above it', () => {
  fc.assert(
    fc.property(anyRole, anyWay, anyAction, anyWay, (role, home, action, place) => {
      const actor = person([{ role, reach: { kind: 'division', code: home.at(-1) ?? '' } }])
      const below = home.every((code, index) => place[index] === code)
      assert.equal(can(actor, action, { divisions: place }), holds(role, action) && below)
    }),
  )
})

test('an assignment at an organisation reaches what that organisation answers for and nothing by place', () => {
  fc.assert(
    fc.property(anyRole, anyOrganisation, anyAction, anySubject, (role, id, action, subject) => {
      const actor = person([{ role, reach: { kind: 'organisation', id } }])
      assert.equal(can(actor, action, subject), holds(role, action) && (subject.organisationIds ?? []).includes(id))
    }),
  )
})

test('rights of several assignments are exactly the rights of each: nothing is added by having two', () => {
  fc.assert(
    fc.property(fc.array(anyAssignment, { maxLength: 4 }), anyAction, anySubject, (held, action, subject) => {
      const each = held.some((assignment) => can(person([assignment]), action, subject))
      assert.equal(can(person(held), action, subject), each)
    }),
  )
})

test('what belongs to nobody and nowhere is out of every person’s reach', () => {
  fc.assert(fc.property(anyPerson, anyAction, (actor, action) => assert.equal(can(actor, action, {}), false)))
})

test('nobody can give rights, by any chain of appointments, over a place where they manage no people', () => {
  fc.assert(
    fc.property(
      anyPerson,
      fc.array(fc.record({ role: anyRole, way: anyWay }), { minLength: 1, maxLength: 5 }),
      anyAction,
      anyWay,
      (first, chain, action, place) => {
        let actor = first
        for (const { role, way } of chain) {
          if (!canAssign(actor, role, { divisions: way })) continue
          actor = person([{ role, reach: { kind: 'division', code: way.at(-1) ?? '' } }])
          if (can(actor, action, { divisions: place })) {
            assert.ok(can(first, 'people.manage', { divisions: place }))
          }
        }
      },
    ),
  )
})

test('only who manages people may appoint, and only within their own reach', () => {
  const roleAt = (role: Role, code: string) => person([{ role, reach: { kind: 'division', code } }])
  for (const role of ROLES) {
    assert.equal(
      canAssign(roleAt(role, 'c1'), 'auditor', { divisions: ['c', 'c1'] }),
      holds(role, 'people.manage'),
      role,
    )
  }
  const banner = roleAt('administrator', 'c1')
  assert.ok(canAssign(banner, 'administrator', { divisions: ['c', 'c1', 'c12'] }))
  assert.equal(canAssign(banner, 'town', { divisions: ['c'] }), false)
  assert.equal(canAssign(banner, 'town', { divisions: ['c', 'c2'] }), false)
})

test('a role that nobody declared cannot be given', () => {
  const administrator = person([{ role: 'administrator', reach: { kind: 'division', code: 'c' } }])
  assert.equal(canAssign(administrator, 'emperor' as Role, { divisions: ['c'] }), false)
})

test('a reach covers by its own kind only: a division code is no organisation id', () => {
  assert.equal(covers({ kind: 'division', code: 'x' }, { organisationIds: ['x'] }), false)
  assert.equal(covers({ kind: 'organisation', id: 'x' }, { divisions: ['x'] }), false)
})

test('an auditor only reads, and who may change a thing may read it', () => {
  for (const action of Object.keys(ACTIONS) as Action[]) {
    assert.equal(new Set(ACTIONS[action]).size, ACTIONS[action].length, `${action} names a role twice`)
    if (!/\.read(_|$)/.test(action)) assert.equal(holds('auditor', action), false, action)
    const read = `${action.split('.')[0]}.read`
    if (!(read in ACTIONS)) continue
    for (const role of ACTIONS[action]) assert.ok(holds(role, read as Action), `${role} may ${action} but not ${read}`)
  }
})
