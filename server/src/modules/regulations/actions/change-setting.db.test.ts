import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Body } from '@shanju/contract/kit/route.ts'
import type { routes } from '@shanju/contract/regulations/routes.ts'
import pg from 'pg'
import { Refusal } from '#platform/kit/refusal.ts'
import { holding } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { DEFINITIONS, definitionOf } from '../logic/book.ts'
import { settingsOf } from '../queries/changes.ts'
import { judge, judgeOf, refuseIfBlocked } from '../queries/judge.ts'
import { changeSetting } from './change-setting.ts'
import { loadRegulations } from './load-regulations.ts'

const CITY = holding('city_bureau', { kind: 'division', code: '150600' })

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

type Wanted = Partial<Body<typeof routes.changeSetting>>
const change = (id: string, body: Wanted) =>
  fresh.database.transact('test', (tx) =>
    changeSetting(
      tx,
      CITY,
      { params: { id }, query: undefined, body: { fromOn: tx.today, reason: '经局务会研究决定', ...body } },
      async () => {},
    ),
  )
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const count = async (table: string): Promise<number> =>
  (await fresh.owner.query(`select count(*)::int as n from regulations.${table}`)).rows[0].n

test('R11: the book is loaded at the first start, and every later start changes nothing', async () => {
  assert.equal(await count('regulations'), DEFINITIONS.length)
  assert.equal(await count('wordings'), DEFINITIONS.length)
  await Promise.all([1, 2, 3].map(() => fresh.database.transact('start', (tx) => loadRegulations(tx))))
  assert.equal(await count('wordings'), DEFINITIONS.length)
})

test('R11: a new wording is kept beside the old one, once, however many processes start with it', async () => {
  const f01 = definitionOf('F01')
  const next = [{ ...f01, text: { ...f01.text, zh: `${f01.text.zh}（新）` } }]
  await Promise.all([1, 2, 3].map(() => fresh.database.transact('start', (tx) => loadRegulations(tx, next))))
  const { rows } = await fresh.owner.query(
    `select number, content->'text'->>'zh' as text, content->'citations'->0->'instrument'->>'zh' as instrument
       from regulations.wordings where regulation_id = 'F01' order by number`,
  )
  assert.deepEqual(
    rows.map((row) => [row.number, row.text.endsWith('（新）')]),
    [
      [1, false],
      [2, true],
    ],
  )
  assert.match(rows[0].instrument, /鄂民发〔2024〕92号/)
})

test('R3: a change holds from its day, and a day gone by stays as it was', async () => {
  const at = (day?: string) =>
    fresh.database.transact('test', async (tx) => (await settingsOf(tx, day)).get('F02')?.severity)
  await change('F02', { severity: 'block', fromOn: '2026-12-01' })
  assert.deepEqual([await at('2026-11-30'), await at('2026-12-01')], ['warn', 'block'])
  fresh.clock.set('2026-12-10T02:00:00Z')
  assert.equal(await at(), 'block')
  await assert.rejects(change('F02', { severity: 'warn', fromOn: '2026-12-09' }), refusal('regulations.starts_in_past'))
  await change('F02', { severity: 'warn' })
  assert.deepEqual([await at('2026-12-09'), await at('2026-12-10')], ['block', 'warn'])
  fresh.clock.set('2026-11-23T02:00:00Z')
})

test('R3: not even past the program can a change begin before the day on which it is recorded', async () => {
  const insert = (recordedAt: string, fromOn: string) =>
    fresh.owner.query(
      `insert into regulations.changes (id, regulation_id, from_on, enabled, reason, recorded_at)
       values (gen_random_uuid(), 'X17', $2, false, 'why not', $1)`,
      [recordedAt, fromOn],
    )
  // 16:30 UTC is half past midnight of the next day in Shanghai.
  await assert.rejects(insert('2026-11-23T16:30:00Z', '2026-11-23'), { constraint: 'changes_begin_today_or_later' })
  await insert('2026-11-23T15:30:00Z', '2026-11-23')
})

test('R5: what the city bureau raises blocks, with regulation, title and source in the refusal; off, it says nothing', async () => {
  const facts = { purpose: true, use: true, rights: true, end: false, surplus: true } as const
  const agreement = { ...facts, yieldRule: true, feeRule: true, surplusRule: true }
  const judged = () => fresh.database.transact('test', (tx) => judge(tx, 'agreement', agreement))
  assert.deepEqual(
    (await judged()).warnings.map(({ regulation }) => regulation),
    ['F02'],
  )
  assert.doesNotThrow(() => refuseIfBlocked({ blocks: [] }))
  await change('F02', { severity: 'block' })
  const raised = await judged()
  assert.throws(
    () => refuseIfBlocked(raised),
    (error) =>
      error instanceof Refusal &&
      error.code === 'regulations.blocked' &&
      error.params.rule === 'F02' &&
      error.params.sentenceZh === '协议还缺少：终止条件。' &&
      String(error.params.citationZh).startsWith('上海市'),
  )
  await change('F02', { enabled: false })
  assert.deepEqual(await judged(), { blocks: [], warnings: [], tasks: [] })
})

test('a batch is judged in the order it was asked', async () => {
  const answers = await fresh.database.transact('test', async (tx) => {
    const judgeEach = await judgeOf(tx)
    return (['gift', 'sponsorship', 'gift'] as const).map((nature) => judgeEach({ receipt: { nature } }))
  })
  assert.deepEqual(
    answers.map(({ blocks }) => blocks.length),
    [0, 1, 0],
  )
})

test('R6: the reason is published, so it holds nobody’s number', async () => {
  await assert.rejects(
    change('X17', { severity: 'block', reason: '请联系13812345678' }),
    (error) => refusal('regulations.blocked')(error) && !JSON.stringify(error).includes('13812345678'),
  )
})

test('R6: of many who make the same change at once one does, the others find it made', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 6 }, () => change('F07', { values: { least_opening_sum: '500000' } })),
  )
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const each of outcomes)
    if (each.status === 'rejected') assert.ok(refusal('regulations.changes_nothing')(each.reason))
})

test('R6: every change stands on the trail of the city with its reason', async () => {
  await change('D07', { values: { line: '2000000' } })
  const { rows } = await fresh.owner.query(
    `select details, divisions, person_id from trail.records
      where action = 'regulations.change_setting' and subject_id = 'D07'`,
  )
  assert.deepEqual(rows[0].divisions, ['150600'])
  assert.deepEqual([rows[0].details.values, rows[0].details.reason], [{ line: '2000000' }, '经局务会研究决定'])
  assert.ok(rows[0].person_id)
})

test('R6: the role app can neither update nor delete what was recorded', async () => {
  const app = new pg.Client({ connectionString: fresh.appUrl })
  await app.connect()
  try {
    for (const table of ['regulations', 'wordings', 'changes', 'corrections', 'evidence_files', 'reminders']) {
      await assert.rejects(app.query(`delete from regulations.${table}`), { code: '42501' }, table)
      const { rows } = await app.query(
        `select count(*)::int as n from information_schema.column_privileges
          where table_schema = 'regulations' and table_name = $1 and privilege_type = 'UPDATE' and grantee = current_user`,
        [table],
      )
      assert.equal(rows[0].n, 0, table)
    }
    for (const column of ['regulation_id', 'due_on', 'owner_role', 'opened_at'])
      await assert.rejects(app.query(`update regulations.duties set ${column} = ${column}`), { code: '42501' }, column)
    await assert.rejects(app.query('delete from regulations.duties'), { code: '42501' })
  } finally {
    await app.end()
  }
})
