import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOTION_KINDS, type MotionKind } from '@shanju/contract/governance/vocab.ts'
import { addDays } from '@shanju/contract/kit/dates.ts'
import fc from 'fast-check'
import { type ClosedMotion, causeOf, type TriedFigures, tryDraft, verdictOf } from './try-rules.ts'

const RULES: TriedFigures = {
  ...{ quorumTop: 2, quorumBottom: 3, specialTop: 2, specialBottom: 3, largeSumFen: 2_000_000n, noticeDays: 3 },
  ...{ emergencyCapFen: 500_000n, emergencyYes: 3, ratifyDays: 15 },
}
const closed = (more: Partial<ClosedMotion> = {}): ClosedMotion => ({
  ...{ kind: 'grant', amountFen: 1_000_000n, seats: 9, recused: 0, present: 7, counts: { yes: 5, no: 1, blank: 1 } },
  ...{ notifiedOn: '2026-03-01', heldOn: '2026-03-05', urgentReason: null, gateHeard: false, outcome: 'passed' },
  ...{ closedOn: '2026-03-05', ratifiedOn: null, rules: RULES },
  ...more,
})
const under = (motion: Partial<ClosedMotion>, draft: Partial<TriedFigures>) => {
  const [tried] = tryDraft([closed(motion)], { ...RULES, ...draft }).tried
  return tried && [tried.was.end, tried.wouldBe.end, causeOf(tried)]
}

test('V16: each figure of a draft turns what rests on it, and the answer names it', () => {
  assert.deepEqual(under({}, {}), ['passed', 'passed', null])
  assert.deepEqual(under({}, { quorumTop: 8, quorumBottom: 9 }), ['passed', 'no_quorum', 'quorum'])
  assert.deepEqual(under({}, { noticeDays: 5 }), ['passed', 'not_called', 'notice'])
  assert.deepEqual(under({ urgentReason: '大雪封路' }, { noticeDays: 5 }), ['passed', 'passed', null])
  // A lower line makes it important: two thirds, and the party is heard first.
  assert.deepEqual(under({}, { largeSumFen: 900_000n }), ['passed', 'not_heard', 'party'])
  assert.deepEqual(under({ gateHeard: true }, { largeSumFen: 900_000n }), ['passed', 'failed', 'majority'])
  // What failed would have passed: the cause is that of then.
  assert.deepEqual(
    under({ kind: 'rules', amountFen: null, gateHeard: true, outcome: 'failed' }, { specialTop: 5, specialBottom: 9 }),
    [...['failed', 'passed', 'majority']],
  )
  const emergency = { kind: 'emergency', amountFen: 400_000n, counts: { yes: 3, no: 0, blank: 0 } } as const
  assert.deepEqual(under(emergency, { emergencyCapFen: 300_000n }), ['passed', 'above_cap', 'cap'])
  assert.deepEqual(under(emergency, { emergencyYes: 4 }), ['passed', 'failed', 'majority'])
  assert.deepEqual(under({ ...emergency, ratifiedOn: '2026-03-15' }, { ratifyDays: 7 }), [
    ...['passed', 'ratified_late', 'ratify'],
  ])
  assert.deepEqual(under({ seats: 9, recused: 5, outcome: 'referred' }, { quorumTop: 1, quorumBottom: 1 }), [
    ...['referred', 'referred', null],
  ])
})

test('V16: what no rules bound, and what its own rules do not lead to, is left aside and counted', () => {
  const { tried, untried } = tryDraft([closed(), closed({ rules: null }), closed({ outcome: 'no_quorum' })], RULES)
  assert.equal(tried.length, 1)
  assert.deepEqual(untried, { before_rules: 1, unlike: 1 })
})

const sums = fc.bigInt(1n, 4_000_000n)
const figures = fc.record({
  ...{ quorumTop: fc.integer({ min: 5, max: 10 }), quorumBottom: fc.constant(10) },
  ...{ specialTop: fc.integer({ min: 6, max: 10 }), specialBottom: fc.constant(10), largeSumFen: sums },
  ...{ noticeDays: fc.integer({ min: 0, max: 9 }), emergencyCapFen: sums },
  ...{ emergencyYes: fc.integer({ min: 2, max: 9 }), ratifyDays: fc.integer({ min: 1, max: 40 }) },
})
const motions = fc
  .record({
    kind: fc.constantFrom<MotionKind>(...MOTION_KINDS),
    ...{ seats: fc.integer({ min: 5, max: 15 }), recused: fc.integer({ min: 0, max: 5 }), sum: sums },
    ...{
      came: fc.integer({ min: 0, max: 15 }),
      yes: fc.integer({ min: 0, max: 15 }),
      no: fc.integer({ min: 0, max: 15 }),
    },
    ...{ notice: fc.integer({ min: 0, max: 12 }), urgent: fc.boolean(), gateHeard: fc.boolean() },
    ratified: fc.option(fc.integer({ min: 0, max: 60 })),
    rules: figures,
  })
  .map(({ kind, sum, came, notice, urgent, ratified, rules, gateHeard, ...it }): ClosedMotion => {
    const present = Math.min(came, it.seats - it.recused)
    const yes = Math.min(it.yes, present)
    const money = ['grant', 'standing', 'emergency', 'invest'].includes(kind)
    const facts: ClosedMotion = {
      ...{ kind, amountFen: money ? sum : null, seats: it.seats, recused: it.recused, present, gateHeard, rules },
      ...{
        counts: { yes, no: Math.min(it.no, present - yes), blank: 0 },
        heldOn: '2026-03-20',
        closedOn: '2026-03-20',
      },
      ...{ notifiedOn: addDays('2026-03-20', -notice), urgentReason: urgent ? '紧急' : null, outcome: 'passed' },
      ratifiedOn: kind === 'emergency' && ratified !== null ? addDays('2026-03-20', ratified) : null,
    }
    const { end } = verdictOf(facts, rules)
    const ended = ['failed', 'no_quorum', 'referred'] as const
    return { ...facts, outcome: ended.find((each) => each === end) ?? 'passed' }
  })

test('V16: a draft equal to the rules a motion was decided by changes nothing', () => {
  fc.assert(
    fc.property(motions, (motion) => {
      const { tried } = tryDraft([motion], motion.rules ?? RULES)
      assert.ok(tried.every(({ differs }) => !differs))
    }),
  )
})

test('V16: a stricter quorum or larger majority never lets more pass, nor a longer notice', () => {
  const passing = (all: readonly ClosedMotion[], draft: TriedFigures) =>
    all.filter((motion) => ['passed', 'ratified_late'].includes(verdictOf(motion, draft).end)).length
  fc.assert(
    fc.property(fc.array(motions, { maxLength: 12 }), figures, (all, draft) => {
      const loose = passing(all, draft)
      for (const stricter of [
        { quorumTop: Math.min(draft.quorumTop + 1, 10) },
        { specialTop: Math.min(draft.specialTop + 1, 10) },
        { noticeDays: draft.noticeDays + 1 },
        { emergencyYes: draft.emergencyYes + 1 },
        { emergencyCapFen: draft.emergencyCapFen / 2n },
      ])
        assert.ok(passing(all, { ...draft, ...stricter }) <= loose)
    }),
  )
})
