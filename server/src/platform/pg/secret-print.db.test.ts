import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { secretsFrom } from '#platform/kit/secret.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { openDatabase } from './db.ts'
import { refuseOtherSecret } from './secret-print.ts'

let fresh: FreshDatabase

before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

test('a database is held to the secret of its first start, also when two start at once', async () => {
  const { appUrl, clock, owner, secrets } = fresh
  const started = await owner.query('select print from platform.secret_print')
  assert.equal(started.rowCount, 1)
  await owner.query('delete from platform.secret_print')
  const other = openDatabase(appUrl, clock, secretsFrom('another secret of thirty-two characters'))
  try {
    const ends = await Promise.allSettled(
      [fresh.database, other].map((database) => database.transact('start', refuseOtherSecret)),
    )
    assert.deepEqual(ends.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    await owner.query('delete from platform.secret_print')
    for (let start = 0; start < 2; start++) await fresh.database.transact('start', refuseOtherSecret)
    await assert.rejects(other.transact('start', refuseOtherSecret), /made with another secret.*Set SHANJU_SECRET/)
  } finally {
    await other.close()
  }
  const { rows } = await owner.query('select print from platform.secret_print')
  assert.equal(rows[0].print.includes(secrets.derive('seal')), false)
})

test('the server cannot replace the print', async () => {
  const { kysely } = fresh.database
  const change = kysely.updateTable('platform.secret_print').set({ print: Buffer.from('x') })
  await assert.rejects(change.execute(), { code: '42501' })
})
