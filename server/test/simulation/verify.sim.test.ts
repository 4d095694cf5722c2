import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { addHost, giftDraft, postOne } from '#modules/ledger/testkit.ts'
import { publishHead } from '#modules/transparency/actions/publish-head.ts'
import { sequence } from '#modules/transparency/actions/sequence.ts'
import { type Database, openDatabase, type Tx } from '#platform/pg/db.ts'
import { verifyAll, verifyIn } from '#src/verify.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'

let fresh: FreshDatabase
let owner: Database
before(async () => {
  fresh = await freshDatabase()
  owner = openDatabase(fresh.ownerUrl, fresh.clock, fresh.secrets, 1)
  const host = await addHost(fresh, 1)
  const post = async (from: number, to: number) => {
    for (let n = from; n <= to; n++) {
      await fresh.database.transact('test', (tx) => postOne(tx, `gift ${n}`, giftDraft(host, BigInt(n))))
    }
  }
  await post(1, 20)
  for (const step of [sequence, publishHead]) await fresh.database.transact<unknown>('test', step)
  await post(21, 22)
  for (const step of [sequence, publishHead]) await fresh.database.transact<unknown>('test', step)
  await post(23, 24)
})
after(async () => {
  await owner.close()
  await fresh.close()
})

test('T11: what nobody touched agrees: books, log, and what waits for its place', async () => {
  const found = await verifyAll(fresh.database, () => {})
  assert.deepEqual(found.faults, [])
  assert.deepEqual([found.entries, found.leaves, found.heads], [24, 23, 2])
})

const ALTERED: readonly [table: string, change: string, named: RegExp][] = [
  ['ledger.entries', `set summary = 'x' where number = 5`, /ledger\.entries .*no\. 5\): /],
  [
    'ledger.lines',
    `set amount_fen = amount_fen + 1 where entry_id = (select id from ledger.entries where number = 5)`,
    /ledger\.(lines|entries) /,
  ],
  ['ledger.balances', `set debit_fen = debit_fen + 1 where account = '1002'`, /ledger\.balances /],
  [
    'ledger.seals',
    `set seal = sha256('x') where entry_id = (select id from ledger.entries where number = 5)`,
    /ledger\.seals /,
  ],
  ['ledger.books', `set next_number = 99`, /ledger\.books /],
  ['ledger.funds', `set name = name || 'x' where book_id is not null`, /ledger\.funds /],
  ['ledger.restrictions', `set title = title || 'x'`, /ledger\.restrictions /],
  [
    'transparency.tiles',
    `set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) where level = 0`,
    /transparency\.tiles 1\/0\/0: does not follow/,
  ],
  [
    'transparency.tiles',
    `set bytes = set_byte(bytes, 90, get_byte(bytes, 90) # 1) where level = -1`,
    /transparency\.(tiles|openings) /,
  ],
  [
    'transparency.openings',
    `set salts = set_byte(salts, 3, get_byte(salts, 3) # 1) where leaf_index = 7`,
    /transparency\.openings \S+: what the books say/,
  ],
  [
    'transparency.openings',
    `set leaf_index = 1000 where leaf_index = 7`,
    /transparency\.openings \S+: does not say that it stands at 1\/7/,
  ],
  ['transparency.heads', `set root = sha256('x') where size = 21`, /transparency\.heads 1\/21: its root/],
  [
    'transparency.heads',
    `set note = translate(note, 'ABCDEFGHIJ', 'BCDEFGHIJA') where size = 21`,
    /transparency\.heads 1\/21: /,
  ],
  ['transparency.logs', `set published = 21`, /transparency\.logs 1: its last head/],
  ['transparency.logs', `set root = sha256('x')`, /transparency\.logs 1: its root/],
  ['transparency.staged', `set leaves = set_byte(leaves, 30, get_byte(leaves, 30) # 1)`, /transparency\.staged /],
]

class Rollback extends Error {}

for (const [table, change, named] of ALTERED) {
  test(`T11: an alteration of ${table} by its owner is found and named: ${change}`, async () => {
    const [rows, found] = await asOwner(async (tx) => {
      await sql.raw(`alter table ${table} disable trigger user`).execute(tx.db)
      const { numAffectedRows } = await sql.raw(`update ${table} ${change}`).execute(tx.db)
      return [numAffectedRows, (await verifyIn(tx)).faults[0]] as const
    })
    assert.ok((rows ?? 0n) > 0n)
    assert.match(found ?? 'nothing was found', named)
  })
}

/** Works with the owner's rights, and undoes it. */
async function asOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let answer: { value: T } | undefined
  await owner
    .transact('test', async (tx) => {
      answer = { value: await work(tx) }
      throw new Rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error
    })
  if (!answer) throw new Error('the work was not done')
  return answer.value
}
