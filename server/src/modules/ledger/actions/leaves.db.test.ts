import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decodeBundle } from '@shanju/contract/transparency/bundle.ts'
import { decodeLeaf } from '@shanju/contract/transparency/leaf.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addHost, giftDraft, type Host, postOne } from '../testkit.ts'
import { reverseAll } from './reverse.ts'

let fresh: FreshDatabase
let host: Host
before(async () => {
  fresh = await freshDatabase()
  host = await addHost(fresh, 1)
})
after(() => fresh.close())

const staged = async () => {
  const { rows } = await fresh.owner.query('select subjects, leaves, salts from transparency.staged order by id')
  return rows as { subjects: string[]; leaves: Buffer; salts: Buffer }[]
}

test('L15: an entry and its leaf are written together or not at all', async () => {
  await assert.rejects(
    fresh.database.transact('test', async (tx) => {
      await postOne(tx, 'lost', giftDraft(host, 1n))
      throw new Error('power cut')
    }),
    /power cut/,
  )
  assert.deepEqual(await staged(), [])
  const id = await fresh.database.transact('test', (tx) => postOne(tx, 'kept', giftDraft(host, 2n)))
  assert.deepEqual(
    (await staged()).map(({ subjects }) => subjects),
    [[id]],
  )
  const undo = { entryId: id, key: 'undo', maker: 'system', reason: '登记有误' }
  const [undone] = await fresh.database.transact('test', (tx) => reverseAll(tx, [undo]))
  const [, second] = await staged()
  const leaf = decodeLeaf(decodeBundle(second?.leaves ?? Buffer.of(), 1)[0] ?? Buffer.of())
  assert.ok(leaf.kind === 'correction')
  assert.deepEqual([leaf.subjectId, leaf.correctedId, leaf.partCount], [undone?.id, id, 5])
})

test('L15: of what is in the books nothing stands in the leaf, and equal gifts have unlike leaves', async () => {
  const draft = { ...giftDraft(host, 77n), summary: '张三 13800000000' }
  const ids = []
  for (const key of ['one', 'two']) ids.push(await fresh.database.transact('test', (tx) => postOne(tx, key, draft)))
  const [first, second] = (await staged()).slice(-2)
  assert.ok(first && second)
  assert.ok(!first.leaves.includes(Buffer.from('张三')) && !first.salts.includes(Buffer.from('张三')))
  const [one, two] = [first, second].map(({ leaves }) => decodeLeaf(decodeBundle(leaves, 1)[0] ?? leaves))
  assert.ok(one?.kind === 'ledger_entry' && two?.kind === 'ledger_entry')
  assert.deepEqual([one.subjectId, two.subjectId], ids)
  assert.notDeepEqual(one.partsRoot, two.partsRoot)
  assert.equal(new Set(first.salts.subarray(2).toString('hex').match(/.{32}/g)).size, 5)
})
