import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { fill } from '@shanju/contract/kit/language.ts'
import { words } from '@shanju/contract/regulations/words.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addPerson } from '#test/support/people.ts'
import { jobs, schedule } from '../jobs.ts'
import type { Finding } from '../logic/finding.ts'
import { type Debtor, openDuties } from './open-duties.ts'
import { remind, remindChunk } from './remind.ts'

const SYSTEM = { kind: 'system', name: 'test' } as const

let fresh: FreshDatabase
let clerk: string
before(async () => {
  fresh = await freshDatabase()
  const reach = { kind: 'division', code: '150602100' } as const
  clerk = await addPerson(fresh.database, 'clerk', { role: 'town', reach })
  await addPerson(fresh.database, 'elsewhere', { role: 'town', reach: { kind: 'division', code: '150603001' } })
  await addPerson(fresh.database, 'worker', { role: 'community_worker', reach })
})
after(() => fresh.close())

const text = { zh: '某规则', en: 'a regulation' }
const task = (from: string, days: number): Finding => ({
  ...{ regulation: 'F08', reason: 'to_publish', severity: 'task', title: text, citation: text },
  due: { from, term: { days, unit: 'days' } },
})
const debtor = (id: string, more: Partial<Debtor> = {}): Debtor => ({
  ...{ kind: 'fund', id, name: `${id}基金`, owner: { role: 'town', organisationId: null } },
  subject: { divisions: ['150600', '150602', '150602100'], organisationIds: [] },
  ...more,
})
const open = (id: string, ...tasks: Finding[]) =>
  fresh.database.transact('test', (tx) => openDuties(tx, SYSTEM, [{ debtor: debtor(id), tasks }]))

// What other tests left open is not theirs.
beforeEach(() =>
  fresh.owner.query(
    `update regulations.duties set state = 'waived', reason = 'over', closed_at = now() where state = 'open'`,
  ),
)

const run = () =>
  remind({
    ...{ database: fresh.database, clock: fresh.clock, jobId: 'job_1', attempt: 1 },
    transact: (work) => fresh.database.transact('job_1', work),
  })
const messages = async (): Promise<string[]> => {
  const { rows } = await fresh.owner.query(
    `select person_id, template, params from notify.messages order by created_at, id`,
  )
  return rows.map((row) => {
    const params = JSON.parse(fresh.secrets.open(row.params, 'notify.messages.params'))
    const known: Record<string, string> = words.en
    return `${row.person_id === clerk ? 'clerk' : row.person_id} ${fill(known[`message.${row.template.split('.')[1]}`] ?? '', params)}`
  })
}
const on = async (day: string) => {
  fresh.clock.set(`${day}T02:00:00Z`)
  const before = (await messages()).length
  await run()
  await run()
  return (await messages()).slice(before)
}

test('R9: each reminder goes out once, to those who hold the role there, in the order seven, three, today, late', async () => {
  await open('r', task('2026-11-23', 30))
  const told = []
  for (const day of ['12-15', '12-16', '12-17', '12-20', '12-22', '12-23', '12-24', '12-31'])
    told.push(await on(`2026-${day}`))
  const title = '“Publish the fund’s information: r基金” (regulation F08)'
  assert.deepEqual(told, [
    [],
    [`clerk The duty ${title} is due in 7 days, on 2026-12-23.`],
    [],
    [`clerk The duty ${title} is due in 3 days, on 2026-12-23.`],
    [],
    [`clerk The duty ${title} is due today.`],
    [`clerk The duty ${title} is late; it was due on 2026-12-23.`],
    [],
  ])
})

test('R9: a job that did not run for days sends what stands now and does not catch up', async () => {
  fresh.clock.set('2027-01-01T02:00:00Z')
  await open('s', task('2027-01-01', 10))
  assert.deepEqual(
    (await on('2027-01-20')).map((line) => line.split(' ').slice(-6).join(' ')),
    ['late; it was due on 2027-01-11.'],
  )
})

test('R9: a morning with a thousand duties brings one message; done and waived ones none', async () => {
  fresh.clock.set('2027-02-01T02:00:00Z')
  const owed = Array.from({ length: 1200 }, (_, n) => ({ debtor: debtor(`t${n}`), tasks: [task('2027-02-01', 5)] }))
  await fresh.database.transact('test', (tx) => openDuties(tx, SYSTEM, owed))
  await fresh.owner.query(
    `update regulations.duties set state = 'waived', reason = 'over', closed_at = now() where subject_id in ('t0', 't1')`,
  )
  const told = await on('2027-02-01')
  const counts = told.map((line) => Number(/: (\d+) duties/.exec(line)?.[1]))
  // One for each chunk that a transaction takes.
  assert.ok(told.length <= 3, told.join('\n'))
  assert.equal(
    counts.reduce((sum, n) => sum + n, 0),
    1198,
  )
})

test('R9: where nobody holds the role nothing is marked as told, and whoever comes later is told', async () => {
  fresh.clock.set('2027-03-01T02:00:00Z')
  const lonely = debtor('u', { owner: { role: 'banner_bureau', organisationId: null } })
  await fresh.database.transact('test', (tx) =>
    openDuties(tx, SYSTEM, [{ debtor: lonely, tasks: [task('2027-03-01', 3)] }]),
  )
  assert.deepEqual(await on('2027-03-01'), [])
  const late = await addPerson(fresh.database, `late${randomUUID().slice(0, 6)}`, {
    ...{ role: 'banner_bureau', reach: { kind: 'division', code: '150602' } },
  })
  assert.deepEqual(
    (await on('2027-03-02')).map((line) => line.split(' ')[0]),
    [late],
  )
})

test('R9: two runs at once tell no more than one', async () => {
  await open('x', task('2027-04-01', 0))
  fresh.clock.set('2027-04-01T02:00:00Z')
  const before = (await messages()).length
  await Promise.all([1, 2, 3].map(() => fresh.database.transact('job', (tx) => remindChunk(tx))))
  assert.equal((await messages()).length, before + 1)
})

test('the job runs in the worker, under the name the schedule calls', async () => {
  await open('y', task('2027-05-01', 0))
  fresh.clock.set('2027-05-01T02:00:00Z')
  const before = (await messages()).length
  const troubles: object[] = []
  const worker = await startWorker({
    ...{ ownerUrl: fresh.ownerUrl, database: fresh.database, clock: fresh.clock, jobs, listeners: {}, schedule },
    log: (line, facts) => void troubles.push({ line, ...facts }),
  })
  try {
    const [item] = schedule
    await fresh.owner.query(`select outbox.add_job($1, '{}'::json, null, null, null)`, [item.task])
    for (let n = 0; n < 100 && (await messages()).length === before; n++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal((await messages()).length, before + 1)
    assert.deepEqual(troubles, [])
  } finally {
    await worker.stop()
  }
})
