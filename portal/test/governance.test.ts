import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decisionProofRoutes } from '@shanju/contract/governance/decision-proof.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { fakeCall } from '../testkit/fake-call.ts'
import { FUND, NOW } from '../testkit/fake-city.ts'
import { proofOfGift } from '../testkit/fake-log.ts'
import { asked, testPortal } from '../testkit/serve.ts'

const ID = '0193a000-0000-7000-8000-00000000000a'
const seat = (name: string | null) => ({
  ...{ id: ID, kind: 'resident', post: '居民', chosenBy: 'lot', name, fromOn: '2026-01-01', toOn: '2028-12-31' },
  ...{ endedOn: null, acting: false, seated: true },
})
const motion = {
  ...{
    id: ID,
    number: 1,
    kind: 'grant',
    title: '买煤',
    reasons: '天<冷',
    secret: true,
    state: 'carried',
    meetingId: ID,
  },
  ...{ amountFen: 300_000n, eachCapFen: null, field: 'care', payeeKind: 'person', payee: null, validTo: '2027-01-01' },
  ...{ meetingNumber: 1, opensAt: NOW, closesAt: NOW, ratifyBy: null, ratified: false, gate: null, board: null },
  tally: {
    seats: 5,
    recused: 1,
    present: 4,
    voted: 4,
    quorumNeeded: 3,
    yesNeeded: 3,
    counts: { yes: 3, no: 0, blank: 1 },
  },
  resolution: {
    ...{ number: 2, outcome: 'passed', special: false, boardFor: [], ballotRoot: 'ab', closedAt: NOW, rulesNumber: 1 },
  },
}
const fund = { id: FUND.id, name: FUND.name }
const page = {
  ...{ group: '小组', fund: FUND.name, heldAt: NOW, place: '活动室', agenda: '', kind: 'resident' },
  motions: [
    {
      ...motion,
      state: 'open',
      resolution: null,
      tally: null,
      voted: false,
      recused: false,
      mayVote: true,
      questions: [],
    },
  ],
}
class Wrong extends Error {
  readonly code = 'governance.fact_wrong'
  readonly params = {}
}
const portal = (changed: Parameters<typeof fakeCall>[0] = {}) =>
  testPortal(
    fakeCall({
      [governance.publicGroup.name]: () => ({
        ...{ id: ID, name: '小组', fund, formedOn: '2026-01-01', on: '2026-11-23', seats: [seat('某某'), seat(null)] },
        ...{ findings: [{ rule: 'G01', reason: 'too_few', kinds: [] }], rules: [], coming: [], decisions: [motion] },
      }),
      [decisionProofRoutes.decisionProof.name]: () => ({
        proofs: [
          {
            of: 'resolution',
            row: ID,
            proof: { ...proofOfGift('4'), erasedAt: NOW },
            statement: 'shanju/statement/v1\nresolution\n',
          },
        ],
      }),
      [governance.publicMotion.name]: () => ({ ...motion, groupName: '小组', fund, commitments: ['ab'.repeat(32)] }),
      [governance.memberPage.name]: () => page,
      [governance.memberVote.name]: () => ({ ...page, receipt: 'cd'.repeat(32) }),
      ...changed,
    }),
  )
const TOKEN = 'AAAAAAAAAAAAAAAAAAAAAA'
const send = (fields: Record<string, string>, of = portal()) => of.send(asked(`/m/${TOKEN}`), fields)

test('a group’s page tells seats, names as far as they are public, what it lacks, and its decisions', async () => {
  const answer = await portal().handle(asked(`/f/${showId('fund', FUND.id)}/group`))
  assert.equal(answer?.status, 200)
  for (const told of ['某某', '未公开', '成员少于 5 名', '同意 3 · 不同意 0 · 弃权 1', `/r/${showId('motion', ID)}`])
    assert.ok(answer?.html.includes(told), told)
})

test('a decision tells reasons and votes; a person who is paid is not named', async () => {
  const answer = await portal().handle(asked(`/r/${showId('motion', ID)}`))
  for (const told of [
    '天&#60;冷',
    '个人（不公开姓名）',
    '¥3,000.00',
    'abababab',
    'shanju/statement/v1',
    '抹除；证明依然有效',
  ])
    assert.ok(answer?.html.includes(told), told)
  assert.equal((await portal().handle(asked('/r/motion_1')))?.status, 404)
})

test('a link tells nothing before the second fact; with it a member votes and gets a receipt', async () => {
  const asks = await portal().handle(asked(`/m/${TOKEN}`))
  assert.ok(asks?.html.includes('name="fact"') && !asks.html.includes('买煤'))
  assert.equal((await portal().handle(asked('/m/short')))?.status, 404)
  const read = await send({ fact: '1000' })
  assert.ok(read.html.includes('买煤') && read.html.includes('name="choice"'))
  const voted = await send({ fact: '1000', act: 'vote', motion: showId('motion', ID), choice: 'yes' })
  assert.ok(voted.html.includes('投票成功') && voted.html.includes('cdcdcdcdcdcdcdcd'))
})

test('a wrong fact is told in words and asked for again', async () => {
  const wrong = () => {
    throw new Wrong()
  }
  const answer = await send({ fact: '<1>' }, portal({ [governance.memberPage.name]: wrong }))
  assert.equal(answer.status, 422)
  assert.match(answer.html, /role="alert">手机号后四位不对/)
  assert.doesNotMatch(answer.html, /<1>|买煤/)
})
