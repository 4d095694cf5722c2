import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { routes } from '@shanju/contract/evaluation/routes.ts'
import { drawSample } from '@shanju/contract/evaluation/sample.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import { served as servedProjects } from '#modules/projects/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { expectFound } from '#test/support/altered.ts'
import { STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { adopt, makeGroup, motionAbout, nobody, sent, type TestGroup, wire } from '#test/support/groups.ts'
import { addProven } from '#test/support/payments.ts'
import { atWork, MAKER, noticed, put, somebody } from '#test/support/projects.ts'
import { served, verifyEvaluations } from './index.ts'
import { publicRow } from './queries/evaluations.ts'
import { drawFigures } from './queries/figures.ts'
import { sha256 } from './queries/roll.ts'
import { PLAN, rollFile, SHORT } from './testkit.ts'

let fresh: FreshDatabase
let api: TestApi
let group: TestGroup
let questionnaireId: string
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, [...servedProjects, ...served])
  group = await makeGroup(fresh, 1)
  await adopt(fresh, group)
  questionnaireId = (await api.ask(CITY, routes.addQuestionnaire, { body: SHORT })).body.id
})
after(async () => {
  await api.close()
  await fresh.close()
})

const CITY = somebody(9, 'city_bureau', '150600')
const clerk = (n: number): Actor => ({
  ...{ kind: 'person', personId: `0193a000-0000-7000-8000-00000000000${n}` },
  assignments: [{ role: 'charity_manager', reach: { kind: 'organisation', id: group.hostId } }],
})
const ask = async (route: AnyRoute, id: string, body?: unknown, actor: Actor = clerk(3)) =>
  api.ask(actor, route, { params: { id }, ...(body === undefined ? {} : { body: sent(body as object) }) })
const code = async (answer: Promise<{ body: { code?: string } }>) => (await answer).body.code
const load = (id: string, content: Buffer, merge = 'false') =>
  api.ask(clerk(3), routes.importRoll, { params: { id }, query: { merge }, body: content })
const plan = (projectId: string, more: object = {}) =>
  api.ask(clerk(3), routes.plan, {
    body: sent({ ...PLAN, projectId: wire('project', projectId), questionnaireId, ...more }),
  })

async function planned(name: string, more: object = {}) {
  const projectId = await atWork(fresh, group, name)
  const made = await plan(projectId, more)
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return { ...(made.body as { id: string; publicId: string; seedHash: string }), projectId }
}
async function opened(name: string, count: number, more: object = {}) {
  const made = await planned(name, more)
  assert.equal((await load(made.id, rollFile(count))).body.added, count)
  assert.equal((await ask(routes.draw, made.id, {})).status, 200)
  const { body } = await ask(routes.makeCodes, made.id, {})
  assert.equal((await ask(routes.open, made.id)).status, 200)
  return { ...made, codes: body.codes as { id: string; code: string }[] }
}
const answer = (
  it: { publicId: string },
  typed: string | undefined,
  picks: (number | null)[],
  remarks: object[] = [],
) => ask(routes.answer, it.publicId, { code: typed ?? '', picks, remarks }, STRANGER)
const judgement = { words: '按计划完成，居民普遍满意。', level: 'good' }

test('J11 Q1 Q2 Q3 Q4 Q6 Q9 an evaluation by link, paper and interview: each answers once, apart from their names, and the project waits for it', async () => {
  const it = await opened('三种方式', 14)
  const [a, b, c, d, e, f] = it.codes
  const good = [5, 1, 3, null]
  const typed = a?.code.toLowerCase().replace(/(.{4})/g, '$1 ')
  assert.equal((await answer(it, typed, good, [{ question: 4, words: '饭菜热乎，谢谢。' }])).status, 200)
  assert.equal(await code(answer(it, a?.code, good)), 'evaluation.already_answered')
  // At once from two phones: one wins, the other is told.
  const both = await Promise.all([answer(it, b?.code, good), answer(it, b?.code, good)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
  assert.equal(await code(answer(it, 'ABCD', good)), 'evaluation.code_not_found')
  assert.equal(await code(answer(it, '0000 0000 0000', good)), 'evaluation.code_not_found')
  for (const wrong of [
    [9, 1, 3, null],
    [5, 1, 3],
    [5, 1, 3, 2],
  ])
    assert.equal(await code(answer(it, c?.code, wrong)), 'evaluation.answers_unfit')
  const telling = [{ question: 4, words: '我叫王某，电话13847712345' }]
  assert.equal(await code(answer(it, c?.code, good, telling)), 'regulations.blocked')
  const hostile = [{ question: 4, words: `<script>'); drop table x; --` }]
  assert.equal((await answer(it, c?.code, [null, null, null, null], hostile)).status, 200)
  const renewed = await ask(routes.makeCodes, it.id, { respondentId: d?.id })
  assert.equal(await code(answer(it, d?.code, good)), 'evaluation.code_not_found')
  assert.equal((await answer(it, renewed.body.codes[0].code, good)).status, 200)

  // Paper: after an answer by phone it is refused; two clerks must read the same.
  assert.equal(await code(ask(routes.checkIn, it.id, { respondentId: a?.id })), 'evaluation.already_answered')
  assert.equal(
    await code(ask(routes.checkIn, it.id, { respondentId: nobody('respondent') })),
    'evaluation.respondent_not_found',
  )
  assert.equal((await ask(routes.checkIn, it.id, { respondentId: e?.id })).body.byManner.paper, 1)
  assert.equal(await code(ask(routes.makeCodes, it.id, { respondentId: e?.id })), 'evaluation.already_answered')
  const key = (n: number, picks: (number | null)[]) =>
    ask(routes.keySheet, it.id, { sheet: 1, picks, remarks: [{ question: 4, words: '路远。' }] }, clerk(n))
  assert.equal(await code(key(3, [5])), 'evaluation.answers_unfit')
  assert.equal((await key(3, [4, 1, 2, null])).body.sheets[0].state, 'once')
  assert.equal((await key(4, [4, 2, 2, null])).body.sheets[0].state, 'differs')

  // An interviewer never ran the project; the database says so too.
  const talk = { respondentId: f?.id, mode: 'visit', picks: good }
  const town = (n: number) => somebody(n, 'town')
  assert.equal(await code(ask(routes.interview, it.id, talk, somebody(1, 'community_worker'))), 'evaluation.ran_it')
  assert.equal((await ask(routes.get, it.id, undefined, clerk(1))).body.ranIt, true)
  assert.equal((await ask(routes.interview, it.id, talk, town(5))).body.byManner.interview, 1)
  assert.equal(await code(ask(routes.interview, it.id, talk, town(5))), 'evaluation.already_answered')
  await assert.rejects(
    fresh.database.pool.query(
      `insert into evaluation.answered select s.roll_id, s.evaluation_id, 'interview', $1, 'visit' from evaluation.sampled s
        where not exists (select 1 from evaluation.answered a where a.roll_id = s.roll_id) limit 1`,
      [MAKER.personId],
    ),
    /evaluation\.ran_it/,
  )

  // The project is not judged while people are asked.
  await put(fresh, it.projectId, 7, 'accept', 'submitted', 'accepted')
  const project = wire('project', it.projectId)
  assert.equal(await code(ask(projects.evaluate, project, judgement, town(5))), 'projects.evaluation_running')
  await assert.rejects(
    fresh.database.pool.query(
      `insert into projects.steps (project_id, number, step, from_state, to_state, words, taken_by, taken_at)
       values ($1, 8, 'evaluate', 'accepted', 'evaluated', '好的', $2, now())`,
      [
        it.projectId,
        nobody('')
          .slice(1)
          .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
      ],
    ),
    /projects\.evaluation_running/,
  )

  await ask(routes.addReading, it.id, { indicator: 1, value: 1800, on: '2026-11-20', source: '签到表' })
  const unsettled = async (expected: string) => assert.equal(await code(ask(routes.close, it.id)), expected)
  await unsettled('evaluation.still_open')
  for (const each of it.codes.slice(6)) assert.equal((await answer(it, each.code, good)).status, 200)
  await unsettled('evaluation.sheets_differ')
  assert.equal((await key(4, [4, 1, 2, null])).body.sheets[0].state, 'agreed')
  const { body: closed } = await ask(routes.close, it.id)
  assert.equal(closed.state, 'closed', JSON.stringify(closed))
  assert.deepEqual(closed.misread, { sheets: 1, of: 1 })
  assert.deepEqual(closed.figures.byManner, { link: 12, paper: 1, interview: 1 })
  // 13 answered the scale, all of them satisfied; the one cell of 1 hides another.
  assert.deepEqual(
    closed.figures.questions[0].cells.map((cell: { count: number }) => cell.count),
    [0, 0, 0, null, null],
  )
  assert.deepEqual([closed.figures.satisfaction.share, closed.figures.satisfaction.bound], [1000, 'exact'])
  assert.deepEqual([closed.figures.mannerShares, closed.figures.costFen], [[], null])
  await unsettled('evaluation.not_open')
  assert.equal(await code(answer(it, a?.code, good)), 'evaluation.not_open')
  assert.equal((await ask(projects.evaluate, project, judgement, town(5))).status, 200)
  assert.equal(
    (await api.ask(clerk(3), projects.list, { query: { q: '三种方式' } })).body.items[0].finding.answered,
    14,
  )

  // Words of answers: staff read them, apart from everything else.
  const { body: remarks } = await ask(routes.listRemarks, it.id)
  assert.deepEqual(
    remarks.items.map(({ words }: { words: string }) => words).sort(),
    [hostile[0]?.words, '路远。', '饭菜热乎，谢谢。'].sort(),
  )
  const { rows } = await fresh.owner.query<{ columns: string }>(`
    select string_agg(column_name, ',' order by column_name) as columns from information_schema.columns
     where table_schema = 'evaluation' and table_name in ('answered', 'answers', 'remarks') group by table_name order by table_name`)
  assert.deepEqual(
    rows.map(({ columns }) => columns),
    [
      'evaluation_id,interviewer_id,manner,mode,roll_id',
      'evaluation_id,id,manner,picks',
      'evaluation_id,id,question,sealed',
    ],
  )
  const trail = await fresh.owner.query(
    `select 1 from trail.records where action like 'evaluation.answer%' or details::text ~ '受访|热乎'`,
  )
  assert.equal(trail.rows.length, 0)
  const open = (await fresh.owner.query(`select 1 from evaluation.roll where encode(sealed, 'escape') like '%受访%'`))
    .rows
  assert.equal(open.length, 0)

  // The role app alters none of it, and what somebody alters with other rights is found.
  for (const wrong of [
    `update evaluation.results set figures = '{}'`,
    `insert into evaluation.results select gen_random_uuid(), '{}', null, now()`,
    'delete from evaluation.answers',
    `update evaluation.answers set picks = '{1}'`,
    `update evaluation.answered set manner = 'link'`,
    `update evaluation.readings set value = 1`,
  ])
    await assert.rejects(fresh.database.pool.query(wrong), /permission denied/, wrong)
  await assert.rejects(
    fresh.database.pool.query(
      `insert into evaluation.answers select gen_random_uuid(), evaluation_id, 'link', picks from evaluation.answers limit 1`,
    ),
    /evaluation\.not_open/,
  )
})

test('Q5 Q10 refusals come in their order: projects, rolls, the draw that anybody can repeat, opening and calling off', async () => {
  const early = await noticed(fresh, group, '还没开始的项目')
  assert.equal(await code(plan(early)), 'evaluation.project_not_ready')
  assert.equal(
    await code(plan(early, { questionnaireId: nobody('questionnaire') })),
    'evaluation.questionnaire_not_found',
  )
  const project = await atWork(fresh, group, '按社区抽样')
  assert.equal(await code(plan(project, { closesAt: '2020-01-01T00:00:00Z' })), 'evaluation.closes_too_early')
  const { body: it } = await plan(project, { sampling: 'stratified', margin: 100 })
  assert.equal(await code(plan(project)), 'evaluation.under_way')
  const { id } = it
  assert.equal(await code(ask(routes.draw, id, {})), 'evaluation.roll_empty')
  assert.equal(await code(ask(routes.open, id)), 'evaluation.not_drawn')
  assert.equal(await code(ask(routes.makeCodes, id, {})), 'evaluation.not_drawn')
  assert.equal(await code(load(id, Buffer.from('甲,乙\n1,2\n'))), 'evaluation.roll_unreadable')
  assert.equal(await code(load(id, Buffer.from('姓名\n张三\n张三\n'))), 'evaluation.roll_duplicates')
  assert.equal((await load(id, rollFile(90, ['甲社区', '甲社区', '乙社区']))).body.added, 90)
  assert.equal(await code(load(id, rollFile(2))), 'evaluation.roll_known')
  assert.deepEqual((await load(id, rollFile(2), 'true')).body, { added: 0, merged: 2 })
  const { body: drawn } = await ask(routes.draw, id, {})
  assert.deepEqual([drawn.people, drawn.asked, sha256(drawn.seed)], [90, 47, it.seedHash])
  assert.equal(await code(ask(routes.draw, id, {})), 'evaluation.already_drawn')
  assert.equal(await code(load(id, rollFile(1))), 'evaluation.already_drawn')
  // Anybody draws the same again.
  const page = async (asked?: 'yes') =>
    (
      await api.ask(clerk(3), routes.listRoll, {
        params: { id },
        query: { pageSize: '200', ...(asked ? { asked } : {}) },
      })
    ).body.items
  const roll = (await page()) as { number: number; community: string; id: string; asked: boolean; name: string }[]
  const again = drawSample(roll, { size: 47, seed: drawn.seed, byCommunity: true }, sha256)
  assert.deepEqual(
    (await page('yes')).map(({ number }: { number: number }) => number),
    again,
  )
  assert.equal(
    (await api.ask(clerk(3), routes.listRoll, { params: { id }, query: { q: '受访3' } })).body.items[0].name,
    '受访3',
  )
  assert.equal(await code(ask(routes.asking, it.publicId, undefined, STRANGER)), 'evaluation.evaluation_not_found')
  assert.equal((await ask(routes.open, id)).body.state, 'open')
  assert.equal(await code(ask(routes.open, id)), 'evaluation.already_open')
  const left = roll.find(({ asked }) => !asked)
  assert.equal(await code(ask(routes.makeCodes, id, { respondentId: left?.id })), 'evaluation.not_asked')
  assert.equal(await code(ask(routes.checkIn, id, { respondentId: left?.id })), 'evaluation.not_asked')
  assert.equal((await ask(routes.asking, it.publicId, undefined, STRANGER)).body.questionnaire.questions.length, 4)
  assert.equal((await ask(routes.cancel, id, { reason: '名册有误' })).body.state, 'cancelled')
  assert.equal(await code(ask(routes.cancel, id, { reason: '名册有误' })), 'evaluation.cancelled')
  assert.equal((await plan(project)).status, 200)
  assert.equal(await code(ask(routes.get, nobody('evaluation'))), 'evaluation.evaluation_not_found')

  // Late, with too few answers: the figures say how many answered, and nothing else.
  const few = await opened('答的人少', 12)
  for (const each of few.codes.slice(0, 4)) await answer(few, each.code, [1, 2, 0, null])
  await fresh.owner.query(`update evaluation.evaluations set closes_at = '2026-01-01' where public_id = $1`, [
    few.publicId,
  ])
  assert.equal(await code(answer(few, few.codes[5]?.code, [1, 2, 0, null])), 'evaluation.over')
  await fresh.owner.query(
    `insert into evaluation.answered select s.roll_id, s.evaluation_id, 'paper', null, null from evaluation.sampled s
    where s.roll_id = (select id from evaluation.roll where number = 9 and evaluation_id = s.evaluation_id) and s.evaluation_id =
      (select id from evaluation.evaluations where public_id = $1)`,
    [few.publicId],
  )
  assert.equal(await code(ask(routes.close, few.id)), 'evaluation.sheets_missing')
  for (const n of [3, 4]) await ask(routes.keySheet, few.id, { sheet: 7, picks: [1, 2, 0, null] }, clerk(n))
  const { figures } = (await ask(routes.close, few.id)).body
  assert.deepEqual(
    [figures.answered, figures.satisfaction, figures.questions[0].cells, figures.questions[2].mean],
    [5, null, [], null],
  )
  const fault = async (tx: Tx) => (await verifyEvaluations(tx)).fault
  await expectFound(fresh, fault, [
    ['evaluation.results', `set figures = jsonb_set(figures, '{asked}', '15')`, /counted otherwise/],
    ['evaluation.answers', `set picks = array[1, 1, 3, null]`, /counted otherwise/],
    ['evaluation.answered', `set manner = 'link', interviewer_id = null, mode = null`, /counted otherwise/],
    ['evaluation.evaluations', 'set least_answers = 20', /counted otherwise/],
    ['evaluation.draws', `set seed = 'another'`, /another seed/],
    [
      'evaluation.sampled',
      `set evaluation_id = (select max(evaluation_id::text)::uuid from evaluation.draws)`,
      /asked others/,
    ],
    ['evaluation.readings', 'set value = 9', /counted otherwise/],
  ])
  const compared = await api.ask(clerk(3), routes.compare, { query: {} })
  const ranks = compared.body.items.map((row: { project: { name: string }; rank: number | null }) => [
    row.project.name,
    row.rank,
  ])
  assert.deepEqual(ranks, [
    ['三种方式', null],
    ['答的人少', null],
  ])
  assert.equal((await api.ask(clerk(3), routes.list, { query: { state: 'closed' } })).body.total, 2)

  const next = { ...SHORT, title: { zh: '短问卷（二）', en: 'A second one' } }
  const { body: version } = await api.ask(CITY, routes.addQuestionnaire, { body: next })
  assert.equal(version.version, 2)
  const blocked = { ...SHORT, title: { zh: '打13847712345', en: 'Call us' } }
  assert.equal(await code(api.ask(CITY, routes.addQuestionnaire, { body: blocked })), 'regulations.blocked')
  // Of each key the newest, and the five that ship.
  assert.equal((await api.ask(STRANGER, routes.listQuestionnaires)).body.items.length, 6)
})

test('Q11 indicators are read with day and source, corrected by a later reading and never overwritten', async () => {
  const it = await opened('指标登记', 10)
  const reading = { indicator: 1, value: 1800, on: '2026-11-20', source: '签到表' }
  const read = (more: object) => ask(routes.addReading, it.id, { ...reading, ...more })
  assert.equal(await code(read({ indicator: 2 })), 'evaluation.indicator_not_found')
  assert.equal(await code(read({ on: '2099-01-01' })), 'evaluation.day_ahead')
  assert.equal(await code(read({ source: '问 13847712345' })), 'regulations.blocked')
  assert.equal((await read({})).status, 200)
  assert.equal(await code(read({ value: 1900 })), 'evaluation.correction_without_reason')
  await read({ value: 2100, why: '漏了一周' })
  await read({ indicator: 0, value: 40 })
  // Money counts that arrived under a decision about the project; what is only paid does not.
  const { payment, authority } = await addProven(fresh, { fund: group.fundId, name: '王某某' })
  const motion = await motionAbout(fresh, group, 'project', it.projectId)
  await fresh.owner.query(`
    alter table payments.requests disable trigger user; alter table payments.authorities disable trigger user;
    update payments.authorities set motion_id = '${motion}' where id = '${authority}';
    update payments.requests set state = 'reached', amount_fen = 80000, paid_fen = 80000, paid_at = now(), reached_at = now()
     where id = '${payment}';
    alter table payments.requests enable trigger user; alter table payments.authorities enable trigger user`)
  for (const each of it.codes) await answer(it, each.code, [4, 1, 2, null])
  const { body } = await ask(routes.close, it.id)
  assert.deepEqual(
    body.indicators[1].readings.map(({ value }: { value: number }) => value),
    [2100, 1800],
  )
  assert.deepEqual([body.figures.indicators, body.figures.persons], [[{ target: 2000, value: 2100 }], 40])
  assert.deepEqual([body.figures.reachedFen, body.figures.costFen], ['80000', '2000'])
  assert.equal(await code(read({ value: 1, why: '事后' })), 'evaluation.not_open')
  const { body: shown } = await api.ask(STRANGER, routes.ofProject, { params: { id: body.project.code } })
  assert.equal(shown.items[0].figures.satisfaction.share, 1000)
  assert.ok(!JSON.stringify(shown).includes('受访'))
  // Two projects of one kind have ranks, the third has too few answers.
  const { items } = (await api.ask(clerk(3), routes.compare, { query: { band: 'small' } })).body
  assert.deepEqual(
    items.map((row: { rank: number | null; likes: number }) => [row.rank, row.likes]),
    [
      [1, 2],
      [2, 2],
      [null, 2],
    ],
  )
})

test('Q13 a hundred thousand answers are added up within a second, and a roll of more than that is refused', async () => {
  const it = await opened('十万份答卷', 2)
  await fresh.owner.query(`
    alter table evaluation.answers disable trigger user;
    insert into evaluation.answers (id, evaluation_id, manner, picks)
      select gen_random_uuid(), e.id, 'link', array[1 + n % 5, 1 + n % 2, n % 1000, null]
        from evaluation.evaluations e, generate_series(1, 100000) n where e.public_id = '${it.publicId}';
    alter table evaluation.answers enable trigger user`)
  await fresh.database.transact('test', async (tx) => {
    const row = await publicRow(tx, it.publicId)
    // The best of three: other tests run on the same machine.
    const took: number[] = []
    for (let round = 0; round < 3; round++) {
      const from = performance.now()
      const { questions } = await drawFigures(tx, row)
      took.push(performance.now() - from)
      assert.deepEqual([questions[0]?.answered, questions[2]?.mean], [100_000, 4995])
    }
    assert.ok(Math.min(...took) < 1000, took.join())
  })
  const whole = await planned('名册太长')
  assert.equal(await code(load(whole.id, rollFile(100_001))), 'evaluation.roll_too_long')
})
