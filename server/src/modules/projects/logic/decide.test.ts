import assert from 'node:assert/strict'
import { test } from 'node:test'
import { STEP_NAMES, stepsFrom } from '@shanju/contract/projects/steps.ts'
import { PROJECT_STATES, type ProjectState } from '@shanju/contract/projects/vocab.ts'
import { paperTypeOf } from '#platform/files/index.ts'
import { PROPOSAL } from '../testkit.ts'
import { refuseBudget, refuseDays, refuseEnd, refuseResults, refuseSame, surplusOf } from './budget.ts'
import { decideStep, type StepFacts } from './decide-step.ts'

/** Nothing stands in the way of anything. */
const READY: StepFacts = {
  ...{ state: 'idea', today: '2026-12-10', person: 'b', studied: true, hasGroup: true, hasRules: true },
  ...{ noticeHolds: true, noticeUntil: '2026-12-01', resultUntil: '2026-12-09', openObjections: 0, budgetAsked: false },
  ...{
    openMilestones: 0,
    waitingEvidence: 0,
    evaluationRunning: false,
    openPayments: 0,
    makers: ['a'],
    refusers: ['a'],
  },
}

/** Every way through the table, as people know it. */
const WAYS: Readonly<Record<ProjectState, readonly string[]>> = {
  idea: ['study:studied', 'decline:declined'],
  studied: ['enlist:listed', 'decline:declined'],
  listed: ['study:listed', 'propose:proposed', 'decline:declined'],
  proposed: ['propose:proposed', 'notify:noticed', 'decline:declined'],
  noticed: ['put_to_vote:voting', 'decline:declined'],
  voting: [],
  approved: ['announce:announced', 'stop:stopped'],
  announced: ['agree:agreed', 'stop:stopped'],
  agreed: ['start:running', 'stop:stopped'],
  running: [
    ...['reach:running', 'report:running', 'ask_budget:running', 'pause:paused', 'stop:stopped', 'claim_back:running'],
    ...['get_back:running', 'submit:submitted'],
  ],
  paused: [
    ...['report:paused', 'ask_budget:paused', 'resume:running', 'stop:stopped', 'claim_back:paused', 'get_back:paused'],
  ],
  submitted: ['stop:stopped', 'claim_back:submitted', 'get_back:submitted', 'send_back:running', 'accept:accepted'],
  accepted: ['claim_back:accepted', 'get_back:accepted', 'evaluate:evaluated'],
  evaluated: ['claim_back:evaluated', 'get_back:evaluated', 'close:closed'],
  closed: [],
  declined: ['appeal:appealed'],
  voted_down: ['propose:proposed', 'appeal:appealed'],
  appealed: ['uphold:declined', 'reopen:listed'],
  stopped: ['claim_back:stopped', 'get_back:stopped', 'close:closed'],
}

test('J1 every state and every step: where the table leads, and the refusal everywhere else', () => {
  for (const state of PROJECT_STATES) {
    const ways = STEP_NAMES.flatMap((step) => {
      const decided = decideStep(step, { ...READY, state })
      if ('to' in decided) return [`${step}:${decided.to}`]
      assert.deepEqual(decided.refused, { code: 'step_not_allowed', params: { state, step } })
      return []
    })
    assert.deepEqual(ways, WAYS[state], state)
    assert.deepEqual(
      stepsFrom(state),
      ways.map((way) => way.split(':')[0]),
    )
  }
})

test('J11 what a step asks is refused in order, the state first, and nobody judges while people are asked', () => {
  const refusedOf = (step: (typeof STEP_NAMES)[number], facts: Partial<StepFacts>) => {
    const decided = decideStep(step, { ...READY, ...facts })
    return 'refused' in decided ? decided.refused.code : 'allowed'
  }
  const cases: readonly [(typeof STEP_NAMES)[number], Partial<StepFacts>, string][] = [
    ['propose', { state: 'listed', studied: false }, 'study_missing'],
    ['notify', { state: 'proposed', hasGroup: false, hasRules: false }, 'no_group'],
    ['notify', { state: 'proposed', hasRules: false }, 'rules_missing'],
    ['put_to_vote', { state: 'noticed', noticeUntil: '2026-12-10', openObjections: 1 }, 'notice_running'],
    ['put_to_vote', { state: 'noticed', openObjections: 1 }, 'objections_open'],
    ['announce', { state: 'approved', hasRules: false }, 'rules_missing'],
    ['start', { state: 'agreed', resultUntil: '2026-12-10' }, 'notice_running'],
    ['start', { state: 'agreed', resultUntil: '2026-12-10', noticeHolds: false }, 'allowed'],
    ['ask_budget', { state: 'running', budgetAsked: true }, 'budget_asked'],
    ['submit', { state: 'running', budgetAsked: true, openMilestones: 1 }, 'budget_asked'],
    ['submit', { state: 'running', openMilestones: 1 }, 'milestones_open'],
    ['accept', { state: 'submitted', waitingEvidence: 1, person: 'a' }, 'evidence_waiting'],
    ['evaluate', { state: 'accepted', evaluationRunning: true, person: 'a' }, 'evaluation_running'],
    ['accept', { state: 'submitted', person: 'a' }, 'own_work'],
    ['accept', { state: 'submitted', person: null }, 'own_work'],
    ['send_back', { state: 'submitted', person: 'a' }, 'own_work'],
    ['evaluate', { state: 'accepted', person: 'a' }, 'own_work'],
    ['close', { state: 'evaluated', openPayments: 1 }, 'payments_open'],
    ['uphold', { state: 'appealed', person: 'a' }, 'own_refusal'],
    ['reopen', { state: 'appealed', person: null }, 'own_refusal'],
    ['propose', { state: 'closed', studied: false }, 'step_not_allowed'],
  ]
  for (const [step, facts, code] of cases)
    assert.equal(refusedOf(step, facts), code, `${step} ${JSON.stringify(facts)}`)
})

test('J3 a budget adds up to the fen, and another budget is another', () => {
  assert.equal(refuseBudget(PROPOSAL), undefined)
  assert.deepEqual(refuseBudget({ ...PROPOSAL, sumFen: 1_000_001n }), {
    code: 'budget_not_adding_up',
    params: { sum: '10,000.01', lines: '10,000.00' },
  })
  assert.equal(refuseSame(PROPOSAL, PROPOSAL)?.code, 'budget_unchanged')
  assert.equal(refuseSame({ sumFen: 5n, lines: [{ name: '一项', amountFen: 5n }] }, PROPOSAL), undefined)
})

test('days stand in order, results are whole, and no more is spent than was decided', () => {
  assert.equal(refuseDays(PROPOSAL), undefined)
  for (const wrong of [{ endsOn: '2026-11-30' }, { milestones: [{ title: '开餐', dueOn: '2027-04-01' }] }])
    assert.equal(refuseDays({ ...PROPOSAL, ...wrong })?.code, 'days_out_of_order')
  const wanted = { lines: 2, indicators: 1, sumFen: 10n }
  assert.equal(refuseResults({ spentFen: [4n, 6n], results: [1] }, wanted), undefined)
  assert.equal(refuseResults({ spentFen: [4n], results: [1] }, wanted)?.code, 'results_incomplete')
  assert.equal(refuseResults({ spentFen: [4n, 6n], results: [] }, wanted)?.code, 'results_incomplete')
  assert.equal(refuseResults({ spentFen: [5n, 6n], results: [1] }, wanted)?.code, 'spent_above_budget')
})

test('J8 what is left follows from what arrived, and nothing unspent stays with whoever was paid', () => {
  const end = { sumFen: 1000n, spentFens: [400n, 500n], reachedFen: 950n, backFen: 0n }
  assert.equal(refuseEnd({ ...end, spentFens: [400n, 601n] })?.code, 'spent_above_budget')
  assert.deepEqual(refuseEnd(end), { code: 'unspent_at_payee', params: { sum: '0.50' } })
  assert.equal(refuseEnd({ ...end, backFen: 50n }), undefined)
  assert.equal(surplusOf({ ...end, backFen: 50n }), 100n)
  assert.equal(refuseEnd({ ...end, reachedFen: 0n }), undefined, 'what was never paid is left')
  assert.equal(surplusOf({ ...end, reachedFen: 0n }), 1000n)
})

test('J6 a file is what its first bytes say', () => {
  assert.equal(paperTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0])), 'image/jpeg')
  assert.equal(paperTypeOf(Buffer.from('89504e470d0a1a0a00', 'hex')), 'image/png')
  assert.equal(paperTypeOf(Buffer.from('%PDF-1.7')), 'application/pdf')
  for (const other of ['MZ', 'GIF89a', '<svg', '', '\u007fELF'])
    assert.equal(paperTypeOf(Buffer.from(other)), undefined, other)
})
