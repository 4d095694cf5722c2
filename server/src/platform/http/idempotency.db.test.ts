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

const changer = (n: number): Actor => asPerson([{ role: 'administrator', reach: { kind: 'division', code: 'c' } }], n)

const add = (key: string, payload: object, actor: Actor = asPerson()) =>
  toy.ask({ method: 'POST', url: '/api/v1/toy/sums', payload, headers: { 'idempotency-key': key } }, actor)
/** The same by the route whose requests share a transaction; somebody else, or the two together would ask too often. */
const addShared = (key: string, payload: object, actor: Actor = changer(3)) =>
  toy.ask({ method: 'POST', url: '/api/v1/toy/things/here/sums', payload, headers: { 'idempotency-key': key } }, actor)
const ways = [
  ['', add, { refused: true }],
  [', also where requests share a transaction', addShared, { fails: 'refused' }],
] as const
const added = async (note: string): Promise<number> =>
  (await toy.fresh.owner.query('select count(*)::int as n from play.sums where note = $1', [note])).rows[0].n

for (const [also, add, refusing] of ways) {
  const noteOf = (note: string): string => (also ? `${note}, shared` : note)
  test(`a repeat gets the first answer and has no second effect${also}`, async () => {
    const first = await add(`${also.length}-key-repeat`, { amountFen: '5', note: noteOf('repeat') })
    toy.fresh.clock.advance(60_000)
    const second = await add(`${also.length}-key-repeat`, { note: noteOf('repeat'), amountFen: '5' })
    assert.deepEqual([second.status, second.body], [200, first.body])
    assert.equal(await added(noteOf('repeat')), 1)
  })

  test(`the same key for another request is refused${also}`, async () => {
    await add(`${also.length}-key-other`, { amountFen: '5', note: noteOf('other') })
    const { status, body } = await add(`${also.length}-key-other`, { amountFen: '6', note: noteOf('other') })
    assert.deepEqual([status, body.code], [409, 'platform.exists_with_different_body'])
    assert.equal(await added(noteOf('other')), 1)
  })

  test(`bodies that only look alike are different bodies${also}`, async () => {
    await add(`${also.length}-key-alike`, { amountFen: '5', note: 'ＡＢ' })
    assert.equal((await add(`${also.length}-key-alike`, { amountFen: '5', note: 'AB' })).status, 409)
  })

  test(`a hundred equal requests at once have one effect and one answer${also}`, async () => {
    const body = { amountFen: '7', note: noteOf('fifty') }
    const answers = await Promise.all(Array.from({ length: 100 }, () => add(`${also.length}-key-fifty`, body)))
    assert.deepEqual(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size, 1)
    assert.equal(answers[0]?.status, 200)
    assert.equal(await added(noteOf('fifty')), 1)
  })

  test(`fifty requests at once under one key with different bodies have one effect; the others are refused${also}`, async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        add(`${also.length}-key-mixed`, { amountFen: String(n + 1), note: noteOf('mixed') }),
      ),
    )
    const statuses = answers.map(({ status }) => status).toSorted()
    assert.deepEqual(statuses, [200, ...Array(49).fill(409)])
    assert.equal(await added(noteOf('mixed')), 1)
  })

  test(`a refused request leaves no trace and may be sent again under the same key${also}`, async () => {
    const refused = await add(`${also.length}-key-refused`, { amountFen: '5', note: noteOf('refused'), ...refusing })
    assert.deepEqual([refused.status, await added(noteOf('refused'))], [403, 0])
    assert.equal((await add(`${also.length}-key-refused`, { amountFen: '5', note: noteOf('refused') })).status, 200)
    assert.equal(await added(noteOf('refused')), 1)
  })
}

test('keys of different people, and of strangers, have nothing to do with each other', async () => {
  for (const [n, actor] of [asPerson([], 1), asPerson([], 2), { kind: 'stranger' } as const].entries())
    assert.equal((await add('key-people', { amountFen: String(n + 1), note: 'people' }, actor)).status, 200)
  assert.equal(await added('people'), 3)
})

test('a key is 8 to 200 characters', async () => {
  for (const [, add] of ways) {
    for (const key of ['short', 'x'.repeat(201), '']) {
      const { status, body } = await add(key, { amountFen: '5', note: 'keyed' })
      assert.deepEqual([status, body.code], [422, 'platform.invalid_key'], key)
    }
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

for (const path of ['here', 'here/sums']) {
  test(`a repeat whose sender has lost the right meanwhile is refused, not answered from memory: ${path}`, async () => {
    const headers = { 'idempotency-key': 'key-rights' }
    const payload = path === 'here' ? undefined : { amountFen: '5', note: 'rights' }
    const ask = (actor: Actor) =>
      toy.ask({ method: 'POST', url: `/api/v1/toy/things/${path}`, headers, ...(payload ? { payload } : {}) }, actor)
    assert.equal((await ask(changer(1))).status, 200)
    assert.equal((await ask(asPerson())).status, 403)
  })
}
