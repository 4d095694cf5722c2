import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { asPerson, type ToyServer, toyServer } from './testkit/server.ts'

let toy: ToyServer

before(async () => {
  toy = await toyServer()
})
after(() => toy.close())

const add = (key: string, payload: object, actor: Actor = asPerson()) =>
  toy.ask({ method: 'POST', url: '/api/v1/toy/sums', payload, headers: { 'idempotency-key': key } }, actor)
const added = async (note: string): Promise<number> =>
  (await toy.fresh.owner.query('select count(*)::int as n from play.sums where note = $1', [note])).rows[0].n

test('a repeat gets the first answer and has no second effect', async () => {
  const first = await add('key-repeat', { amountFen: '5', note: 'repeat' })
  toy.fresh.clock.advance(60_000)
  const second = await add('key-repeat', { note: 'repeat', amountFen: '5' })
  assert.deepEqual([second.status, second.body], [200, first.body])
  assert.equal(await added('repeat'), 1)
})

test('the same key for another request is refused', async () => {
  await add('key-other', { amountFen: '5', note: 'other' })
  const { status, body } = await add('key-other', { amountFen: '6', note: 'other' })
  assert.deepEqual([status, body.code], [409, 'platform.exists_with_different_body'])
  assert.equal(await added('other'), 1)
})

test('bodies that only look alike are different bodies', async () => {
  await add('key-alike', { amountFen: '5', note: 'ＡＢ' })
  assert.equal((await add('key-alike', { amountFen: '5', note: 'AB' })).status, 409)
})

test('fifty equal requests at once have one effect and one answer', async () => {
  const body = { amountFen: '7', note: 'fifty' }
  const answers = await Promise.all(Array.from({ length: 50 }, () => add('key-fifty', body)))
  assert.deepEqual(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size, 1)
  assert.equal(answers[0]?.status, 200)
  assert.equal(await added('fifty'), 1)
})

test('fifty requests at once under one key with different bodies have one effect; the others are refused', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => add('key-mixed', { amountFen: String(n + 1), note: 'mixed' })),
  )
  const statuses = answers.map(({ status }) => status).toSorted()
  assert.deepEqual(statuses, [200, ...Array(49).fill(409)])
  assert.equal(await added('mixed'), 1)
})

test('a refused request leaves no trace and may be sent again under the same key', async () => {
  const refused = await add('key-refused', { amountFen: '5', note: 'refused', refused: true })
  assert.deepEqual([refused.status, await added('refused')], [403, 0])
  assert.equal((await add('key-refused', { amountFen: '5', note: 'refused' })).status, 200)
  assert.equal(await added('refused'), 1)
})

test('keys of different people, and of strangers, have nothing to do with each other', async () => {
  for (const [n, actor] of [asPerson([], 1), asPerson([], 2), { kind: 'stranger' } as const].entries())
    assert.equal((await add('key-people', { amountFen: String(n + 1), note: 'people' }, actor)).status, 200)
  assert.equal(await added('people'), 3)
})

test('a key is 8 to 200 characters', async () => {
  for (const key of ['short', 'x'.repeat(201), '']) {
    const { status, body } = await add(key, { amountFen: '5', note: 'keyed' })
    assert.deepEqual([status, body.code], [422, 'platform.invalid_key'], key)
  }
  assert.equal((await add('x'.repeat(200), { amountFen: '5', note: 'keyed' })).status, 200)
})

test('without a key every request counts', async () => {
  const ask = () => toy.ask({ method: 'POST', url: '/api/v1/toy/sums', payload: { amountFen: '5', note: 'free' } })
  await Promise.all([ask(), ask()])
  assert.equal(await added('free'), 2)
})

test('what is kept of a request is sealed, and its body cannot be guessed from the hash', async () => {
  const answer = await add('key-sealed', { amountFen: '5', note: '13800000000' })
  const { rows } = await toy.fresh.owner.query(`select k::text as text, response, body_hash
    from platform.idempotency_keys k where key = 'key-sealed'`)
  assert.doesNotMatch(rows[0].text, /13800000000/)
  assert.equal(rows[0].response.includes(Buffer.from(answer.body.id)), false)
  const opened = toy.fresh.secrets.open(rows[0].response, 'platform.idempotency_keys.response')
  assert.deepEqual(JSON.parse(opened), answer.body)
  const plain = createHash('sha256').update('{"body":{"amountFen":"5","note":"13800000000"}}').digest()
  assert.equal(rows[0].body_hash.equals(plain), false)
  assert.equal(rows[0].body_hash.length, 32)
})

test('a repeat whose sender has lost the right meanwhile is refused, not answered from memory', async () => {
  const changer = asPerson([{ role: 'administrator', reach: { kind: 'division', code: 'c1' } }])
  const headers = { 'idempotency-key': 'key-rights' }
  const ask = (actor: Actor) => toy.ask({ method: 'POST', url: '/api/v1/toy/things/here', headers }, actor)
  assert.equal((await ask(changer)).status, 200)
  assert.equal((await ask(asPerson())).status, 403)
})
