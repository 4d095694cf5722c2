import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { holding } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import type { Finding } from '../logic/finding.ts'
import { listAcceptances } from '../queries/acceptances.ts'
import { acceptWarnings } from './accept-warnings.ts'
import { correctDuty, doDuty, waiveDuty } from './close-duty.ts'
import { fulfilDuties } from './fulfil-duties.ts'
import { type Debtor, openDuties } from './open-duties.ts'

const SYSTEM = { kind: 'system', name: 'test' } as const
const TOWN = holding('town', { kind: 'division', code: '150602100' })
const SUBJECT = { divisions: ['150600', '150602', '150602100'], organisationIds: [] }

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const text = { zh: '某规则', en: 'a regulation' }
const task = (from: string, days: number, unit: 'days' | 'working_days' = 'days', regulation = 'F08'): Finding => ({
  ...{ regulation, reason: 'to_publish', severity: 'task', title: text, citation: text },
  due: { from, term: { days, unit } },
})
const debtor = (id: string, more: Partial<Debtor> = {}): Debtor => ({
  ...{ kind: 'fund', id, name: `${id}基金`, owner: { role: 'town', organisationId: null }, subject: SUBJECT },
  ...more,
})
const open = (id: string, ...tasks: Finding[]) =>
  fresh.database.transact('test', (tx) => openDuties(tx, TOWN, [{ debtor: debtor(id), tasks }]))
const dutiesOf = async (id: string) =>
  (
    await fresh.owner.query(
      `select id, due_on::text, state, evidence, owner_role, divisions from regulations.duties where subject_id = $1 order by due_on`,
      [id],
    )
  ).rows
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const trailOf = async (action: string, subjectId: string) =>
  (await fresh.owner.query(`select * from trail.records where action = $1 and subject_id = $2`, [action, subjectId]))
    .rows

describe('opening', () => {
  test('R7: a duty is opened once per thing, regulation and day, however often and by however many', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => open('a', task('2026-11-01', 30))))
    assert.equal(
      all.reduce((sum, opened) => sum + opened, 0),
      1,
    )
    assert.equal((await dutiesOf('a')).length, 1)
    assert.equal((await trailOf('regulations.open_duties', 'a')).length, 1)
    assert.equal(await open('a', task('2026-11-02', 30), task('2026-11-01', 30, 'days', 'D02')), 2)
  })

  test('days of the law are calendar days unless the regulation says working days', async () => {
    await open('b', task('2026-09-24', 10), task('2026-09-25', 10, 'working_days'))
    assert.deepEqual(
      (await dutiesOf('b')).map(({ due_on }) => due_on),
      ['2026-10-04', '2026-10-15'],
    )
  })

  test('a thousand at once are one statement each for duties and trail, and nothing at all for none', async () => {
    const owed = Array.from({ length: 1000 }, (_, n) => ({
      debtor: debtor(`many${n}`),
      tasks: [task('2026-11-01', 90)],
    }))
    const opened = await fresh.database.transact('test', (tx) => openDuties(tx, SYSTEM, owed))
    assert.equal(opened, 1000)
    assert.equal(await fresh.database.transact('test', (tx) => openDuties(tx, SYSTEM, [])), 0)
  })

  test('a task that says no day is a defect, and nothing is written', async () => {
    const { due: _, ...without } = task('2026-11-01', 30)
    await assert.rejects(open('c', task('2026-11-01', 30), without), /says no day/)
    assert.deepEqual(await dutiesOf('c'), [])
  })
})

describe('closing', () => {
  const closing = async (id: string) => {
    await open(id, task('2026-11-01', 30))
    const [duty] = await dutiesOf(id)
    return duty.id as string
  }
  const done = (id: string, actor = TOWN) =>
    fresh.database.transact('test', (tx) =>
      doDuty(tx, actor, { params: { id }, query: undefined, body: { evidence: '慈善中国 2026-11-20 已公开' } }),
    )
  const waived = (id: string) =>
    fresh.database.transact('test', (tx) =>
      waiveDuty(tx, SYSTEM, { params: { id }, query: undefined, body: { reason: '基金已并入' } }),
    )

  test('R8: of many who do and waive a duty at once exactly one closes it', async () => {
    const id = await closing('d')
    const outcomes = await Promise.allSettled([done(id), waived(id), done(id), waived(id)])
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    for (const each of outcomes)
      if (each.status === 'rejected') assert.ok(refusal('regulations.step_not_from_here')(each.reason))
    const trail = [...(await trailOf('regulations.do_duty', id)), ...(await trailOf('regulations.waive_duty', id))]
    assert.equal(trail.length, 1)
  })

  test('R8: somebody of another role does not do it', async () => {
    const id = await closing('e')
    const worker = holding('community_worker', { kind: 'division', code: '150602' })
    await assert.rejects(done(id, worker), refusal('regulations.not_the_owner'))
    assert.equal((await dutiesOf('e'))[0].state, 'open')
  })

  test('R8: closed it stays as it was closed, even against the owner of the database; notes stand beside it', async () => {
    const id = await closing('f')
    await done(id)
    for (const change of [`state = 'open', evidence = '', closed_at = null`, `evidence = 'other'`])
      await assert.rejects(
        fresh.owner.query(`update regulations.duties set ${change} where id = $1`, [id]),
        /stays as it was closed/,
      )
    const record = await fresh.database.transact('test', (tx) =>
      correctDuty(tx, TOWN, { params: { id }, query: undefined, body: { note: '公开日期应为 11 月 19 日' } }),
    )
    assert.equal(record.evidence, '慈善中国 2026-11-20 已公开')
    assert.deepEqual(
      record.corrections.map(({ note }) => note),
      ['公开日期应为 11 月 19 日'],
    )
  })

  test('R8: no row is done without evidence or waived without a reason', async () => {
    const id = await closing('g')
    for (const [change, constraint] of [
      [`state = 'done', closed_at = now()`, 'duties_done_with_evidence'],
      [`state = 'waived', closed_at = now()`, 'duties_waived_with_reason'],
      [`state = 'done', evidence = 'seen'`, 'duties_closed_with_its_moment'],
    ] as const)
      await assert.rejects(fresh.owner.query(`update regulations.duties set ${change} where id = $1`, [id]), {
        constraint,
      })
  })

  test('what is recorded fulfils the duty with it, once, whoever owns it', async () => {
    await open('h', task('2026-11-01', 30))
    const fulfil = () =>
      fresh.database.transact('test', (tx) =>
        fulfilDuties(tx, SYSTEM, { regulation: 'F08', kind: 'fund', ids: ['h', 'nobody'], evidence: '已登记公开日期' }),
      )
    assert.deepEqual([await fulfil(), await fulfil()], [1, 0])
    const [duty] = await dutiesOf('h')
    assert.deepEqual([duty.state, duty.evidence], ['done', '已登记公开日期'])
    assert.equal((await trailOf('regulations.fulfil_duties', 'h')).length, 1)
  })
})

describe('warnings', () => {
  const accept = (warnings: Finding[], reason: string, id: string) =>
    fresh.database.transact('test', (tx) =>
      acceptWarnings(tx, TOWN, { kind: 'fund', id, subject: SUBJECT }, warnings, reason),
    )
  const warning: Finding = { ...task('2026-11-01', 1), severity: 'warn', regulation: 'F07', reason: 'too_little' }

  test('R4: a warning is told in words and asks for a reason, which is kept sealed and not on the trail', async () => {
    await assert.rejects(accept([warning], ' ', 'w'), (error) => {
      assert.ok(error instanceof Refusal)
      assert.deepEqual([error.code, error.params.rules], ['regulations.reason_needed', 'F07'])
      assert.ok(String(error.params.warningsZh).length > 10)
      return true
    })
    await accept([warning, warning], '捐赠人下月追加', 'w')
    const [row] = await trailOf('regulations.accept_warnings', 'w')
    assert.deepEqual(row.details, { rules: ['F07'], warnings: ['F07 too_little', 'F07 too_little'] })
    const about = { query: { subjectKind: 'fund', subjectId: 'w' } }
    const read = (actor: Actor) => fresh.database.transact('test', (tx) => listAcceptances(tx, actor, about))
    const [kept] = (await read(TOWN)).items
    assert.deepEqual([kept?.reason, kept?.rules], ['捐赠人下月追加', ['F07']])
    assert.deepEqual((await read({ kind: 'stranger' })).items, [])
    assert.equal(
      (await trailOf('regulations.see_reasons', 'w')).length,
      1,
      'looking leaves a row, looking in vain none',
    )
  })

  test('without warnings nothing is asked and nothing kept', async () => {
    await accept([], '', 'v')
    assert.deepEqual(await trailOf('regulations.accept_warnings', 'v'), [])
  })
})
