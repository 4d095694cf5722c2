import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { verifyBooks } from '#modules/ledger/index.ts'
import { type Fault, makeBreakable, withFault } from '#test/simulation/faults.ts'
import { holding, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost } from '#test/support/house.ts'
import { verifyGifts } from './queries/verify-gifts.ts'
import { served } from './routes.ts'

let fresh: FreshDatabase
let api: TestApi
let host: string
let fund: string
before(async () => {
  fresh = await freshDatabase()
  makeBreakable(fresh.database)
  fresh.database.pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      statements += 1
      return query(...args)
    }) as typeof client.query
  })
  host = await addHost(fresh, 1)
  fund = await addFund(fresh, host)
  api = testApi(fresh, served)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const WORKER = holding('community_worker', { kind: 'division', code: '150602' })
let made = 0
let statements = 0
const record = (key: string, orderNo: string, givenOn = '2026-11-20') =>
  api.ask(WORKER, routes.record, {
    key,
    body: {
      ...{ fundId: showId('fund', fund), donorName: '乌云毕力格', shown: 'masked', amountFen: '12500' },
      ...{ givenOn, channel: 'wechat', orderNo },
    },
  })
const count = async (): Promise<number> =>
  (await fresh.owner.query('select count(*)::int as n from giving.gifts')).rows[0].n

/** A gift under a fault, then the same request again, as a counter would send it: one gift in the end. */
async function faulted(fault: Fault): Promise<boolean> {
  made += 1
  const [key, orderNo] = [`faulted-${made}`, `F${made}`]
  const { struck } = await withFault(fault, () => record(key, orderNo))
  const stands = fault.kind === 'failed_but_persisted' || !struck ? made : made - 1
  assert.equal(await count(), stands)
  const again = await record(key, orderNo)
  assert.deepEqual([again.status, again.body.amountFen], [200, '12500'], JSON.stringify(again.body))
  assert.equal(await count(), made)
  return struck
}

test('G1: whichever statement of recording a gift the connection breaks before, nothing of it stands, and a repeat records it once', async () => {
  assert.equal((await record('undisturbed', 'W')).status, 200)
  made += 1
  const whole = statements
  assert.ok(whole > 20, `a gift is ${whole} statements`)
  for (let beforeStatement = 1; beforeStatement <= whole; beforeStatement++) {
    assert.ok(await faulted({ kind: 'failed', beforeStatement }))
  }
})

test('G1: a gift whose commit arrived and whose answer was lost stands once, and a repeat gets its answer', async () => {
  for (let n = 0; n < 3; n++) assert.ok(await faulted({ kind: 'failed_but_persisted' }))
})

test('a machine whose clock is set back goes on: earlier answers hold, numbers go on, what is tomorrow now is refused', async () => {
  const first = await record('before-the-clock', 'C1', '2026-11-22')
  made += 1
  fresh.clock.set('2026-11-20T02:00:00Z')
  try {
    const again = await record('before-the-clock', 'C1', '2026-11-22')
    assert.deepEqual([again.status, again.body.id], [200, first.body.id])
    assert.equal((await record('after-the-clock-1', 'C2', '2026-11-20')).status, 200)
    made += 1
    assert.equal((await record('after-the-clock-2', 'C3', '2026-11-21')).body.code, 'giving.given_in_future')
    assert.equal(await count(), made)
  } finally {
    fresh.clock.set('2026-11-23T02:00:00Z')
  }
})

test('L14: after all of this every gift has its entry and the books verify', async () => {
  const { books, gifts } = await fresh.database.transact('test', async (tx) => ({
    books: await verifyBooks(tx, host),
    gifts: await verifyGifts(tx),
  }))
  assert.deepEqual([books.fault, books.entries], [undefined, made])
  assert.equal(gifts.fault, undefined)
})
