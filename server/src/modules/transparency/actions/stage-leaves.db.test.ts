import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { decodeLeaf } from '@shanju/contract/transparency/leaf.ts'
import type { PartContent } from '@shanju/contract/transparency/parts.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { stageLeaves } from './stage-leaves.ts'

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const subject = (n: number): string => `0193a000-0001-7000-8000-${n.toString().padStart(12, '0')}`
const parts: PartContent[] = [
  {
    type: 'disclosure',
    values: {
      publisher: 'org_1',
      subject: 'annual_report',
      period: '2026',
      publishedOn: '2026-11-01',
      document: new Uint8Array(32),
    },
  },
  { type: 'disclosure_detail', values: { memo: '张三 13800000000' } },
]

test('T1: leaves are staged in the transaction of their rows, a batch in one row', async () => {
  const drafts = [1, 2, 3].map((n) => ({ subjectId: subject(n), parts, corrects: n === 3 ? subject(1) : null }))
  await assert.rejects(
    fresh.database.transact('test', async (tx) => {
      await stageLeaves(tx, drafts)
      throw new Error('power cut')
    }),
    /power cut/,
  )
  await fresh.database.transact('test', (tx) => stageLeaves(tx, []))
  const count = await fresh.owner.query('select from transparency.staged')
  assert.equal(count.rowCount, 0)
  await fresh.database.transact('test', (tx) => stageLeaves(tx, drafts))
  const { rows } = await fresh.owner.query('select subjects, leaves from transparency.staged')
  assert.equal(rows.length, 1)
  const leaves = decodeBundle(rows[0].leaves, 3).map((bytes) => decodeLeaf(bytes))
  assert.deepEqual(
    leaves.map((leaf) => [leaf.kind, leaf.kind === 'origin_start' ? '' : leaf.subjectId]),
    [
      ['disclosure', subject(1)],
      ['disclosure', subject(2)],
      ['correction', subject(3)],
    ],
  )
  assert.deepEqual(
    rows[0].subjects,
    drafts.map(({ subjectId }) => subjectId),
  )
})

test('T2: a leaf holds no field of its row, and the same row twice gives unlike leaves under unlike salts', async () => {
  const drafts = [4, 5].map((n) => ({ subjectId: subject(n), parts, corrects: null }))
  await fresh.database.transact('test', (tx) => stageLeaves(tx, drafts))
  const { rows } = await fresh.owner.query('select leaves, salts from transparency.staged order by id desc limit 1')
  assert.ok(!Buffer.concat([rows[0].leaves, rows[0].salts]).includes(Buffer.from('张三')))
  const [one, two] = decodeBundle(rows[0].leaves, 2).map((bytes) => decodeLeaf(bytes))
  assert.ok(one?.kind === 'disclosure' && two?.kind === 'disclosure')
  assert.notDeepEqual(one.partsRoot, two.partsRoot)
  const salts = decodeBundle(rows[0].salts, 2).flatMap(
    (both) => Buffer.from(both).toString('hex').match(/.{32}/g) ?? [],
  )
  assert.equal(new Set(salts).size, 4)
})
