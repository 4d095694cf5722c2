import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Actor, Role } from '@shanju/contract/access.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { exports } from '@shanju/contract/regulations/exports.ts'
import { routes } from '@shanju/contract/regulations/routes.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addHost } from '#test/support/house.ts'
import { addPerson } from '#test/support/people.ts'
import { type Debtor, openDuties, regulationsServed } from './index.ts'
import { DEFINITIONS } from './logic/book.ts'
import type { Finding } from './logic/finding.ts'

const at = (role: Role, code: string): Actor => holding(role, { kind: 'division', code })
const CITY = at('city_bureau', '150600')
const DONGSHENG = at('banner_bureau', '150602')
const KANGBASHI = at('banner_bureau', '150603')
const REASON = '经局务会研究决定'
const TOWN_PATH = ['150600', '150602', '150602100']

/** As a later module hands it in. */
const keptHere: Parameters<typeof regulationsServed>[1][number] = async (_tx, { from, limit }) => ({
  found: limit + 7,
  items: [500_000n, 1_500_000n].map((amountFen) => ({
    ...{ kind: 'gift', id: randomUUID(), name: `G${amountFen}`, on: from, amountFen },
    facts: {
      gift: {
        ...{ donor: 'named', kind: 'money', amountFen, goods: null, handler: 'recorded', givenOn: from },
        ...{ receipt: 'issued', donorAsksAgreement: false, agreementSigned: false },
      },
    },
  })),
})

let fresh: FreshDatabase
let api: TestApi
let host: string
let manager: Actor
before(async () => {
  fresh = await freshDatabase()
  api = testApi(
    fresh,
    regulationsServed(async () => {}, [keptHere]),
  )
  host = await addHost(fresh, 1)
  manager = holding('charity_manager', { kind: 'organisation', id: host })
})
after(async () => {
  await api.close()
  await fresh.close()
})

const change = (id: string, body: object, actor: Actor = CITY, key?: string) =>
  api.ask(actor, routes.changeSetting, {
    ...{ params: { id }, body: { fromOn: '2026-11-23', reason: REASON, ...body } },
    ...(key ? { key } : {}),
  })

const both = { zh: '某规则', en: 'a regulation' }
const task: Finding = {
  ...{ regulation: 'F08', reason: 'to_publish', severity: 'task', title: both, citation: both },
  due: { from: '2026-11-01', term: { days: 30, unit: 'days' } },
}
let opened = 0
async function open(more: Partial<Debtor> = {}): Promise<string> {
  const id = `fund${++opened}`
  const debtor: Debtor = {
    ...{ kind: 'fund', id, name: `第${opened}基金(演示)` },
    owner: { role: 'charity_manager', organisationId: host },
    subject: { divisions: TOWN_PATH, organisationIds: [host] },
    ...more,
  }
  await fresh.database.transact('test', (tx) =>
    openDuties(tx, { kind: 'system', name: 'test' }, [{ debtor, tasks: [task] }]),
  )
  const { rows } = await fresh.owner.query('select id from regulations.duties where subject_id = $1', [debtor.id])
  return showId('duty', rows[0].id)
}

describe('the rule book', () => {
  test('R1: anybody reads every regulation with its sources, marks, values and state', async () => {
    const { status, body } = await api.ask(STRANGER, routes.list)
    assert.equal(status, 200)
    assert.equal(body.on, '2026-11-23')
    assert.deepEqual(
      body.items.map((each: { id: string }) => each.id),
      DEFINITIONS.map(({ id }) => id),
    )
    const f07 = body.items.find((each: { id: string }) => each.id === 'F07')
    assert.deepEqual(
      [f07.severity, f07.evidence, f07.enabled, f07.inForce, f07.changed, f07.parameters[0].value],
      ['warn', 'A', true, true, false, '1000000'],
    )
  })

  test('one kind of judgement is asked for by itself, and a day on which little was in force yet says so', async () => {
    const { body: texts } = await api.ask(STRANGER, routes.list, { query: { speaksOf: 'text' } })
    assert.deepEqual(
      texts.items.map((each: { id: string }) => each.id),
      ['X13'],
    )
    const { body: then } = await api.ask(STRANGER, routes.list, { query: { on: '2020-01-01' } })
    const inForce = then.items.filter((each: { inForce: boolean }) => each.inForce)
    assert.deepEqual(
      inForce.map((each: { id: string }) => each.id),
      ['A02'],
    )
  })

  test('one regulation shows what it ships with, and an unknown one is not there', async () => {
    const { body } = await api.ask(STRANGER, routes.get, { params: { id: 'D02' } })
    assert.deepEqual(
      body.shippedValues.map((each: Record<string, unknown>) => [each.name, each.value, each.evidence]),
      [['days', 10, 'A']],
    )
    assert.deepEqual(body.changes, [])
    assert.equal((await api.ask(STRANGER, routes.get, { params: { id: 'Z99' } })).body.code, 'platform.not_found')
    assert.equal((await api.ask(STRANGER, routes.get, { params: { id: 'nonsense' } })).status, 422)
  })

  test('R6: a change by the city bureau is published at once, with its reason and without its author', async () => {
    const { status, body } = await change('F02', { severity: 'block', fromOn: '2026-12-01' })
    assert.deepEqual([status, body.severity], [200, 'warn'], 'today it still warns')
    const then = await api.ask(STRANGER, routes.get, { params: { id: 'F02' }, query: { on: '2026-12-01' } })
    assert.deepEqual([then.body.severity, then.body.changed], ['block', true])
    const [made] = then.body.changes
    assert.deepEqual(made, {
      ...{ fromOn: '2026-12-01', severity: 'block', enabled: null, values: [], reason: REASON },
      recordedAt: made.recordedAt,
    })
  })

  test('R6: nobody but city bureau and city administrator changes a regulation', async () => {
    for (const actor of [DONGSHENG, at('town', '150602100'), at('auditor', '150600'), manager])
      assert.equal((await change('F02', { enabled: false }, actor)).body.code, 'platform.not_permitted')
    assert.equal((await change('F02', { enabled: false }, STRANGER)).body.code, 'platform.not_signed_in')
    // The right at a banner does not reach a rule that holds for the city.
    assert.equal((await change('F02', { enabled: false }, at('administrator', '150602'))).status, 404)
    assert.equal((await change('F02', { enabled: false }, at('administrator', '150600'))).status, 200)
    assert.equal((await change('Z99', { enabled: false })).status, 404)
  })

  test('what cannot be changed so is refused, each with its own sentence', async () => {
    for (const [id, body, code] of [
      ['F03', { severity: 'warn' }, 'regulations.changes_nothing'],
      ['F03', { severity: 'block', fromOn: '2026-11-22' }, 'regulations.starts_in_past'],
      ['F03', { severity: 'task' }, 'regulations.severity_not_possible'],
      ['F03', { values: { colour: ['red'] } }, 'regulations.parameter_unknown'],
      ['D02', { values: { days: 'ten' } }, 'platform.invalid_input'],
      ['D02', { values: { days: -1 } }, 'platform.invalid_input'],
      ['D02', { values: { days: '7' } }, 'regulations.parameter_out_of_range'],
      ['F03', { severity: 'block', reason: ' ' }, 'platform.invalid_input'],
      ['F03', { severity: 'block', reason: '请找我 138 1234 5678' }, 'regulations.blocked'],
      ['F03', { severity: 'block', by: 'me' }, 'platform.invalid_input'],
      ['F03', { severity: 'block', fromOn: '2026-02-30' }, 'platform.invalid_input'],
    ] as const) {
      const answer = await change(id, body)
      assert.equal(answer.body.code, code, JSON.stringify(body))
      assert.doesNotMatch(answer.body.message, /[{}]|refusal\./)
      assert.doesNotMatch(JSON.stringify(answer.body), /138 1234/)
    }
    const blocked = await change('F03', { severity: 'block', reason: '请找我 138 1234 5678' })
    assert.match(blocked.body.message, /^不符合规则 X13“.+”：“理由”里有手机号（第 5 个字起）。依据：.+第82条/)
  })

  test('the same change asked twice under one key is made once and answered alike', async () => {
    const first = await change('D07', { values: { line: '3000000' } }, CITY, 'change-line-1')
    const again = await change('D07', { values: { line: '3000000' } }, CITY, 'change-line-1')
    assert.deepEqual([first.status, again.status], [200, 200])
    assert.deepEqual(again.body, first.body)
    assert.equal(again.body.changes.length, 1)
  })
})

describe('duties', () => {
  const done = (id: string, actor: Actor, evidence = '慈善中国已公开') =>
    api.ask(actor, routes.doDuty, { params: { id }, body: { evidence } })

  test('R10: a duty is seen where it lies and by who answers, and by nobody else', async () => {
    const id = await open()
    const sees = async (actor: Actor) => (await api.ask(actor, routes.getDuty, { params: { id } })).status
    assert.deepEqual(
      [await sees(CITY), await sees(DONGSHENG), await sees(manager), await sees(at('auditor', '150602'))],
      [200, 200, 200, 200],
    )
    assert.deepEqual([await sees(KANGBASHI), await sees(STRANGER)], [404, 403])
    const listed = async (actor: Actor) =>
      (await api.ask(actor, routes.listDuties)).body.items?.some((each: { id: string }) => each.id === id)
    assert.deepEqual([await listed(manager), await listed(KANGBASHI), await listed(DONGSHENG)], [true, false, true])
  })

  test('a duty says what, for what, by when, whose, and by which source', async () => {
    const id = await open({ name: '民生社区基金(演示)' })
    const { body } = await api.ask(manager, routes.getDuty, { params: { id } })
    assert.deepEqual(
      [body.title.zh, body.title.en, body.dueOn, body.daysLeft, body.ownerRole, body.organisation.id, body.state],
      [
        '公开基金信息：民生社区基金(演示)',
        'Publish the fund’s information: 民生社区基金(演示)',
        ...['2026-12-01', 8, 'charity_manager', showId('org', host), 'open'],
      ],
    )
    assert.match(body.regulation.citation.zh, /民政部令第81号/)
  })

  test('R8: the owner marks it done with evidence; others may not; done it is not done again', async () => {
    const name = '王会计'
    const worker = await addPerson(
      fresh.database,
      'manager.one',
      { role: 'charity_manager', reach: { kind: 'organisation', id: host } },
      name,
    )
    const owner: Actor = { ...manager, personId: worker } as Actor
    const id = await open()
    assert.equal((await done(id, at('town', '150602100'))).body.code, 'regulations.not_the_owner')
    assert.equal((await done(id, KANGBASHI)).status, 404)
    assert.equal((await done(id, at('auditor', '150600'))).body.code, 'platform.not_permitted')
    assert.equal((await done(id, owner, ' ')).body.code, 'platform.invalid_input')
    const { status, body } = await done(id, owner)
    assert.deepEqual([status, body.state, body.evidence, body.closedBy], [200, 'done', '慈善中国已公开', name])
    const again = await done(id, owner)
    assert.deepEqual([again.status, again.body.code], [409, 'regulations.step_not_from_here'])
    assert.match(again.body.message, /已完成/)
  })

  test('R8: an overseeing bureau waives with a reason, the owner does not; notes stand beside what is closed', async () => {
    const id = await open()
    const waive = (actor: Actor) => api.ask(actor, routes.waiveDuty, { params: { id }, body: { reason: '基金已并入' } })
    const correct = (actor: Actor) =>
      api.ask(actor, routes.correctDuty, { params: { id }, body: { note: '并入日期有误' } })
    assert.equal((await correct(manager)).body.code, 'regulations.step_not_from_here')
    assert.equal((await waive(manager)).body.code, 'platform.not_permitted')
    assert.equal((await waive(KANGBASHI)).status, 404)
    const { body } = await waive(DONGSHENG)
    assert.deepEqual([body.state, body.reason, body.evidence], ['waived', '基金已并入', ''])
    const { body: noted } = await correct(manager)
    assert.deepEqual(
      [noted.state, noted.corrections.map((each: { note: string }) => each.note)],
      ['waived', ['并入日期有误']],
    )
    assert.equal((await correct(DONGSHENG)).body.code, 'regulations.not_the_owner')
  })

  test('lists are narrowed by state, regulation, thing, day and owner, and counted alike', async () => {
    const mine = await open()
    await open({ owner: { role: 'town', organisationId: null } })
    const total = async (query: Record<string, string>, actor: Actor = CITY) =>
      (await api.ask(actor, routes.listDuties, { query })).body.total
    const all = await total({})
    assert.equal(
      await total({ state: 'open' }),
      all - (await total({ state: 'done' })) - (await total({ state: 'waived' })),
    )
    assert.deepEqual([await total({ regulation: 'D02' }), await total({ regulation: 'F08' })], [0, all])
    assert.deepEqual([await total({ dueBy: '2026-11-30' }), await total({ dueBy: '2026-12-01' })], [0, all])
    assert.equal(await total({ subjectKind: 'fund', subjectId: `fund${opened}` }), 1)
    assert.equal(await total({ mine: 'true' }), 0, 'the city bureau owns none')
    assert.equal(await total({ mine: 'true' }, at('town', '150602100')), 1)
    assert.equal(await total({ mine: 'true' }, manager), all - 1)
    const counts = async (actor: Actor, query: Record<string, string> = {}) =>
      (await api.ask(actor, routes.countDuties, { query })).body
    const open1 = await total({ state: 'open' })
    assert.deepEqual(await counts(CITY), { open: open1, overdue: 0, soon: 0 })
    fresh.clock.set('2026-11-28T02:00:00Z')
    assert.deepEqual(await counts(CITY), { open: open1, overdue: 0, soon: open1 })
    fresh.clock.set('2026-12-02T02:00:00Z')
    assert.deepEqual(await counts(at('town', '150602100'), { mine: 'true' }), { open: 1, overdue: 1, soon: 0 })
    const { body } = await api.ask(manager, routes.getDuty, { params: { id: mine } })
    assert.equal(body.daysLeft, -1)
    fresh.clock.set('2026-11-23T02:00:00Z')
    assert.equal((await api.ask(STRANGER, routes.listDuties)).status, 403)
    assert.equal((await api.ask(at('group_member', '150602'), routes.countDuties)).status, 403)
  })

  test('the whole list is taken along as a file, narrowed like the list', async () => {
    const answer = await api.askFile(DONGSHENG, exports.listDutiesExport, { query: { format: 'csv' } })
    const { body } = await api.ask(DONGSHENG, routes.listDuties)
    assert.equal(Number(answer.headers['x-row-count']), body.total)
    assert.match(answer.content.toString('utf8'), /公开基金信息,第\d+基金\(演示\),fund/)
    assert.equal((await api.askFile(KANGBASHI, exports.listDutiesExport)).headers['x-row-count'], '0')
  })
})

describe('evidence', () => {
  const paper = Buffer.concat([Buffer.from('%PDF 公开截图'), randomBytes(50)])
  const add = (id: string, content: Buffer, actor: Actor = manager, fileName = '公开 截图.pdf') =>
    api.ask(actor, routes.addEvidence, { params: { id }, query: { fileName }, body: content })

  test('R10: a file is added by the owner, read in reach, sealed where it lies; reading it leaves a trail row', async () => {
    const id = await open()
    const { status, body } = await add(id, paper)
    assert.deepEqual([status, body.files.length, body.files[0].name], [200, 1, '公开 截图.pdf'])
    const params = { id, fileId: body.files[0].id }
    const read = (actor: Actor) => api.askFile(actor, routes.readEvidence, { params })
    const answer = await read(DONGSHENG)
    assert.deepEqual(answer.content, paper)
    assert.match(answer.headers['content-disposition'] ?? '', /^attachment; filename\*=UTF-8''%E5%85%AC/)
    assert.deepEqual([(await read(KANGBASHI)).status, (await read(STRANGER)).status], [404, 403])
    const { rows: kept } = await fresh.owner.query('select content from files.blobs')
    assert.ok(kept.every(({ content }) => !content.includes(Buffer.from('%PDF'))))
    const { rows: told } = await fresh.owner.query(
      `select details, divisions from trail.records where action = 'regulations.read_evidence'`,
    )
    assert.deepEqual(
      told.map(({ divisions }) => divisions),
      [TOWN_PATH],
    )
    assert.ok(!JSON.stringify(told).includes('截图'))
  })

  test('a file of another duty is not there, however right its id', async () => {
    const [first, second] = [await open(), await open()]
    const { body } = await add(first, paper)
    const params = { id: second, fileId: body.files[0].id }
    assert.equal((await api.askFile(manager, routes.readEvidence, { params })).status, 404)
  })

  test('nothing, too much, and a file from somebody else are refused', async () => {
    const id = await open()
    assert.equal((await add(id, Buffer.alloc(0))).body.code, 'regulations.evidence_empty')
    const large = await add(id, Buffer.alloc(19 * 1024 * 1024 + 1))
    assert.deepEqual([large.status, large.body.code], [413, 'regulations.evidence_too_large'])
    assert.match(large.body.message, /19 MB/)
    assert.equal((await add(id, paper, at('town', '150602100'))).body.code, 'regulations.not_the_owner')
    assert.equal((await add(id, paper, KANGBASHI)).status, 404)
    const { body } = await api.ask(manager, routes.getDuty, { params: { id } })
    assert.deepEqual(body.files, [])
  })
})

test('R12: a changed regulation is tried on what is on record, by who may change it; what was not tried is counted', async () => {
  const tried = (id: string, query: object, actor: Actor = CITY) =>
    api.ask(actor, routes.tryChange, { params: { id }, query: query as never })
  const lower = (await tried('D07', { values: JSON.stringify({ line: '400000' }) })).body
  assert.deepEqual([lower.tried, lower.different], [2, 1])
  assert.deepEqual([lower.items[0].name, lower.items[0].was, lower.items[0].wouldBe], ['G500000', 'nothing', 'warn'])
  assert.equal(lower.untried[0].why, 'beyond')
  assert.equal((await tried('D07', {})).body.different, 0)
  assert.equal((await tried('D07', { enabled: 'false', show: 'all', q: 'g15' })).body.items[0].wouldBe, 'nothing')
  // Duties of this module itself.
  const id = await open()
  const duties = (await tried('F08', { values: '{"days":9}', kind: 'duty' })).body
  assert.ok(duties.tried > 0 && duties.items.length === duties.different, id)
  assert.equal((await tried('U04', { severity: 'warn' })).body.tried, 0)
  assert.equal((await tried('D07', { values: '{' })).body.code, 'platform.invalid_input')
  assert.equal((await tried('D07', { values: '{"width":"1"}' })).body.code, 'regulations.parameter_unknown')
  assert.equal((await tried('D07', { severity: 'task' })).body.code, 'regulations.severity_not_possible')
  assert.equal((await tried('D07', {}, DONGSHENG)).status, 403)
  const file = await api.askFile(CITY, exports.tryChangeExport, {
    params: { id: 'D07' },
    query: { enabled: 'false', format: 'csv' } as never,
  })
  assert.equal(file.status, 200)
})
