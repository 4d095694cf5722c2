import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, type Assignment, covers, ROLES, type Subject } from '@shanju/contract/access.ts'
import { DUTY_STATES, DUTY_STEPS, type DutyStep } from '@shanju/contract/regulations/vocab.ts'
import fc from 'fast-check'
import { type DutyFacts, daysBetween, markOf, refuseEvidence, refuseStep } from './decide-duty.ts'

const SUBJECT: Subject = { divisions: ['150600', '150602'], organisationIds: ['o1'] }
const person = (...assignments: Assignment[]): Actor => ({ kind: 'person', personId: 'p', assignments })
const duty = (more: Partial<DutyFacts> = {}): DutyFacts => ({
  state: 'open',
  ownerRole: 'charity_manager',
  subject: SUBJECT,
  ...more,
})
const OWNER = person({ role: 'charity_manager', reach: { kind: 'organisation', id: 'o1' } })

const anyAssignment: fc.Arbitrary<Assignment> = fc.record({
  role: fc.constantFrom(...ROLES),
  reach: fc.oneof(
    fc.constantFrom('150600', '150602', '150603').map((code) => ({ kind: 'division' as const, code })),
    fc.constantFrom('o1', 'o2').map((id) => ({ kind: 'organisation' as const, id })),
  ),
})

test('R8: every step is taken from its states and from no other', () => {
  for (const step of Object.keys(DUTY_STEPS) as DutyStep[])
    for (const state of DUTY_STATES) {
      const open = (DUTY_STEPS[step].from as readonly string[]).includes(state)
      assert.equal(refuseStep(OWNER, step, duty({ state }))?.code, open ? undefined : 'step_not_from_here')
    }
})

test('R8: what stands in the way is told in both languages', () => {
  assert.deepEqual(refuseStep(OWNER, 'do', duty({ state: 'waived' }))?.params, { stateZh: '已免除', stateEn: 'waived' })
})

test('R8: only the owner’s role, where the duty lies, or the administrator there, does or corrects it', () => {
  fc.assert(
    fc.property(fc.array(anyAssignment, { maxLength: 3 }), fc.constantFrom(...ROLES), (held, ownerRole) => {
      const owner = held.some(
        ({ role, reach }) => (role === ownerRole || role === 'administrator') && covers(reach, SUBJECT),
      )
      const expected = owner ? undefined : 'not_the_owner'
      assert.equal(refuseStep(person(...held), 'do', duty({ ownerRole }))?.code, expected)
      assert.equal(refuseStep(person(...held), 'correct', duty({ ownerRole, state: 'done' }))?.code, expected)
      assert.equal(refuseEvidence(person(...held), duty({ ownerRole, state: 'waived' }))?.code, expected)
    }),
  )
})

test('the system does what it is told, a stranger never', () => {
  assert.equal(refuseStep({ kind: 'system', name: 'a job' }, 'do', duty()), undefined)
  assert.equal(refuseStep({ kind: 'stranger' }, 'do', duty())?.code, 'not_the_owner')
})

test('days are counted over months, leap days and years', () => {
  assert.equal(daysBetween('2026-11-23', '2026-11-23'), 0)
  assert.equal(daysBetween('2028-02-28', '2028-03-01'), 2)
  assert.equal(daysBetween('2026-12-31', '2027-01-01'), 1)
  assert.equal(daysBetween('2026-11-23', '2026-11-20'), -3)
})

test('R9: reminders stand at seven, three and no days left, and when late', () => {
  assert.deepEqual(
    [30, 8, 7, 6, 4, 3, 2, 1, 0, -1, -30].map((left) => markOf(left)),
    [undefined, undefined, 7, 7, 7, 3, 3, 3, 0, -1, -1],
  )
})

test('R9: on whatever days the job runs, each mark comes once and never after a tighter one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { maxLength: 20 }), (days) => {
      const sent: number[] = []
      for (const left of days.toSorted((a, b) => b - a)) {
        const mark = markOf(left)
        if (mark === undefined || sent.includes(mark)) continue
        assert.ok(sent.every((earlier) => earlier > mark))
        sent.push(mark)
      }
    }),
  )
})
