import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { readVoteFile } from '@shanju/contract/ballots/count/pabulib.ts'
import { exports } from '@shanju/contract/ballots/exports.ts'
import { routes } from '@shanju/contract/ballots/routes.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { verifyBallots } from '#modules/ballots/index.ts'
import { unpack } from '#platform/sheets/unpack.ts'
import { expectFound } from '#test/support/altered.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { makeGroup, nobody, sent, type TestGroup, wire } from '#test/support/groups.ts'
import { closeBallot } from './actions/close.ts'
import { served } from './index.ts'
import { BALLOT, rollFile } from './testkit.ts'

let fresh: FreshDatabase
let api: TestApi
let group: TestGroup
let other: TestGroup
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  group = await makeGroup(fresh, 1)
  other = await makeGroup(fresh, 2)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const clerk = (n: number): Actor => ({
  ...{ kind: 'person', personId: `0193a000-0000-7000-8000-00000000000${n}` },
  assignments: [{ role: 'charity_manager', reach: { kind: 'organisation', id: group.hostId } }],
})
const ask = async (route: AnyRoute, id: string, body?: unknown, actor: Actor = clerk(1)) =>
  api.ask(actor, route, { params: { id }, ...(body === undefined ? {} : { body: sent(body as object) }) })
const load = (id: string, content: Buffer, merge = 'false') =>
  api.ask(clerk(1), routes.importRoll, { params: { id }, query: { merge }, body: content })

const planned = async (more: object = {}) => {
  const body = sent({ ...BALLOT, fundId: wire('fund', group.fundId), ...more })
  const made = await api.ask(clerk(1), routes.plan, { body })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return made.body as { id: string; publicId: string; seedHash: string }
}
const opened = async (count: number, more: object = {}) => {
  const ballot = await planned(more)
  assert.equal((await load(ballot.id, rollFile(count))).body.added, count)
  const { body } = await ask(routes.makeCodes, ballot.id, {})
  assert.equal((await ask(routes.open, ballot.id)).status, 200)
  const codes = (body.codes as { id: string; code: string }[]).map((each) => each)
  return { ...ballot, codes }
}
const vote = (ballot: { publicId: string }, code: string | undefined, marks: number[]) =>
  ask(routes.vote, ballot.publicId, { code: code ?? '', marks }, STRANGER)
const uuidOf = async (publicId: string): Promise<string> =>
  (await fresh.owner.query('select id from ballots.ballots where public_id = $1', [publicId])).rows[0].id
const code = async (answer: Promise<{ body: { code?: string } }>) => (await answer).body.code
const byApp = (text: string) => fresh.database.pool.query(text)

test('Z1 Z4 Z5 Z6 Z7 Z8 a ballot by phone and paper: one vote each, slips keyed by two, counted once, and anybody can count again', async () => {
  const ballot = await opened(8)
  const [a, b, c, d, e, f] = ballot.codes
  // Small letters and blanks, as people type.
  const typed = a?.code.toLowerCase().replace(/(.{4})/g, '$1 ')
  assert.equal((await vote(ballot, typed, [1])).status, 200)
  assert.equal(await code(vote(ballot, a?.code, [1])), 'ballots.already_voted')
  assert.equal((await vote(ballot, b?.code, [1, 2])).status, 200)
  assert.equal((await vote(ballot, c?.code, [])).status, 200)
  // At once from two phones: one wins, the other is told.
  const both = await Promise.all([vote(ballot, d?.code, [1]), vote(ballot, d?.code, [3])])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
  assert.equal(await code(vote(ballot, e?.code, [1, 2, 3])), 'ballots.marks_wrong')
  assert.equal(await code(vote(ballot, e?.code, [9])), 'ballots.marks_wrong')
  assert.equal(await code(vote(ballot, 'ABCD', [1])), 'ballots.code_not_found')
  assert.equal(await code(vote(ballot, '0000 0000 0000', [1])), 'ballots.code_not_found')

  // Paper: after a vote by phone it is refused; a new code replaces the old one.
  assert.equal(await code(ask(routes.checkIn, ballot.id, { voterId: a?.id })), 'ballots.already_voted')
  assert.equal((await ask(routes.checkIn, ballot.id, { voterId: e?.id })).body.byPaper, 1)
  assert.equal(await code(vote(ballot, e?.code, [1])), 'ballots.already_voted')
  assert.equal((await ask(routes.checkIn, ballot.id, { voterId: f?.id })).status, 200)
  assert.equal(await code(ask(routes.makeCodes, ballot.id, { voterId: f?.id })), 'ballots.already_voted')
  const [g, h] = ballot.codes.slice(6)
  const renewed = await ask(routes.makeCodes, ballot.id, { voterId: g?.id })
  assert.equal(await code(vote(ballot, g?.code, [2])), 'ballots.code_not_found')
  assert.equal((await vote(ballot, renewed.body.codes[0].code, [2])).status, 200)
  assert.equal(await code(ask(routes.close, ballot.id)), 'ballots.still_open')
  assert.equal((await vote(ballot, h?.code, [2])).status, 200)

  // Two slips; the second is read differently, then alike. The same clerk twice is one clerk.
  const key = (n: number, slip: number, marks: number[]) => ask(routes.keySlip, ballot.id, { slip, marks }, clerk(n))
  assert.equal(await code(key(1, 1, [4])), 'ballots.marks_wrong')
  await key(1, 1, [2])
  assert.equal((await key(1, 1, [2])).body.slips[0].state, 'once')
  assert.equal((await key(2, 1, [2])).body.slips[0].state, 'agreed')
  assert.equal(await code(ask(routes.close, ballot.id)), 'ballots.slips_missing')
  await key(1, 2, [1])
  assert.equal((await key(2, 2, [1, 2])).body.slips[1].state, 'differs')
  const unsettled = await ask(routes.close, ballot.id)
  assert.deepEqual([unsettled.body.code, unsettled.body.params], ['ballots.slips_differ', { slips: '2' }])
  await key(2, 2, [1])
  assert.equal((await ask(routes.get, ballot.id)).body.slips[1].state, 'agreed')

  const list = async () =>
    (await api.ask(STRANGER, routes.publicList, { query: { fundId: wire('fund', group.fundId) } })).body
  assert.equal((await list()).items[0].publicId, ballot.publicId)
  // The votes file is not there before the count, and the seed is not told.
  const before = (await ask(routes.publicBallot, ballot.publicId, undefined, STRANGER)).body
  assert.deepEqual([before.seed, before.result, before.voted, before.seedHash], [null, null, 8, ballot.seedHash])
  assert.equal(await code(ask(routes.votesFile, ballot.publicId, undefined, STRANGER)), 'ballots.not_closed')
  assert.equal(
    await code(ask(routes.putToGroup, ballot.id, { meetingId: wire('meeting', group.meetingId) })),
    'ballots.not_closed',
  )

  const { body: closed } = await ask(routes.close, ballot.id)
  assert.equal(closed.state, 'closed', JSON.stringify(closed))
  assert.deepEqual([closed.result.voters, closed.result.blank, closed.byCode, closed.byPaper], [8, 1, 6, 2])
  assert.equal(await code(ask(routes.close, ballot.id)), 'ballots.not_open')
  assert.equal(await code(vote(ballot, h?.code, [1])), 'ballots.not_open')

  // Anybody: the file holds what was voted, and the command reads it.
  const file = await api.askFile(STRANGER, routes.votesFile, { params: { id: ballot.publicId } })
  const read = readVoteFile(file.content.toString())
  assert.ok(!('refused' in read))
  assert.equal(read.meta.get('seed'), closed.seed)
  const votes = read.election.groups.reduce((sum, { voters }) => sum + voters, 0)
  assert.equal(votes, 8)
  assert.deepEqual(await fresh.database.transact('test', verifyBallots), { ballots: 1, fault: undefined })

  // Nobody may change it, and what somebody alters with other rights is found.
  for (const wrong of [
    `update ballots.results set seed = ''`,
    `insert into ballots.results select gen_random_uuid(), '', '{}', null, now()`,
    'delete from ballots.votes',
    `update ballots.voted set manner = 'paper'`,
  ])
    await assert.rejects(byApp(wrong), /permission denied/, wrong)
  await assert.rejects(
    byApp(`insert into ballots.votes select gen_random_uuid(), ballot_id, '{1}' from ballots.results`),
    /ballots\.not_open/,
  )
  const elsewhere = await planned()
  await expectFound(fresh, async (tx) => (await verifyBallots(tx)).fault, [
    ['ballots.results', `set result = jsonb_set(result, '{blank}', '2')`, /counted otherwise/],
    ['ballots.results', `set seed = 'x'`, /another seed/],
    ['ballots.ballots', 'set budget_fen = 1', /counted otherwise/],
    ['ballots.options', 'set cost_fen = cost_fen + 1', /counted otherwise/],
    [
      'ballots.votes',
      `set marks = '{3}' where id = (select id from ballots.votes order by marks limit 1)`,
      /counted otherwise/,
    ],
    [
      'ballots.voted',
      `set ballot_id = (select id from ballots.ballots where public_id = '${elsewhere.publicId}')`,
      /votes of nobody/,
    ],
  ])

  // Before the group, without money; a meeting of another fund's group does not know it.
  const strange = { meetingId: wire('meeting', other.meetingId) }
  assert.equal(await code(ask(routes.putToGroup, ballot.id, strange)), 'governance.meeting_not_found')
  const put = await ask(routes.putToGroup, ballot.id, { meetingId: wire('meeting', group.meetingId) })
  assert.equal(put.body.motions.length, 1, JSON.stringify(put.body))
  const { rows } = await fresh.owner.query('select kind, amount_fen, about_kind, reasons from governance.motions')
  assert.deepEqual([rows[0].kind, rows[0].amount_fen, rows[0].about_kind], ['other', null, 'ballot'])
  assert.match(rows[0].reasons, /8 人投票/)
})

test('Z3 who voted and what was voted have no column and no time in common, and a vote by code is in no trail', async () => {
  const { rows } = await fresh.owner.query<{ columns: string }>(`
    select string_agg(column_name, ',' order by column_name) as columns from information_schema.columns
     where table_schema = 'ballots' and table_name in ('voted', 'votes') group by table_name order by table_name`)
  assert.deepEqual(
    rows.map(({ columns }) => columns),
    ['ballot_id,manner,roll_id', 'ballot_id,id,marks'],
  )
  const trail = await fresh.owner.query<{ action: string; details: object }>(
    `select distinct action, details from trail.records where action in ('ballots.check_in', 'ballots.cast')`,
  )
  assert.deepEqual(trail.rows, [{ action: 'ballots.check_in', details: {} }])
  const sealed = await fresh.owner.query(`select 1 from ballots.roll where encode(sealed, 'escape') like '%住户%'`)
  assert.equal(sealed.rows.length, 0)
})

test('Z2 Z9 a roll is told its faults by row, fixed by the opening; a withdrawn option keeps its votes and is said so', async () => {
  const ballot = await planned()
  const id = ballot.id
  assert.equal(await code(ask(routes.open, id)), 'ballots.roll_empty')
  assert.equal(await code(load(id, Buffer.from('甲,乙\n1,2\n'))), 'ballots.roll_unreadable')
  const twice = await load(id, Buffer.from('姓名,门牌\n张三,1\n李四,2\n张三,1\n'))
  assert.deepEqual([twice.body.code, twice.body.params], ['ballots.roll_duplicates', { rows: '4' }])
  assert.deepEqual((await load(id, Buffer.from('姓名,门牌\n张三,1\n李四,2\n张三,1\n'), 'true')).body, {
    added: 2,
    merged: 1,
  })
  const again = await load(id, Buffer.from('姓名,门牌\n王五,3\n李四,2\n'))
  assert.deepEqual([again.body.code, again.body.params], ['ballots.roll_duplicates', { rows: '3' }])
  assert.deepEqual((await load(id, Buffer.from('姓名,门牌\n王五,3\n李四,2\n'), 'true')).body, { added: 1, merged: 1 })
  const one = await api.ask(clerk(1), routes.listRoll, { params: { id }, query: { q: '王五' } })
  assert.deepEqual([one.body.total, one.body.items[0].number, one.body.items[0].door], [1, 3, '3'])
  assert.equal(
    (await api.ask(clerk(1), routes.listRoll, { params: { id }, query: { q: '2' } })).body.items[0].name,
    '李四',
  )

  assert.equal(await code(ask(routes.checkIn, id, { voterId: one.body.items[0].id })), 'ballots.not_open')
  assert.equal(await code(ask(routes.checkIn, id, { voterId: nobody('voter') })), 'ballots.voter_not_found')
  assert.equal(await code(ask(routes.publicBallot, ballot.publicId, undefined, STRANGER)), 'ballots.ballot_not_found')
  const { body: shown } = await api.ask(STRANGER, routes.publicList, {})
  assert.ok(!shown.items.some(({ publicId }: { publicId: string }) => publicId === ballot.publicId))
  assert.equal(await code(ask(routes.withdrawOption, id, { number: 9, reason: '没有' })), 'ballots.option_not_found')
  assert.equal((await ask(routes.open, id)).body.state, 'open')
  assert.equal(await code(ask(routes.open, id)), 'ballots.already_open')
  assert.equal(await code(load(id, rollFile(1))), 'ballots.already_open')
  const { codes } = (await ask(routes.makeCodes, id, {})).body
  for (const { code: each } of codes) assert.equal((await vote(ballot, each, [1])).status, 200)
  assert.equal((await ask(routes.withdrawOption, id, { number: 1, reason: '设计未通过' })).status, 200)
  assert.equal(await code(ask(routes.withdrawOption, id, { number: 1, reason: '再次' })), 'ballots.option_withdrawn')
  const { body: closed } = await ask(routes.close, id)
  const outcome = closed.result.outcomes.find((each: { id: string }) => each.id === '1')
  assert.deepEqual([outcome.votes, outcome.reason, outcome.rank], [3, 'withdrawn', null])
  assert.equal(closed.options[0].withdrawn, '设计未通过')
})

test('Z12 the roll is taken along by who keeps the ballot, and told so; the notice names options and nobody', async () => {
  const ballot = await opened(3)
  const params = { id: ballot.id }
  const file = await api.askFile(clerk(1), exports.listRollExport, { params, query: { format: 'csv' } })
  assert.equal(file.headers['x-row-count'], '3')
  assert.match(file.content.toString(), /住户0,0号,已制作/)
  const trail = await fresh.owner.query(
    `select action, details from trail.records where action in ('ballots.export', 'ballots.read_roll') order by 1 limit 9`,
  )
  assert.deepEqual(trail.rows[0].details.personal, ['name', 'door'])
  assert.ok(trail.rows.some(({ action }) => action === 'ballots.read_roll'))
  const reader = holding('auditor', { kind: 'division', code: '150600' })
  assert.equal((await api.ask(reader, exports.listRollExport, { params, query: { format: 'csv' } })).status, 403)
  const query = { format: 'docx', site: 'https://shanju.example' }
  const notice = await api.askFile(clerk(1), routes.printNotice, { params, query })
  const text = String(unpack(notice.content, 1_000_000).get('word/document.xml'))
  assert.match(text, /楼道加灯（600.00元）/)
  assert.ok(text.includes(`https://shanju.example/v/${ballot.publicId}`) && !text.includes('住户0'))
})

test('Z7 Z9 what changes between count and close is counted again: a result of other votes is not written', async () => {
  const ballot = await opened(3)
  for (const { code: each } of ballot.codes) assert.equal((await vote(ballot, each, [1, 2])).status, 200)
  const uuid = await uuidOf(ballot.publicId)
  const result = {
    ...{ rule: 'approval', voters: 3, blank: 0, budgetFen: 1n, spentFen: 0n, shareFen: null },
    outcomes: [],
  }
  const stale = await fresh.database.transact('test', (tx) =>
    closeBallot(tx, clerk(1), uuid, { result: { ...result, rule: 'approval' }, digest: 'of other votes' }),
  )
  assert.equal(stale, false)
  // Two close at once while an option is taken back: one result, and it is that of what stands.
  const [first, second] = await Promise.all([
    ask(routes.close, ballot.id),
    ask(routes.close, ballot.id),
    ask(routes.withdrawOption, ballot.id, { number: 1, reason: '选址未定' }),
  ])
  assert.deepEqual([first.status, second.status].sort(), [200, 409])
  assert.equal((await fresh.database.transact('test', verifyBallots)).fault, undefined)
})

test('Z2 Z10 a roll of 100,000 is taken whole and opens; one more is too many', async () => {
  const { id } = await planned()
  assert.deepEqual((await load(id, rollFile(100_000))).body, { added: 100_000, merged: 0 })
  assert.equal((await ask(routes.get, id)).body.roll, 100_000)
  assert.equal(await code(load(id, rollFile(1))), 'ballots.roll_too_long')
  assert.equal((await ask(routes.open, id)).body.state, 'open')
})

test('Z10 what cannot be: unfit plans, a budget below the cheapest option, a late vote, a ballot called off', async () => {
  const plan = (more: object) =>
    code(api.ask(clerk(1), routes.plan, { body: sent({ ...BALLOT, fundId: wire('fund', group.fundId), ...more }) }))
  assert.equal(await plan({ mostMarks: 4 }), 'ballots.marks_unfit')
  assert.equal(await plan({ closesAt: '2020-01-01T00:00:00Z' }), 'ballots.closes_too_early')
  const strange = sent({ options: [{ ...BALLOT.options[0], projectId: nobody('project') }], mostMarks: 1 })
  assert.equal(await plan(strange), 'ballots.project_not_found')

  const poor = await planned({ budgetFen: 1n })
  await load(poor.id, rollFile(1))
  assert.equal(await code(ask(routes.open, poor.id)), 'ballots.budget_too_small')
  assert.equal((await ask(routes.cancel, poor.id, { reason: '预算写错' })).body.state, 'cancelled')
  assert.equal(await code(ask(routes.cancel, poor.id, { reason: '预算写错' })), 'ballots.cancelled')
  assert.equal(await code(ask(routes.open, poor.id)), 'ballots.cancelled')
  assert.equal(await code(ask(routes.get, nobody('ballot'))), 'ballots.ballot_not_found')

  const late = await opened(2)
  await fresh.owner.query(`update ballots.ballots set closes_at = '2026-01-01' where public_id = $1`, [late.publicId])
  assert.equal(await code(vote(late, late.codes[0]?.code, [1])), 'ballots.voting_over')
  const { body } = await ask(routes.close, late.id)
  assert.deepEqual([body.state, body.result.voters, body.result.spentFen], ['closed', 0, '0'])

  const listed = await api.ask(clerk(1), routes.list, { query: { state: 'closed' } })
  assert.equal(listed.body.total, 4)
  assert.equal((await api.ask(clerk(1), routes.list, { query: { state: 'cancelled' } })).body.total, 1)
  const whole = await planned()
  const tooMany = await api.ask(clerk(1), routes.importRoll, {
    ...{ params: { id: whole.id }, query: { merge: 'false' }, body: rollFile(100_001) },
  })
  assert.equal(tooMany.body.code, 'ballots.roll_too_long')
})
