import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { getMigrations } from 'better-auth/db/migration'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { libraryOptions } from './options.ts'

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

test('I1: our tables are what the sign-in library expects: it would change nothing', async () => {
  const pool = new pg.Pool({ connectionString: fresh.ownerUrl, max: 2 })
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  try {
    const options = libraryOptions('x'.repeat(40), false)
    const plan = await getMigrations({ ...options, database: { db, type: 'postgres', schemaName: 'identity' } })
    assert.deepEqual(plan.toBeCreated, [])
    assert.deepEqual(plan.toBeAdded, [])
    assert.deepEqual(plan.toBeAddedIndexes, [])
    assert.deepEqual(plan.unsafeChanges, [])
    assert.deepEqual(plan.schemaProblems, [])
  } finally {
    await db.destroy()
  }
})

test('I3: the role app can neither change nor delete what a role assignment says', async () => {
  for (const statement of [
    "update identity.role_assignments set role = 'administrator'",
    'update identity.role_assignments set to_on = null',
    'delete from identity.role_assignments',
    'delete from identity.people',
    'update identity.links set token_hash = token_hash',
    'delete from identity.links',
  ]) {
    await assert.rejects(fresh.database.pool.query(statement), { code: '42501' }, statement)
  }
})
