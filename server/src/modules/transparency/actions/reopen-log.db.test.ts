import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { parseCheckpoint } from '@shanju/contract/transparency/checkpoint.ts'
import { decodeLeaf } from '@shanju/contract/transparency/leaf.ts'
import type { PartContent } from '@shanju/contract/transparency/parts.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { headFor } from '../queries/heads.ts'
import { listLogs } from '../queries/logs.ts'
import { readCheckpoint, readTile } from '../queries/resources.ts'
import { openLog } from './open-log.ts'
import { publishHead } from './publish-head.ts'
import { settleLog } from './reopen-log.ts'
import { sequence } from './sequence.ts'
import { stageLeaves } from './stage-leaves.ts'

const SYSTEM = { kind: 'system', name: 'test' } as const
const PARTS: readonly PartContent[] = [
  {
    type: 'disclosure',
    values: { publisher: 'o', subject: 's', period: null, publishedOn: '2026-11-01', document: new Uint8Array(32) },
  },
  { type: 'disclosure_detail', values: { memo: null } },
]

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const inside = <T>(work: (tx: Tx) => Promise<T>, of = fresh): Promise<T> => of.database.transact('test', work)
async function grow(count: number, of = fresh): Promise<string> {
  const drafts = Array.from({ length: count }, () => ({ subjectId: uuidv7(new Date()), parts: PARTS, corrects: null }))
  await inside((tx) => stageLeaves(tx, drafts), of)
  await inside(sequence, of)
  await inside(publishHead, of)
  return (await inside((tx) => readCheckpoint(tx, 1), of)) ?? ''
}

test('T12: restored at the last head the log goes on under its name', async () => {
  const last = await grow(3)
  assert.deepEqual(await inside((tx) => settleLog(tx, SYSTEM, [last])), { origin: 'log.test/log', after: undefined })
  assert.equal((await inside(listLogs)).length, 1)
})

test('T12: restored behind a published head the next log begins with a leaf that commits to that head and names the loss', async () => {
  // The same platform before it was lost: the same key and name, and a longer tree.
  const lost = await freshDatabase()
  const published = await grow(9, lost)
  await lost.close()
  const settled = await inside((tx) => settleLog(tx, SYSTEM, [published]))
  assert.deepEqual(settled, { origin: 'log.test/log/2', after: { origin: 'log.test/log', size: 10, kept: 4 } })
  await grow(2)
  const [, second] = await inside(listLogs)
  assert.deepEqual([second?.origin, second?.size, second?.published], ['log.test/log/2', 3, 3])
  const bundle = await inside((tx) => readTile(tx, 2, 'tile/entries/000.p/3'))
  const first = decodeLeaf((bundle ?? new Uint8Array()).slice(2, 2 + ((bundle?.[0] ?? 0) << 8) + (bundle?.[1] ?? 0)))
  assert.ok(first.kind === 'origin_start')
  const head = parseCheckpoint(toUtf8(published))
  const { root, ...told } = first.previous ?? {}
  assert.deepEqual(told, { origin: 'log.test/log', size: 10, keptSize: 4, statement: null })
  assert.equal(first.origin, 'log.test/log/2')
  assert.deepEqual(Buffer.from(root ?? []), Buffer.from(head.root))
  // The first log stays readable and provable, and nothing is added to it any more.
  assert.equal((await inside((tx) => headFor(tx, 1, 2, 0)))?.size, 4)
  await assert.rejects(
    fresh.owner.query('update transparency.logs set size = size + 1 where no = 1'),
    /a closed one stands/,
  )
  assert.equal(await inside((tx) => openLog(tx, 'log.test/log')), false)
  const { rows } = await fresh.owner.query(`select details from trail.records where action = 'transparency.reopen'`)
  assert.deepEqual(rows[0].details, { origin: 'log.test/log', size: 10, kept: 4 })
})

test('T12: when nobody can say what was published last, the log begins anew', async () => {
  const settled = await inside((tx) => settleLog(tx, SYSTEM, []))
  assert.deepEqual(settled, { origin: 'log.test/log/3', after: { origin: 'log.test/log/2', size: 3, kept: 3 } })
})
