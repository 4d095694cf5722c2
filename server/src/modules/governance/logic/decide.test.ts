import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHOICES } from '@shanju/contract/governance/vocab.ts'
import fc from 'fast-check'
import { findComposition, refuseForming } from './composition.ts'
import { type CloseFacts, decideClose, type RollFacts } from './decide-close.ts'
import { motionState, refuseBoard, refuseGate, refuseNotice, refuseParts } from './decide-motion.ts'
import { refuseKeyed, refuseRecusal, refuseSlips, refuseVote } from './decide-vote.ts'

const NOW = new Date('2026-11-23T02:00:00Z')
const RULES = {
  quorumTop: 2,
  quorumBottom: 3,
  specialTop: 2,
  specialBottom: 3,
  largeSumFen: 2_000_000n,
  emergencyYes: 3,
}
const voter = (more: Partial<RollFacts> = {}): RollFacts => ({ recused: false, attended: false, voted: true, ...more })
const many = (n: number, more: Partial<RollFacts> = {}) => Array.from({ length: n }, () => voter(more))
const facts = (more: Partial<CloseFacts> = {}): CloseFacts => ({
  ...{ kind: 'other', amountFen: null, field: null, rules: RULES, delegation: null, roll: many(7), gateHeard: true },
  ...{ counts: { yes: 7, no: 0, blank: 0 }, open: true, closesAt: NOW, now: NOW, today: '2026-11-23' },
  ...more,
})
const outcome = (more: Partial<CloseFacts>) => {
  const decided = decideClose(facts(more))
  return 'refused' in decided ? decided.refused.code : decided.outcome
}

test('V1: a group of fewer than five or of an even number is not formed; missing kinds and a missing supervisor are told', () => {
  const five = ['town_lead', 'community_lead', 'host_designate', 'donor', 'resident'] as const
  assert.deepEqual(findComposition([...five, 'supervisor']), [])
  assert.deepEqual(
    findComposition([...five, 'other']).map(({ rule, reason }) => [rule, reason]),
    [
      ['G01', 'even'],
      ['G03', 'no_supervisor'],
    ],
  )
  const [found] = findComposition(['donor', 'donor', 'donor', 'resident', 'other', 'supervisor'])
  assert.deepEqual(found?.kinds, ['town_lead', 'community_lead', 'host_designate'])
  const term = { chosenBy: 'election', fromOn: '2026-01-01', toOn: '2027-01-01' }
  const seats = (n: number) => Array.from({ length: n }, () => ({ kind: 'other' as const, ...term }))
  assert.equal(refuseForming(seats(3))?.code, 'composition_unfit')
  assert.equal(refuseForming([...seats(4), { kind: 'resident', ...term, chosenBy: null }])?.code, 'chosen_by_missing')
  assert.equal(refuseForming([...seats(4), { kind: 'other', ...term, toOn: '2025-01-01' }])?.code, 'term_ends_before')
})

test('V5: quorum two thirds, more than half of all or two thirds in favour; blank is present and not in favour', () => {
  const voted = (yes: number, no: number, blank: number) => ({
    counts: { yes, no, blank },
    roll: [...many(yes + no + blank), ...many(7 - yes - no - blank, { voted: false })],
  })
  assert.equal(outcome(voted(4, 1, 0)), 'passed')
  assert.equal(outcome(voted(4, 0, 0)), 'no_quorum')
  assert.equal(outcome(voted(3, 0, 4)), 'failed')
  assert.equal(outcome({ kind: 'rules', ...voted(4, 3, 0) }), 'failed')
  assert.equal(outcome({ kind: 'rules', ...voted(5, 2, 0) }), 'passed')
  assert.equal(outcome({ kind: 'grant', amountFen: 2_000_000n, field: 'care', ...voted(4, 3, 0) }), 'passed')
  assert.equal(outcome({ kind: 'grant', amountFen: 2_000_001n, field: 'care', ...voted(4, 3, 0) }), 'failed')
  // Attendance makes a quorum too.
  const sitting = [...many(4), voter({ voted: false, attended: true }), ...many(2, { voted: false })]
  assert.equal(outcome({ counts: { yes: 4, no: 0, blank: 0 }, roll: sitting }), 'passed')
})

test('V10: who is recused leaves every base; with fewer than three or fewer than half left the board decides', () => {
  const left = (n: number, of: number) => [...many(n), ...many(of - n, { recused: true, voted: false })]
  assert.equal(outcome({ roll: left(4, 7), counts: { yes: 3, no: 1, blank: 0 } }), 'passed')
  assert.equal(outcome({ roll: left(4, 7), counts: { yes: 2, no: 2, blank: 0 } }), 'failed')
  assert.equal(outcome({ roll: left(3, 7), counts: { yes: 3, no: 0, blank: 0 } }), 'referred')
  assert.equal(outcome({ roll: left(3, 5), counts: { yes: 2, no: 1, blank: 0 } }), 'passed')
  assert.equal(outcome({ roll: left(2, 4), counts: { yes: 2, no: 0, blank: 0 } }), 'referred')
})

test('V11: the party is heard before important matters close; an emergency, or a matter for the board alone, never waits', () => {
  assert.equal(outcome({ kind: 'rules', gateHeard: false }), 'party_not_heard')
  assert.equal(outcome({ kind: 'grant', amountFen: 9_000_000n, field: 'care', gateHeard: false }), 'party_not_heard')
  assert.equal(outcome({ kind: 'emergency', amountFen: 1n, field: 'care', gateHeard: false }), 'passed')
  assert.equal(outcome({ kind: 'rules', gateHeard: false, roll: many(7, { recused: true }) }), 'referred')
  const gate = {
    route: 'later',
    invitedOn: null,
    attended: false,
    view: null,
    remarks: '书记出差',
    dueOn: '2026-12-01',
  } as const
  assert.equal(refuseGate(gate), undefined)
  assert.equal(refuseGate({ ...gate, dueOn: null })?.code, 'gate_incomplete')
  assert.equal(refuseGate({ ...gate, route: 'union', dueOn: null, view: 'agrees' })?.code, 'gate_incomplete')
  assert.equal(refuseGate({ ...gate, route: 'union', dueOn: null, view: 'agrees', invitedOn: '2026-11-20' }), undefined)
})

test('V8: beyond ceiling, fields or term of the delegation, without one, and where the law asks, the board decides as well', () => {
  const delegation = { ceilingFen: 100n, subjects: ['care'], fromOn: '2026-01-01', toOn: '2026-11-23' }
  const boardFor = (more: Partial<CloseFacts>) => {
    const decided = decideClose(facts({ kind: 'grant', amountFen: 100n, field: 'care', delegation, ...more }))
    return 'refused' in decided ? [] : decided.boardFor
  }
  assert.deepEqual(boardFor({}), [])
  assert.deepEqual(boardFor({ delegation: null }), ['no_delegation'])
  assert.deepEqual(boardFor({ amountFen: 101n, field: 'illness', today: '2026-11-24' }), [
    ...['above_ceiling', 'outside_subjects', 'outside_term'],
  ])
  assert.deepEqual(boardFor({ kind: 'invest' }), ['investment'])
  assert.deepEqual(boardFor({ kind: 'change_use', amountFen: null, field: null }), ['change_of_use'])
  assert.deepEqual(boardFor({ counts: { yes: 0, no: 7, blank: 0 }, amountFen: 101n }), [])
})

test('V5: a vote closes at its end or when all have voted, and only an open one', () => {
  const early = { closesAt: new Date(NOW.getTime() + 1) }
  assert.equal(outcome({ ...early }), 'passed')
  assert.equal(outcome({ ...early, roll: [...many(6), voter({ voted: false })] }), 'vote_still_open')
  assert.equal(outcome({ open: false }), 'not_open')
})

test('V10: adding a recusal never lets more votes be needed, and the bases never leave the seats', () => {
  const seats = fc.array(fc.record({ recused: fc.boolean(), attended: fc.boolean(), voted: fc.boolean() }), {
    maxLength: 15,
  })
  fc.assert(
    fc.property(seats, fc.constantFrom('other' as const, 'rules' as const), (roll, kind) => {
      const need = (of: readonly RollFacts[]) => {
        const decided = decideClose(facts({ roll: of, kind }))
        return 'refused' in decided ? undefined : decided.tally
      }
      const [before, after] = [need(roll), need(roll.map((each, at) => (at === 0 ? { ...each, recused: true } : each)))]
      if (!before || !after) return
      assert.ok(after.yesNeeded <= before.yesNeeded && after.quorumNeeded <= before.quorumNeeded)
      for (const { seats: all, recused, present, voted } of [before, after])
        assert.ok(voted <= present && present <= all - recused && all === roll.length)
    }),
  )
})

test('V6: a slip replaces a vote by link in an open vote alone; nothing else is voted twice', () => {
  const vote = { open: true, secret: false, closesAt: NOW, now: NOW }
  const seat = { onRoll: true, left: false, recused: false, voted: null }
  const refused = (
    more: Partial<typeof vote>,
    of: Partial<Parameters<typeof refuseVote>[1]>,
    manner: 'link' | 'paper' | 'hand',
  ) => refuseVote({ ...vote, ...more }, { ...seat, ...of }, manner)?.code
  assert.equal(refused({}, {}, 'hand'), undefined)
  assert.equal(refused({}, { voted: 'link' }, 'paper'), undefined)
  assert.equal(refused({}, { voted: 'link' }, 'hand'), 'already_voted')
  assert.equal(refused({}, { voted: 'paper' }, 'paper'), 'already_voted')
  assert.equal(refused({ secret: true }, { voted: 'link' }, 'paper'), 'already_voted')
  assert.equal(refused({ secret: true }, {}, 'hand'), 'hand_in_secret')
  assert.equal(refused({}, { recused: true, voted: 'link' }, 'paper'), 'recused')
  assert.equal(refused({}, { onRoll: false }, 'link'), 'not_on_roll')
  assert.equal(refused({}, { left: true }, 'link'), 'not_on_roll')
  assert.equal(refused({ now: new Date(NOW.getTime() + 1) }, {}, 'link'), 'voting_over')
  assert.equal(refused({ open: false }, {}, 'link'), 'not_open')
  assert.equal(refuseRecusal({ over: false, secret: true }, { voted: 'link' })?.code, 'already_voted')
  assert.equal(refuseRecusal({ over: false, secret: false }, { voted: 'link' }), undefined)
})

test('V6: slips are keyed twice and must agree, in whatever order; of a secret vote with as many slips as voters', () => {
  const [yes, no] = [
    { seatId: 'a', choice: 'yes' as const },
    { seatId: 'b', choice: 'no' as const },
  ]
  assert.equal(refuseKeyed({ manner: 'paper', first: [yes, no], second: [no, yes] }), undefined)
  assert.equal(refuseKeyed({ manner: 'paper', first: [yes], second: [no] })?.code, 'keyed_differently')
  assert.equal(refuseKeyed({ manner: 'paper', first: [yes, yes], second: [yes, yes] })?.code, 'keyed_differently')
  const slips = { yes: 1, no: 1, blank: 0 }
  assert.equal(refuseSlips({ seatIds: ['a', 'b'], first: slips, second: slips }), undefined)
  assert.equal(refuseSlips({ seatIds: ['a'], first: slips, second: slips })?.code, 'keyed_differently')
  assert.equal(refuseSlips({ seatIds: ['a', 'a'], first: slips, second: slips })?.code, 'keyed_differently')
  assert.equal(CHOICES.length, 3)
})

test('a motion has the parts of its kind and no others', () => {
  const plain: Parameters<typeof refuseParts>[0] = {
    ...{ kind: 'other', amountFen: null, eachCapFen: null, field: null, payeeKind: null, payeeName: '', validTo: null },
    ...{ rulesId: null, aboutMotionId: null },
  }
  const grant: typeof plain = {
    ...plain,
    ...{ kind: 'grant', amountFen: 5n, field: 'care', payeeKind: 'person', payeeName: '某', validTo: '2027-01-01' },
  }
  const refused = (motion: Parameters<typeof refuseParts>[0]) => refuseParts(motion, '2026-11-23')?.params?.what
  assert.equal(refused(plain), undefined)
  assert.equal(refused(grant), undefined)
  assert.equal(refused({ ...grant, amountFen: null }), 'amountFen')
  assert.equal(refused({ ...grant, payeeName: '' }), 'payeeName')
  assert.equal(refused({ ...grant, payeeKind: 'open', payeeName: '' }), 'payeeKind')
  assert.equal(refused({ ...grant, kind: 'standing', eachCapFen: 6n }), 'eachCapFen')
  assert.equal(refused({ ...grant, kind: 'standing', eachCapFen: 5n, payeeKind: 'open', payeeName: '' }), undefined)
  assert.equal(refused({ ...grant, validTo: '2026-11-22' }), 'validTo')
  assert.equal(refused({ ...plain, kind: 'rules' }), 'rulesId')
  assert.equal(refused({ ...plain, kind: 'revoke' }), 'aboutMotionId')
})

test('V8: the board refuses only with a rule, approves only what needs it, and by its majorities', () => {
  const wanted = {
    approves: true,
    ruleCited: null,
    reason: '同意',
    decidedOn: '2026-11-23',
    members: 9,
    present: 6,
    yes: 4,
  }
  const of = {
    kind: 'grant',
    outcome: 'passed',
    boardFor: ['above_ceiling'],
    decided: false,
    today: '2026-11-23',
  } as const
  const refused = (more: object, about: object = {}) => refuseBoard({ ...of, ...about }, { ...wanted, ...more })?.code
  assert.equal(refused({}), undefined)
  assert.equal(refused({}, { outcome: 'failed' }), 'nothing_for_board')
  assert.equal(refused({}, { decided: true }), 'board_decided')
  assert.equal(refused({ decidedOn: '2026-11-24' }), 'decided_in_future')
  assert.equal(refused({ approves: false }), 'rule_not_cited')
  assert.equal(refused({ approves: false, ruleCited: '协议第三条' }, { boardFor: [] }), undefined)
  assert.equal(refused({}, { boardFor: [] }), 'board_not_needed')
  assert.equal(refused({ present: 5 }), 'board_majority_missing')
  assert.equal(refused({ yes: 3 }), 'board_majority_missing')
  assert.equal(refused({ yes: 5 }, { kind: 'invest' }), 'board_majority_missing')
  assert.equal(refused({ yes: 6 }, { kind: 'invest' }), undefined)
  assert.equal(refused({ yes: 7 }), 'board_majority_missing')
})

test('a state follows from what was written, and notice from the rules in force', () => {
  const none = { opened: false, withdrawn: false, outcome: null, boardFor: [], boardApproves: null }
  const states = [
    motionState(none),
    motionState({ ...none, opened: true }),
    motionState({ ...none, opened: true, withdrawn: true }),
    motionState({ ...none, outcome: 'failed' }),
    motionState({ ...none, outcome: 'referred', boardFor: ['too_few'] }),
    motionState({ ...none, outcome: 'referred', boardFor: ['too_few'], boardApproves: true }),
    motionState({ ...none, outcome: 'passed', boardApproves: false }),
    motionState({ ...none, outcome: 'passed' }),
  ]
  assert.deepEqual(states, ['draft', 'open', 'withdrawn', 'failed', 'awaiting_board', 'carried', 'refused', 'carried'])
  const notice = (notifiedOn: string, urgentReason: string | null, days: number | null) =>
    refuseNotice({ notifiedOn, urgentReason }, '2026-11-23', days)?.code
  assert.equal(notice('2026-11-20', null, 3), undefined)
  assert.equal(notice('2026-11-21', null, 3), 'notice_too_short')
  assert.equal(notice('2026-11-23', '火灾', 3), undefined)
  assert.equal(notice('2026-11-23', null, null), undefined)
})
