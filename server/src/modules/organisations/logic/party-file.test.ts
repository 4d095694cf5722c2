import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PARTY_FORMS, type PartyGap } from '@shanju/contract/organisations/vocab.ts'
import fc from 'fast-check'
import { refuseParty, refuseRevision } from './decide-revision.ts'
import { judgeParty, type PartyFact, type PartyFacts } from './party-file.ts'

const TODAY = '2026-11-23'
const record = (form: PartyFact['form'], more: Partial<PartyFact> = {}): PartyFact => ({
  form,
  fromOn: '2022-07-01',
  toOn: null,
  inStep: false,
  evidence: '批复〔2022〕3号',
  withdrawn: null,
  ...more,
})
const judged = (facts: Partial<PartyFacts>) =>
  judgeParty({ registeredOn: '2015-05-08', fullMembers: 0, records: [], ...facts }, TODAY)

const table: readonly (readonly [title: string, facts: Partial<PartyFacts>, state: string, gaps: PartyGap[]])[] = [
  ['nothing at all', {}, 'none', ['none']],
  ['nothing, and nobody counted members', { fullMembers: null }, 'none', ['none', 'members_unknown']],
  ['a branch', { records: [record('branch')] }, 'organisation', []],
  ['a branch together with others', { records: [record('joint_branch')] }, 'organisation', []],
  ['an instructor', { records: [record('instructor')] }, 'fallback', []],
  ['a union only', { records: [record('union')] }, 'fallback', []],
  ['an instructor, with three members', { records: [record('instructor')], fullMembers: 3 }, 'fallback', ['ripe']],
  ['two members are not three', { records: [record('liaison')], fullMembers: 2 }, 'fallback', []],
  ['a branch needs no count', { records: [record('branch')], fullMembers: null }, 'organisation', []],
  ['a branch that ended yesterday', { records: [record('branch', { toOn: '2026-11-22' })] }, 'none', ['none']],
  ['a branch whose last day is today', { records: [record('branch', { toOn: TODAY })] }, 'organisation', []],
  ['a branch entered by mistake', { records: [record('branch', { withdrawn: '录错' })] }, 'none', ['none']],
  ['a branch without a document', { records: [record('branch', { evidence: '' })] }, 'organisation', ['no_evidence']],
  [
    'an old record without a document',
    { records: [record('branch'), record('liaison', { evidence: '', toOn: '2022-06-30', fromOn: '2021-01-01' })] },
    'organisation',
    [],
  ],
  ['a new body, still in its first 90 days', { registeredOn: '2026-08-25' }, 'none', ['none']],
  ['a new body on day 91', { registeredOn: '2026-08-24' }, 'none', ['none', 'not_in_step']],
  [
    'a new body with a liaison in time',
    { registeredOn: '2025-01-10', records: [record('liaison', { fromOn: '2025-03-01' })] },
    'fallback',
    [],
  ],
  [
    'a new body with a liaison too late',
    { registeredOn: '2025-01-10', records: [record('liaison', { fromOn: '2025-06-01' })] },
    'fallback',
    ['not_in_step'],
  ],
  [
    'a new body whose branch came late but is there',
    { registeredOn: '2025-01-10', records: [record('branch', { fromOn: '2026-06-01' })] },
    'organisation',
    [],
  ],
  [
    'a new body whose branch was formed in step and ended',
    {
      registeredOn: '2025-01-10',
      records: [record('branch', { fromOn: '2025-05-01', inStep: true, toOn: '2026-01-01' })],
    },
    'none',
    ['none'],
  ],
  ['a body from before the plan', { registeredOn: '2024-06-30' }, 'none', ['none']],
  ['a body whose founding nobody dated', { registeredOn: null }, 'none', ['none']],
]
for (const [title, facts, state, gaps] of table)
  test(`O13: ${title}: ${[state, ...gaps].join(', ')}`, () => {
    const found = judged(facts)
    assert.deepEqual([found.state, found.gaps], [state, gaps])
  })

test('O13: forms are told strongest first, each once', () => {
  const records = [record('liaison'), record('branch'), record('liaison', { fromOn: '2023-01-01' })]
  assert.deepEqual(judged({ records }).forms, ['branch', 'liaison'])
})

test('O13: one more standing record never makes a file worse, unless it lacks its document', () => {
  const form = fc.constantFrom(...PARTY_FORMS)
  const facts = fc.record({
    registeredOn: fc.constantFrom(null, '2015-01-01', '2025-01-10', '2026-10-01'),
    fullMembers: fc.constantFrom(null, 0, 3),
    records: fc.array(form.map((each) => record(each))),
  })
  fc.assert(
    fc.property(facts, form, (before, added) => {
      const now = judgeParty({ ...before, records: [...before.records, record(added)] }, TODAY)
      const then = judgeParty(before, TODAY)
      assert.ok(now.gaps.every((gap) => then.gaps.includes(gap)))
    }),
  )
})

test('a record is of what is there: not of tomorrow, not ended before it began, in step only if an organisation', () => {
  const wanted = { form: 'branch', fromOn: '2026-11-01', toOn: null, inStep: true } as const
  assert.equal(refuseParty(wanted, TODAY), undefined)
  assert.equal(refuseParty({ ...wanted, fromOn: '2026-11-24' }, TODAY)?.code, 'day_in_future')
  assert.equal(refuseParty({ ...wanted, toOn: '2026-10-31' }, TODAY)?.code, 'ends_before_start')
  assert.equal(refuseParty({ ...wanted, form: 'union' }, TODAY)?.code, 'in_step_only_for_organisations')
})

test('O9: a revision follows only the one that was looked at, and none follows a withdrawal', () => {
  assert.equal(refuseRevision({ revision: 2, withdrawn: null }, 2), undefined)
  assert.equal(refuseRevision({ revision: 3, withdrawn: null }, 2)?.code, 'changed_meanwhile')
  assert.equal(refuseRevision({ revision: 2, withdrawn: '录错' }, 2)?.code, 'withdrawn_stays')
})
