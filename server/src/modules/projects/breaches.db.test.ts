import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { STEPS } from '@shanju/contract/projects/steps.ts'
import { sql } from 'kysely'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { adopt, decided, makeGroup, type TestGroup } from '#test/support/groups.ts'
import { putToVote } from './actions/budgets.ts'
import { takeWorded } from './actions/steps.ts'
import { CHECKER, MAKER, motionOf, noticed, VOTE, WORDS } from './testkit.ts'

let fresh: FreshDatabase
let group: TestGroup
let id: string
before(async () => {
  fresh = await freshDatabase()
  group = await makeGroup(fresh, 1)
  await adopt(fresh, group)
  id = await noticed(fresh, group)
})
after(() => fresh.close())

/** One statement as the role app. */
const asApp = (text: string): Promise<unknown> => fresh.database.transact('test', (tx) => sql.raw(text).execute(tx.db))
const step = (name: string, from: string, to: string, more: Record<string, string> = {}): Promise<unknown> => {
  const columns = {
    project_id: `'${id}'`,
    number: '6',
    step: `'${name}'`,
    from_state: `'${from}'`,
    to_state: `'${to}'`,
    ...more,
  }
  const all: Record<string, string> = {
    words: `'直接写入的一步'`,
    taken_by: `'${CHECKER.personId}'`,
    taken_at: 'now()',
    ...columns,
  }
  return asApp(`insert into projects.steps (${Object.keys(all)}) values (${Object.values(all)})`)
}

test('J1 the database holds the same table of moves as the contract', async () => {
  const { rows } = await fresh.owner.query<{ way: string }>(
    `select step || ' ' || from_state || ' ' || to_state as way from projects.moves where step <> 'begin'`,
  )
  const ways = Object.entries(STEPS).flatMap(([name, { moves }]) =>
    Object.entries(moves).map(([from, to]) => `${name} ${from} ${to}`),
  )
  assert.deepEqual(rows.map(({ way }) => way).toSorted(), ways.toSorted())
})

test('J1 no step from where the project does not stand, none the table does not have, none out of number', async () => {
  await assert.rejects(step('accept', 'submitted', 'accepted'), /projects.step_not_allowed/)
  await assert.rejects(step('start', 'agreed', 'running'), /projects.step_not_allowed/)
  await assert.rejects(step('decline', 'noticed', 'approved'), /steps_step_from_state_to_state_fkey|foreign key/)
  await assert.rejects(step('decline', 'noticed', 'declined', { number: '9' }), /projects.step_not_allowed/)
})

test('J2 nobody writes that a vote was won: no step leads there, and the motion must be about the project and its sum', async () => {
  await assert.rejects(step('put_to_vote', 'noticed', 'voting'), /projects.notice_running|check constraint/)
  const { rows } = await fresh.owner.query('select count(*)::int as n from projects.moves where to_state = any($1)', [
    ['approved', 'voted_down'],
  ])
  assert.equal(rows[0].n, 0)
  await assert.rejects(asApp(`insert into projects.moves values ('cheat', 'noticed', 'approved')`), /permission denied/)
  fresh.clock.set('2026-12-08T02:00:00Z')
  const later = { taken_at: `'2026-12-08T02:00:00Z'` }
  const other = await fresh.database.transact('test', async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from governance.motions limit 1`.execute(tx.db)
    return rows[0]?.id
  })
  await assert.rejects(
    step('put_to_vote', 'noticed', 'voting', { ...later, motion_id: `'${other}'` }),
    /projects.motion_of_other_kind/,
  )
})

test('J2 a project put to the vote goes where the decision says, and falls back where there was none', async () => {
  const state = async (): Promise<string> =>
    (await fresh.owner.query('select state from projects.pub_projects where id = $1', [id])).rows[0].state
  const put = () =>
    fresh.database.transact('test', (tx) => putToVote(tx, MAKER, id, { ...VOTE, meetingId: group.meetingId }))
  await put()
  assert.equal(await state(), 'voting')
  await assert.rejects(put(), { code: 'projects.step_not_allowed' })
  const motion = await motionOf(fresh, id)
  await fresh.owner.query(
    `insert into governance.withdrawals (motion_id, reason, recorded_at) values ($1, '撤回修改', now())`,
    [motion],
  )
  assert.equal(await state(), 'noticed')
  await put()
  await decided(fresh, group, await motionOf(fresh, id), 'no')
  assert.equal(await state(), 'voted_down')
})

test('J1 J7 what stands in these tables is never changed or taken away, and nobody looks at their own work', async () => {
  for (const table of [
    'projects',
    'steps',
    'proposals',
    'budgets',
    'objections',
    'answers',
    'evidence',
    'closings',
    'moves',
  ]) {
    await assert.rejects(asApp(`delete from projects.${table}`), /permission denied/, table)
    await assert.rejects(
      asApp(`update projects.${table} set ${table === 'moves' ? 'step' : 'words'} = 'x'`),
      /permission denied|does not exist/,
    )
  }
  await assert.rejects(
    asApp(`insert into projects.budgets (project_id, number, sum_fen, line_names, line_fens, made_at)
      values ('${id}', 9, 100, '{餐费}', '{99}', now())`),
    /budgets_add_up/,
  )
  await assert.rejects(
    asApp(`insert into projects.closings (project_id, surplus_fen, treatment, closed_on)
      values ('${id}', 5, 'return_to_limit', '2026-12-08')`),
    /projects.surplus_untreated/,
    'what is left is not whatever somebody writes',
  )
  await assert.rejects(
    asApp(
      `insert into projects.objections (id, project_id, words, made_at) values (gen_random_uuid(), '${id}', '\\x00', now())`,
    ),
    /projects.notice_over/,
  )
})

test('J1 two who take the same step at once: one does, the other is told', async () => {
  const other = await noticed(fresh, group, '又一个项目')
  const take = (n: number) =>
    fresh.database.transact('test', (tx) => takeWorded(tx, MAKER, other, 'decline', `${WORDS}${n}`))
  const outcomes = await Promise.allSettled([take(1), take(2), take(3)])
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') assert.equal(outcome.reason.code, 'projects.step_not_allowed')
})
