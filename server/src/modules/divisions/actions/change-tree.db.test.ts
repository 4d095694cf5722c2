import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import type { MergeInput, NewDivision, SplitInput } from '@shanju/contract/divisions/shapes.ts'
import pg from 'pg'
import { Refusal } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { holding } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { findDivision, resolve, subjectOfDivision } from '../index.ts'
import { getDivision } from '../queries/get-division.ts'
import { mergeDivisions } from './merge-divisions.ts'
import { renameDivision } from './rename-division.ts'
import { setUrban } from './set-urban.ts'
import { splitDivision } from './split-division.ts'

const ACTOR: Actor = holding('city_bureau', { kind: 'division', code: '150600' })
const source = '内政字〔2026〕1号'

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
const merge = (body: Omit<MergeInput, 'source'>) =>
  act((tx) => mergeDivisions(tx, ACTOR, { params: undefined, query: undefined, body: { ...body, source } }))
const split = (code: string, body: Omit<SplitInput, 'source'>) =>
  act((tx) => splitDivision(tx, ACTOR, { params: { code }, query: undefined, body: { ...body, source } }))
const codesOf = async (code: string, on?: string) =>
  (await act((tx) => resolve(tx, code, on))).map((division) => division.code)
const newTown = (code: string): NewDivision => ({ code, name: '新镇', officialName: '新镇', kind: 'town' })
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('D3: codes that ended lead through several changes to what stands on each day', async () => {
  await merge({ codes: ['150621100', '150621101'], into: newTown('150621190'), effectiveOn: '2026-03-01' })
  await split('150621190', {
    parts: [
      { part: newTown('150621191'), children: [] },
      { part: newTown('150621192'), children: await childrenOf('150621190') },
    ],
    effectiveOn: '2026-06-01',
  })
  assert.deepEqual(await codesOf('150621100', '2026-02-28'), ['150621100'])
  assert.deepEqual(await codesOf('150621100', '2026-03-01'), ['150621190'])
  assert.deepEqual(await codesOf('150621100', '2026-06-01'), ['150621191', '150621192'])
  assert.deepEqual(await codesOf('150621101'), ['150621191', '150621192'])
  assert.deepEqual(await codesOf('150621190', '2026-01-01'), [])
  const view = await fresh.owner.query(`select current_code from divisions.pub_current_codes
    where code = '150621100' order by 1`)
  assert.deepEqual(
    view.rows.map((row) => row.current_code),
    ['150621191', '150621192'],
  )
})

async function childrenOf(code: string): Promise<string[]> {
  const { rows } = await fresh.owner.query(
    `select code from divisions.divisions where parent_code = $1 and valid_to is null`,
    [code],
  )
  return rows.map((row) => row.code)
}

test('D3: what lay below keeps its code and lies in the new place', async () => {
  const village = await act((tx) => findDivision(tx, '150621100200'))
  assert.deepEqual([village?.validTo, village?.path], [null, ['150600', '150621', '150621192', '150621100200']])
  const subject = await act((tx) => subjectOfDivision(tx, '150621100200'))
  assert.deepEqual(subject.divisions, village?.path)
})

test('D3: a division shows all that ended in it, however many steps back', async () => {
  const town = await act((tx) => getDivision(tx, '150621192'))
  assert.deepEqual(
    town.formerCodes.map((former) => [former.code, former.kind]),
    [
      ['150621190', 'split'],
      ['150621100', 'merge'],
      ['150621101', 'merge'],
    ],
  )
})

test('D3: a code that ended changes no more and is never used again', async () => {
  await assert.rejects(
    merge({ codes: ['150621100'], into: '150621102', effectiveOn: '2026-07-01' }),
    refusedWith('divisions.ended'),
  )
  await assert.rejects(
    merge({ codes: ['150621102'], into: newTown('150621100'), effectiveOn: '2026-07-01' }),
    refusedWith('divisions.exists_with_same_code'),
  )
})

test('D3: two mergers of the same division at once: one happens, the other is refused', async () => {
  const outcomes = await Promise.allSettled(
    ['150622101', '150622102'].map((into) => merge({ codes: ['150622100'], into, effectiveOn: '2026-07-01' })),
  )
  assert.deepEqual(outcomes.map((each) => each.status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await codesOf('150622100')).length, 1)
})

test('D3: changes of one division are recorded in the order of their days', async () => {
  const rename = (name: string, effectiveOn: string) =>
    act((tx) =>
      renameDivision(tx, ACTOR, {
        params: { code: '150624100' },
        query: undefined,
        body: { name, officialName: name, effectiveOn, source },
      }),
    )
  await rename('甲镇', '2026-05-01')
  await assert.rejects(rename('乙镇', '2026-04-30'), refusedWith('divisions.effective_before_earlier_change'))
  const town = await rename('乙镇', '2026-05-01')
  assert.equal(town.name, '乙镇')
})

test('D5: facts about urban communities are added, never changed; a list shows the latest', async () => {
  const set = (urban: boolean, since: string) =>
    act((tx) =>
      setUrban(tx, ACTOR, { params: { code: '150602001001' }, query: undefined, body: { urban, since, source } }),
    )
  await set(false, '2026-02-01')
  await set(true, '2020-01-01')
  const { rows } = await fresh.owner.query(
    `select urban from divisions.urban_facts where code = '150602001001' order by number`,
  )
  assert.deepEqual(
    rows.map((row) => row.urban),
    [true, false, true],
  )
  assert.equal((await act((tx) => findDivision(tx, '150602001001')))?.urban, true)
  const apart = await fresh.owner.query(`
    select d.code from divisions.divisions d
      left join lateral (select urban from divisions.urban_facts f where f.code = d.code
                          order by number desc limit 1) f on true
     where d.level = 'community' and d.urban is distinct from coalesce(f.urban, false)`)
  assert.deepEqual(apart.rows, [])
})

test('D5: a community set up by a change counts as urban from its first day, until a document says otherwise', async () => {
  const made: NewDivision = { code: '150602001099', name: '新社区', officialName: '新社区', kind: 'community' }
  await split('150602001002', {
    parts: [
      { part: '150602001002', children: [] },
      { part: made, children: [] },
    ],
    effectiveOn: '2026-08-01',
  })
  const shown = await act((tx) => getDivision(tx, made.code))
  assert.deepEqual([shown.urban, shown.urbanFact?.since], [true, '2026-08-01'])
})

test('D7: each change leaves a trail row at every division it names and tells later modules once', async () => {
  const { rows } = await fresh.owner.query(`select subject_id, divisions, person_id is not null as by_person
    from trail.records where action = 'divisions.change' and details->>'to' like '%150621190%' order by subject_id`)
  assert.deepEqual(
    rows.map((row) => [row.subject_id, row.divisions[1], row.by_person]),
    [
      ['150621100', '150621', true],
      ['150621101', '150621', true],
      ['150621190', '150621', true],
    ],
  )
  const told = await fresh.owner.query(`select count(*)::int as n from graphile_worker._private_jobs
    where payload->>'type' = 'divisions.changed'`)
  const made = await fresh.owner.query(`select count(*)::int as n from divisions.changes`)
  assert.deepEqual(told.rows, made.rows)
})

test('D8: the role app can neither delete history nor rewrite it', async () => {
  const app = new pg.Client({ connectionString: fresh.appUrl })
  await app.connect()
  try {
    for (const forbidden of [
      `delete from divisions.divisions`,
      `update divisions.divisions set code = '150699' where code = '150602'`,
      `update divisions.divisions set urban = false where code = '150602001001'`,
      `update divisions.changes set source = '别的'`,
      `delete from divisions.changes`,
      `delete from divisions.successions`,
      `update divisions.urban_facts set urban = false`,
      `delete from divisions.urban_facts`,
      `update divisions.mongolian_names set script = '别的'`,
    ]) {
      await assert.rejects(app.query(forbidden), { code: '42501' }, forbidden)
    }
  } finally {
    await app.end()
  }
})
