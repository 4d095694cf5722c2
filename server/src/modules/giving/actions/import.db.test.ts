import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { GiftImport } from '@shanju/contract/giving/shapes.ts'
import { verifyBooks } from '#modules/ledger/index.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { giftFile } from '#test/support/gift-file.ts'
import { addFund, addHost, PLACES } from '#test/support/house.ts'
import { csvFile, csvRow, importer } from '../testkit.ts'

let fresh: FreshDatabase
let hosts = 0
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

/** A host with a fund at each of three places, and what imports its files. */
async function newHost() {
  hosts += 1
  const host = await addHost(fresh, hosts)
  const funds: string[] = []
  for (const placeCode of PLACES) funds.push(await addFund(fresh, host, { placeCode }))
  return { host, funds, imports: importer(fresh, host) }
}

const counts = ({ state, goodCount, repeatedCount, badCount, amountFen }: GiftImport) => [
  state,
  goodCount,
  repeatedCount,
  badCount,
  amountFen,
]
const recorded = async (host: string) => {
  const { rows } = await fresh.owner.query(
    `select count(*)::int as gifts, coalesce(sum(g.amount_fen), 0)::bigint as fen, count(n.gift_id)::int as names,
            (select count(*)::int from ledger.entries e where e.book_id = $1) as entries
       from giving.gifts g left join giving.donor_names n on n.gift_id = g.id where g.host_id = $1`,
    [host],
  )
  return { ...rows[0], fen: BigInt(rows[0].fen) }
}
const large = (rows: number, prefix: string): Buffer =>
  Buffer.from([...giftFile({ rows, places: PLACES, prefix })].join(''))

test('G7: a check says what loading would do and records nothing', async () => {
  const { host, imports } = await newHost()
  const id = await imports.keep(csvFile(csvRow('A1'), csvRow('A2', { amount: '0' }), csvRow('A3', { amount: '5' })))
  assert.deepEqual(counts(await imports.check(id)), ['checked', 2, 0, 1, 17_34n])
  assert.deepEqual(await recorded(host), { gifts: 0, fen: 0n, names: 0, entries: 0 })
  assert.deepEqual(
    (await imports.errors(id)).map(({ row, column, message }) => [row, column, message]),
    [[3, 'amount', '金额应大于 0']],
  )
})

test('G7: a file with a wrong row is loaded only when somebody says so, and then without that row', async () => {
  const { host, imports } = await newHost()
  const id = await imports.keep(csvFile(csvRow('A1'), csvRow('A2', { day: '昨天' }), csvRow('A3')))
  await imports.check(id)
  await assert.rejects(imports.start(id), { code: 'giving.import_has_bad_rows', params: { count: 1 } })
  await imports.start(id, true)
  await assert.rejects(imports.start(id, true), { code: 'giving.import_not_checked' })
  assert.deepEqual(counts(await imports.load(id)), ['loaded', 2, 0, 1, 24_68n])
  assert.deepEqual(await recorded(host), { gifts: 2, fen: 24_68n, names: 2, entries: 2 })
})

test('G7: killed between any two transactions, before or after a commit, and run again it records each row once', async () => {
  for (const moment of ['before the commit', 'after the commit'] as const) {
    for (const after of [1, 2, 3, 4]) {
      const { host, imports } = await newHost()
      const id = await imports.keep(large(1_200, `K${after}`))
      const whole = counts(await imports.check(id))
      await imports.start(id)
      // Opening, two chunks, the end.
      await assert.rejects(imports.load(id, imports.dying(after, moment)), /killed/)
      const half = await recorded(host)
      assert.equal(half.gifts, half.entries, 'a gift without its entry')
      assert.equal(half.gifts, half.names, 'a gift without its name')
      const done = await imports.load(id)
      assert.deepEqual(counts(done), ['loaded', ...whole.slice(1)])
      assert.deepEqual(await recorded(host), { gifts: 1_200, fen: done.amountFen, names: 1_200, entries: 1_200 })
    }
  }
})

test('G7: a check that was killed comes to the same end', async () => {
  const { imports } = await newHost()
  const rows = Array.from({ length: 2_200 }, (_each, n) => csvRow(`C${n}`, n % 100 === 7 ? { amount: 'x' } : {}))
  const id = await imports.keep(csvFile(...rows))
  await assert.rejects(imports.check(id, imports.dying(3, 'after the commit')), /killed/)
  assert.deepEqual(counts(await imports.check(id)).slice(0, 4), ['checked', 2_178, 0, 22])
  assert.equal((await imports.errors(id)).length, 22)
})

test('G7: once loaded a file is not loaded again, whatever job still asks for it', async () => {
  const { host, imports } = await newHost()
  const id = await imports.keep(csvFile(csvRow('A1')))
  await imports.load(id)
  assert.equal((await recorded(host)).gifts, 0, 'loaded without a check')
  await imports.check(id)
  await imports.start(id)
  await imports.load(id)
  const once = await imports.look(id)
  assert.deepEqual(await imports.load(id), once)
  assert.deepEqual(await imports.check(id), once)
})

test('G2: the same file again is harmless; a row of another file with another sum under the same number is wrong', async () => {
  const { host, imports } = await newHost()
  const file = csvFile(csvRow('A1'), csvRow('A2'))
  assert.deepEqual(counts(await imports.all(file)), ['loaded', 2, 0, 0, 24_68n])
  assert.deepEqual(counts(await imports.all(file)), ['nothing_new', 0, 2, 0, 0n])
  const other = await imports.all(csvFile(csvRow('A1', { amount: '99' }), csvRow('A3')), true)
  assert.deepEqual(counts(other), ['loaded', 1, 0, 1, 12_34n])
  const [error] = await imports.errors(other.id)
  assert.equal(error?.code, 'giving.row_order_with_other_amount')
  assert.equal((await recorded(host)).gifts, 3)
})

test('G2: an order number used twice in one file is wrong the second time, and names the row of the first', async () => {
  const { imports } = await newHost()
  const id = await imports.keep(csvFile(csvRow('A1'), csvRow('A2'), csvRow('A1', { amount: '7' })))
  assert.deepEqual(counts(await imports.check(id)).slice(1, 4), [2, 0, 1])
  const [error] = await imports.errors(id)
  assert.deepEqual([error?.row, error?.code, error?.params], [4, 'giving.row_order_twice', { row: 2 }])
})

test('G2: files of one host that share order numbers, loading at once, record each number once', async () => {
  const { host, imports } = await newHost()
  const ids = await Promise.all(Array.from({ length: 4 }, () => imports.keep(large(1_200, 'S'))))
  for (const id of ids) {
    await imports.check(id)
    await imports.start(id)
  }
  const loaded = await Promise.all(ids.map((id) => imports.load(id)))
  assert.equal(
    loaded.reduce((sum, each) => sum + each.goodCount, 0),
    1_200,
  )
  assert.equal(
    loaded.reduce((sum, each) => sum + each.repeatedCount, 0),
    3_600,
  )
  const sum = loaded.reduce((fen, each) => fen + each.amountFen, 0n)
  assert.deepEqual(await recorded(host), { gifts: 1_200, fen: sum, names: 1_200, entries: 1_200 })
})

test('G2: two hosts may use one number', async () => {
  const [one, other] = [await newHost(), await newHost()]
  assert.equal((await one.imports.all(csvFile(csvRow('A1')))).goodCount, 1)
  assert.equal((await other.imports.all(csvFile(csvRow('A1')))).goodCount, 1)
})

test('G3: a fund frozen while its file loads takes no more of it; the rest of the file stands and each row says why', async () => {
  const { host, funds, imports } = await newHost()
  const id = await imports.keep(large(3_000, 'F'))
  await imports.check(id)
  await imports.start(id)
  await assert.rejects(imports.load(id, imports.dying(2, 'after the commit')), /killed/)
  await fresh.owner.query(`update funds.funds set state = 'frozen' where id = $1`, [funds[0]])
  const done = await imports.load(id)
  assert.deepEqual([done.state, done.goodCount + done.badCount], ['loaded', 3_000])
  assert.equal(done.badCount, 666)
  assert.equal((await recorded(host)).gifts, done.goodCount)
  const [error] = await imports.errors(id)
  assert.match(error?.message ?? '', /不能接受捐赠/)
})

test('the books replay without a fault after all of this, for every host', async () => {
  const { rows } = await fresh.owner.query('select id from ledger.books')
  for (const { id } of rows) {
    const { fault } = await fresh.database.transact('test', (tx) => verifyBooks(tx, id))
    assert.equal(fault, undefined)
  }
})
