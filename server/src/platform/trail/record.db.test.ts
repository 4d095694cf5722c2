import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { refuse } from '#platform/kit/refusal.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { record, recordAll } from './index.ts'

const PERSON = '0193a000-0000-7000-8000-000000000001'
const ORGANISATION = '0193a000-0000-7000-8000-000000000002'
let fresh: FreshDatabase

before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const rowsOf = async (subjectId: string) =>
  (await fresh.owner.query('select * from trail.records where subject_id = $1 order by id', [subjectId])).rows

test('a row says who, what, to what, where, when and in which request', async () => {
  const entry = {
    action: 'test.act',
    subjectKind: 'thing',
    subjectId: 'whole',
    subject: { divisions: ['150600', '150602'], organisationIds: [ORGANISATION] },
    details: { sumFen: '1250', from: null },
  }
  await fresh.database.transact('req_1', (tx) =>
    record(tx, { kind: 'person', personId: PERSON, assignments: [] }, entry),
  )
  const [{ id, at, ...row }] = await rowsOf('whole')
  assert.match(id, /^[0-9a-f-]{36}$/)
  assert.equal(at.toISOString(), '2026-11-23T02:00:00.000Z')
  assert.deepEqual(row, {
    person_id: PERSON,
    actor_kind: 'person',
    actor_name: '',
    action: 'test.act',
    subject_kind: 'thing',
    subject_id: 'whole',
    divisions: ['150600', '150602'],
    organisation_ids: [ORGANISATION],
    details: { sumFen: '1250', from: null },
    request_id: 'req_1',
  })
})

test('programs are told by their name, strangers as strangers, and what is left out is empty', async () => {
  const entry = { action: 'test.act', subjectKind: 'thing', subjectId: 'bare' }
  await fresh.database.transact('job_1', (tx) => record(tx, { kind: 'system', name: 'platform.sweep' }, entry))
  await fresh.database.transact('req_2', (tx) => record(tx, { kind: 'stranger' }, entry))
  const rows = await rowsOf('bare')
  assert.deepEqual(
    rows.map((row) => [
      row.actor_kind,
      row.actor_name,
      row.person_id,
      row.divisions,
      row.organisation_ids,
      row.details,
    ]),
    [
      ['system', 'platform.sweep', null, [], [], {}],
      ['stranger', '', null, [], [], {}],
    ],
  )
})

test('a row of an act that is refused in the end does not stand', async () => {
  const refused = fresh.database.transact('req_3', async (tx) => {
    await record(tx, { kind: 'stranger' }, { action: 'test.act', subjectKind: 'thing', subjectId: 'refused' })
    throw refuse('platform.not_permitted')
  })
  await assert.rejects(refused)
  assert.deepEqual(await rowsOf('refused'), [])
})

test('twelve thousand acts of one transaction are twelve thousand rows, in the order in which they were done', async () => {
  const entries = Array.from({ length: 12_000 }, (_, n) => ({
    action: `test.act${n}`,
    subjectKind: 'thing',
    subjectId: 'many',
  }))
  await fresh.database.transact('req_4', (tx) => recordAll(tx, { kind: 'system', name: 'import' }, entries))
  await fresh.database.transact('req_4', (tx) => recordAll(tx, { kind: 'system', name: 'import' }, []))
  const rows = await rowsOf('many')
  assert.deepEqual(
    rows.map((row) => row.action),
    entries.map((entry) => entry.action),
  )
})
