import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { whereCan } from '@shanju/contract/access.ts'
import { routes } from '@shanju/contract/identity/routes.ts'
import { holding, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addPerson } from '#test/support/people.ts'
import { served } from '../routes.ts'
import { refreshReach } from './refresh-reach.ts'

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

test('I4: people of a town that moved to another banner are seen there, and no longer where it lay', async () => {
  const { database, owner } = fresh
  await addPerson(database, 'moved.worker', { role: 'town', reach: { kind: 'division', code: '150602001' } })
  await owner.query(`update divisions.divisions set path = '{150600,150622,150602001}' where code = '150602001'`)
  await database.transact('job', refreshReach)
  const api = testApi(fresh, served)
  try {
    const seen = async (code: string) => {
      const reader = holding('banner_bureau', { kind: 'division', code })
      assert.deepEqual(whereCan(reader, 'people.read').divisions, [code])
      const { body } = await api.ask(reader, routes.people)
      return body.items.map((person: { userName: string }) => person.userName)
    }
    assert.deepEqual(await seen('150622'), ['moved.worker'])
    assert.deepEqual(await seen('150602'), [])
  } finally {
    await api.close()
  }
})
