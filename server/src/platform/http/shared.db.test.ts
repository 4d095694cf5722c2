import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { openDatabase } from '#platform/pg/db.ts'
import { makeBreakable, withFault } from '#test/simulation/faults.ts'
import { limitLots } from './shared.ts'
import { asPerson, type ToyServer, toyServer } from './testkit/server.ts'

let toy: ToyServer
before(async () => {
  toy = await toyServer()
  makeBreakable(toy.fresh.database)
})
after(() => toy.close())

const within = (code: string, n = 1): Actor =>
  asPerson([{ role: 'administrator', reach: { kind: 'division', code } }], n)
/** One person for each test, because a person may not ask too often. */
const whoWrites = (note: string): Actor => within('c', 1 + (note.length % 9))

interface Wish {
  readonly note: string
  readonly amountFen?: string
  readonly thing?: string
  readonly fails?: 'refused' | 'thrown' | 'defect'
  readonly key?: string
  readonly actor?: Actor
}

function ask(
  { note, amountFen = '5', thing = 'here', fails, key, actor = whoWrites(note) }: Wish,
  server: ToyServer['ask'] = toy.ask,
) {
  const headers = key === undefined ? {} : { 'idempotency-key': key }
  const payload = { amountFen, note, ...(fails ? { fails } : {}) }
  return server({ method: 'POST', url: `/api/v1/toy/things/${thing}/sums`, headers, payload }, actor)
}
const many = (count: number, wish: (n: number) => Wish) =>
  Promise.all(Array.from({ length: count }, (_each, n) => ask(wish(n))))
const rowsOf = async (note: string): Promise<{ n: number; transactions: number }> =>
  (
    await toy.fresh.owner.query(
      'select count(*)::int as n, count(distinct in_transaction)::int as transactions from play.sums where note = $1',
      [note],
    )
  ).rows[0]

test('a crowd shares few transactions, and each is answered with its own', async () => {
  const answers = await many(200, (n) => ({ note: 'crowd', amountFen: String(n + 1) }))
  for (const [n, { status, body }] of answers.entries()) {
    assert.deepEqual([status, body], [200, { id: body.id, amountFen: String(n + 1) }])
  }
  const { n, transactions } = await rowsOf('crowd')
  assert.equal(n, 200)
  assert.ok(transactions <= 10, `${transactions} transactions`)
})

test('who comes alone goes at once', async () => {
  const begun = performance.now()
  assert.equal((await ask({ note: 'alone' })).status, 200)
  assert.ok(performance.now() - begun < 2_000)
  assert.deepEqual(await rowsOf('alone'), { n: 1, transactions: 1 })
})

test('of one lot each is asked for its own right, and refused with its own reason', async () => {
  const wishes: readonly [Wish, number, string?][] = [
    [{ note: 'rights' }, 200],
    [{ note: 'rights', thing: 'elsewhere', actor: within('c1') }, 404, 'platform.not_found'],
    [{ note: 'rights', thing: 'elsewhere', actor: within('c2') }, 200],
    [{ note: 'rights', thing: 'missing' }, 404, 'platform.not_found'],
    [{ note: 'rights', fails: 'refused' }, 403, 'platform.not_permitted'],
    [{ note: 'rights', actor: { kind: 'stranger' } }, 403, 'platform.not_signed_in'],
    [{ note: 'rights', amountFen: '0' }, 422, 'platform.invalid_input'],
  ]
  const answers = await Promise.all(wishes.map(([wish]) => ask(wish)))
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.code]),
    wishes.map(([, status, code]) => [status, code]),
  )
  assert.equal((await rowsOf('rights')).n, 2)
})

for (const [fails, status, code] of [
  ['thrown', 409, 'platform.not_empty'],
  ['defect', 500, 'platform.defect'],
] as const) {
  test(`one request that breaks the transaction (${fails}) fails alone; its neighbours stand`, async () => {
    const note = `broken ${fails}`
    const answers = await many(60, (n) => (n === 37 ? { note, fails } : { note }))
    const bad = answers.splice(37, 1)
    assert.deepEqual([bad[0]?.status, bad[0]?.body.code], [status, code])
    assert.deepEqual(new Set(answers.map((each) => each.status)), new Set([200]))
    assert.equal((await rowsOf(note)).n, 59)
  })
}

test('under one key in one lot a refused request makes way for another body', async () => {
  const answers = await Promise.all([
    ask({ note: 'way', fails: 'refused', key: 'key-way-1' }),
    ask({ note: 'way', fails: 'refused', key: 'key-way-1' }),
    ask({ note: 'way', key: 'key-way-1' }),
    ask({ note: 'way', key: 'key-way-1' }),
    ask({ note: 'way', amountFen: '6', key: 'key-way-1' }),
  ])
  assert.deepEqual(
    answers.map(({ status }) => status),
    [403, 403, 200, 200, 409],
  )
  assert.equal((await rowsOf('way')).n, 1)
})

test('a hundred equal requests to two servers at once have one effect and one answer', async () => {
  const database = openDatabase(toy.fresh.appUrl, toy.fresh.clock, toy.fresh.secrets, 5)
  const other = await toyServer({ database })
  try {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_each, n) =>
        ask({ note: 'two', key: 'key-two-servers' }, n % 2 === 0 ? toy.ask : other.ask),
      ),
    )
    assert.deepEqual(new Set(answers.map(({ status, body }) => `${status} ${body.amountFen}`)), new Set(['200 5']))
    assert.equal((await rowsOf('two')).n, 1)
  } finally {
    await other.close()
    await database.close()
  }
})

for (const kind of ['failed', 'failed_but_persisted'] as const) {
  test(`a lot whose connection breaks (${kind}) is told to come back, and a repeat has one effect`, async () => {
    const wishes = (n: number): Wish => ({ note: kind, key: `key-${kind}-${n}` })
    const fault = kind === 'failed' ? { kind, beforeStatement: 3 } : { kind }
    const { struck } = await withFault(fault, async () => {
      const statuses = (await many(30, wishes)).map(({ status }) => status)
      assert.ok(statuses.includes(503), statuses.join())
    })
    assert.ok(struck)
    const again = await many(30, wishes)
    assert.deepEqual(new Set(again.map(({ status }) => status)), new Set([200]))
    assert.equal((await rowsOf(kind)).n, 30)
  })
}

test('who would have to wait too long is told at once to come back, and nothing was done', async () => {
  const database = openDatabase(toy.fresh.appUrl, toy.fresh.clock, toy.fresh.secrets, 5)
  limitLots(database, { most: 5, mostWaiting: 20, lanes: 1 })
  const small = await toyServer({ database })
  try {
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask({ note: 'busy' }, small.ask)))
    const taken = answers.filter(({ status }) => status === 200).length
    const turnedAway = answers.filter(
      ({ status, body }) => status === 503 && body.code === 'platform.unavailable',
    ).length
    assert.equal(taken + turnedAway, 60)
    assert.ok(turnedAway > 0)
    assert.equal((await rowsOf('busy')).n, taken)
    assert.equal((await ask({ note: 'busy' }, small.ask)).status, 200)
  } finally {
    await small.close()
    await database.close()
  }
})
