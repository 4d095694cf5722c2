import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, can, ROLES, type Role, type Subject } from '@shanju/contract/access.ts'
import fc from 'fast-check'
import { asAssignment, decideAssignment, type Held, inForce, managesAllOf } from './assignment.ts'

const TODAY = '2026-11-23'
const PATHS = [
  ['150600'],
  ['150600', '150602'],
  ['150600', '150622'],
  ['150600', '150602', '150602001'],
  ['150600', '150602', '150602001', '150602001001'],
  ['150600', '150622', '150622100'],
] as const
type Path = (typeof PATHS)[number]

const reachOf = (path: readonly string[]) => ({ kind: 'division', code: path.at(-1) ?? '' }) as const
const subjectOf = (path: readonly string[]): Subject => ({ divisions: path })

const held = (role: Role, path: readonly string[], more: Partial<Held> = {}): Held => ({
  id: `${role} ${path.at(-1)}`,
  personId: 'p',
  role,
  reach: reachOf(path),
  subject: subjectOf(path),
  fromOn: '2026-01-01',
  toOn: null,
  grantedBy: null,
  grantedAt: new Date('2026-01-01T00:00:00Z'),
  endedBy: null,
  endedAt: null,
  ...more,
})

const actorWith = (...all: Held[]): Actor => ({ kind: 'person', personId: 'a', assignments: all.map(asAssignment) })

const role = fc.constantFrom(...ROLES)
const path = fc.constantFrom<Path[]>(...PATHS)

test('I8: whatever is granted lies within what the granting administrator administers', () => {
  fc.assert(
    fc.property(role, path, role, path, (own, from, wanted, to) => {
      const actor = actorWith(held(own, from))
      const decision = decideAssignment(actor, { role: wanted, reach: reachOf(to) }, subjectOf(to), [], TODAY)
      if (decision.refused) return
      assert.equal(own, 'administrator')
      assert.ok(to.join().startsWith(from.join()))
    }),
  )
})

test('I8: nobody can do more through a granted role than the administrator could grant anyhow: rights never widen', () => {
  fc.assert(
    fc.property(path, role, path, path, (from, wanted, to, thing) => {
      const actor = actorWith(held('administrator', from))
      const decision = decideAssignment(actor, { role: wanted, reach: reachOf(to) }, subjectOf(to), [], TODAY)
      if (decision.refused) return
      const receiver = actorWith(held(wanted, to))
      if (can(receiver, 'people.manage', subjectOf(thing))) assert.ok(can(actor, 'people.manage', subjectOf(thing)))
    }),
  )
})

test('I9: managing all of a person means managing every open right of theirs', () => {
  fc.assert(
    fc.property(path, fc.array(fc.tuple(role, path), { maxLength: 4 }), (from, rights) => {
      const theirs = rights.map(([each, where]) => held(each, where))
      const actor = actorWith(held('administrator', from))
      const all = theirs.every((each) => can(actor, 'people.manage', each.subject))
      assert.equal(managesAllOf(actor, theirs, TODAY), all)
    }),
  )
})

test('I9: rights that ended or ran out do not protect their bearer from the administrator of what is left', () => {
  const actor = actorWith(held('administrator', PATHS[1]))
  const left = held('town', PATHS[3])
  const ended = held('city_bureau', PATHS[0], { endedAt: new Date('2026-05-01T00:00:00Z') })
  const over = held('banner_bureau', PATHS[2], { toOn: '2026-11-22' })
  const future = held('banner_bureau', PATHS[2], { fromOn: '2026-11-24' })
  assert.equal(managesAllOf(actor, [left, ended, over], TODAY), true)
  assert.equal(managesAllOf(actor, [left, future], TODAY), false)
})

test('a right is in force from its first to its last day, both included, until it is ended', () => {
  const term = { fromOn: '2026-11-01', toOn: '2026-11-30' }
  const days = ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01']
  assert.deepEqual(
    days.map((day) => inForce(held('town', PATHS[3], term), day)),
    [false, true, true, false],
  )
  const ended = held('town', PATHS[3], { ...term, endedAt: new Date('2026-11-02T00:00:00Z') })
  assert.equal(inForce(ended, '2026-11-15'), false)
})

const REFUSED: readonly (readonly [string, Role, Path | 'org', Partial<{ fromOn: string; toOn: string }>])[] = [
  ['reach_not_for_role', 'charity_accountant', PATHS[1], {}],
  ['reach_not_for_role', 'town', 'org', {}],
  ['level_not_for_role', 'city_bureau', PATHS[1], {}],
  ['level_not_for_role', 'banner_bureau', PATHS[3], {}],
  ['level_not_for_role', 'group_member', PATHS[1], {}],
  ['wider_than_you', 'city_bureau', PATHS[0], {}],
  ['wider_than_you', 'administrator', PATHS[2], {}],
  ['period_reversed', 'town', PATHS[3], { fromOn: '2026-12-02', toOn: '2026-12-01' }],
  ['period_over', 'town', PATHS[3], { fromOn: '2026-01-01', toOn: '2026-11-22' }],
  ['exists_with_same_reach', 'town', PATHS[3], {}],
]

for (const [refused, wanted, where, period] of REFUSED) {
  test(`${wanted} at ${where === 'org' ? 'an organisation' : where.at(-1)} is refused: ${refused}`, () => {
    const actor = actorWith(held('administrator', PATHS[1]))
    const reach = where === 'org' ? ({ kind: 'organisation', id: 'o' } as const) : reachOf(where)
    const subject = where === 'org' ? { divisions: PATHS[1], organisationIds: ['o'] } : subjectOf(where)
    const has = refused === 'exists_with_same_reach' ? [held('town', PATHS[3])] : []
    assert.deepEqual(decideAssignment(actor, { role: wanted, reach, ...period }, subject, has, TODAY), { refused })
  })
}
