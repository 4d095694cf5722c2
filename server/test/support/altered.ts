import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { openDatabase, type Tx } from '#platform/pg/db.ts'
import type { FreshDatabase } from './clone.ts'

/** A row of `table` that its owner changes, and what verification must say then. */
export type Alteration = readonly [table: string, change: string, named: RegExp]

class Rollback extends Error {}

/**
 * Changes each row with the owner's rights, triggers off, and asks what verification finds; everything is undone again.
 * @param verify what is wrong, in a sentence
 */
export async function expectFound(
  fresh: FreshDatabase,
  verify: (tx: Tx) => Promise<string | undefined>,
  alterations: readonly Alteration[],
): Promise<void> {
  const owner = openDatabase(fresh.ownerUrl, fresh.clock, fresh.secrets, 1)
  try {
    assert.equal(await owner.transact('test', verify), undefined, 'what nobody touched agrees')
    for (const [table, change, named] of alterations) {
      let found: string | undefined
      const altering = owner.transact('test', async (tx) => {
        await sql.raw(`alter table ${table} disable trigger user`).execute(tx.db)
        const { numAffectedRows } = await sql.raw(`update ${table} ${change}`).execute(tx.db)
        assert.ok((numAffectedRows ?? 0n) > 0n, `${table} ${change}: no such row`)
        found = await verify(tx)
        throw new Rollback()
      })
      await assert.rejects(altering, (error) => {
        if (error instanceof Rollback) return true
        throw error
      })
      assert.match(found ?? 'nothing was found', named, `${table} ${change}`)
    }
  } finally {
    await owner.close()
  }
}
