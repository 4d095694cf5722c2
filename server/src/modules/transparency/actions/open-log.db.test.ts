import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { secretsFrom } from '#platform/kit/secret.ts'
import { openDatabase, type Tx } from '#platform/pg/db.ts'
import { UnsuitableDatabase } from '#platform/pg/suitable.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { openLog, refuseBehind } from './open-log.ts'
import { publishHead } from './publish-head.ts'
import { sequence } from './sequence.ts'
import { stageLeaves } from './stage-leaves.ts'

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
const grow = async (): Promise<string> => {
  const parts = [{ type: 'disclosure_detail', values: { memo: null } }] as const
  const document = {
    publisher: 'o',
    subject: 's',
    period: null,
    publishedOn: '2026-11-01',
    document: new Uint8Array(32),
  }
  const subjectId = `0193a000-0001-7000-8000-${Math.random().toString().slice(2, 14).padEnd(12, '0')}`
  await inside((tx) =>
    stageLeaves(tx, [{ subjectId, corrects: null, parts: [{ type: 'disclosure', values: document }, ...parts] }]),
  )
  await inside(sequence)
  return (await inside(publishHead))?.note ?? ''
}
const refused = (says: RegExp) => (error: unknown) => error instanceof UnsuitableDatabase && says.test(error.message)

test('T7: a log keeps its name: opened twice it is the same, under another name it is refused', async () => {
  assert.equal(await inside((tx) => openLog(tx)), false)
  assert.equal(await inside((tx) => openLog(tx, 'log.test/log')), false)
  await assert.rejects(
    inside((tx) => openLog(tx, 'other.test/log')),
    refused(/called log\.test\/log, and LOG_NAME says other/),
  )
})

test('T7: a head that was published once must still be there: a log that went backwards, or is another tree, does not start', async () => {
  const first = await grow()
  const second = await grow()
  await inside((tx) => refuseBehind(tx, first))
  await inside((tx) => refuseBehind(tx, second))
  await inside(async (tx) => assert.equal(await openLog(tx), false))
  // As after a restore: the same key, the same name, a tree that ends earlier or went another way.
  await fresh.owner.query(
    'alter table transparency.heads disable trigger user; alter table transparency.logs disable trigger user',
  )
  await fresh.owner.query('delete from transparency.heads where size = 3; update transparency.logs set published = 2')
  await assert.rejects(
    inside((tx) => refuseBehind(tx, second)),
    refused(/went backwards: a head of 3 entries .* ends at 2\./),
  )
  await fresh.owner.query(`update transparency.heads set root = sha256('x')`)
  await assert.rejects(
    inside((tx) => refuseBehind(tx, first)),
    refused(/Another tree than this one/),
  )
  await assert.rejects(
    inside((tx) => refuseBehind(tx, 'log.test/log\n2\n')),
    refused(/no head signed by this platform/),
  )
  await assert.rejects(
    inside((tx) => refuseBehind(tx, first.replaceAll('log.test', 'that.test'))),
    refused(/which is not in this database/),
  )
})

test('T7: a head under another key, or tiles that do not have the root written down, stop the start and the sequencer', async () => {
  const again = await freshDatabase()
  try {
    const here = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => again.database.transact('test', work)
    await here(sequence)
    await here(publishHead)
    const other = openDatabase(again.appUrl, again.clock, secretsFrom('another secret than the one of tests, 32+'), 1)
    await assert.rejects(
      other.transact('test', (tx) => openLog(tx)),
      refused(/not signed by this platform's key/),
    )
    await other.close()
    await again.owner.query('alter table transparency.tiles disable trigger user')
    await again.owner.query(
      'update transparency.tiles set bytes = set_byte(bytes, 0, get_byte(bytes, 0) # 1) where level = 0',
    )
    await assert.rejects(
      here((tx) => openLog(tx)),
      refused(/is damaged: the tiles of size 1 /),
    )
    await again.owner.query('delete from transparency.tiles where level = 0')
    await assert.rejects(
      here((tx) => openLog(tx)),
      refused(/tile 0\/0 is missing/),
    )
  } finally {
    await again.close()
  }
})
