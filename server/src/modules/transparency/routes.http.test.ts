import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/transparency/routes.ts'
import { formatVkey, SIGNATURE_TYPE, verifierKey } from '@shanju/contract/transparency/vkey.ts'
import { sha256 } from '#platform/kit/sha256.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { transparencyServed } from './index.ts'

let fresh: FreshDatabase
let api: TestApi
before(async () => {
  fresh = await freshDatabase()
  api = testApi(
    fresh,
    transparencyServed(async () => new Map()),
  )
})
after(async () => {
  await api.close()
  await fresh.close()
})

const CITY = holding('city_bureau', { kind: 'division', code: '150600' })
const key = (name: string): string => {
  const raw = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  return formatVkey(verifierKey(sha256, name, SIGNATURE_TYPE.cosignature, new Uint8Array(raw)))
}
const add = (vkey: string, title = '审计机构') =>
  api.ask(CITY, routes.addWitness, { body: { title, vkey, url: 'https://w.test/add-checkpoint/' } })

test('T10: the city bureau says who watches and how many must agree; each act stands on the trail', async () => {
  const first = await add(key('a.test/w'))
  assert.equal(first.status, 200)
  assert.deepEqual([first.body.witnesses[0].state, first.body.witnesses[0].url], ['silent', 'https://w.test'])
  assert.equal((await api.ask(CITY, routes.setQuorum, { body: { threshold: 1 } })).body.quorum.need, 1)
  await add(key('b.test/w'), '东胜区民政局')
  const [one] = first.body.witnesses
  const removed = await api.ask(CITY, routes.removeWitness, { params: { id: one.id }, body: {} })
  assert.deepEqual([removed.body.witnesses.length, removed.body.quorum.need], [1, 1])
  const { rows } = await fresh.owner.query(
    `select action from trail.records where action like 'transparency.%' order by at, id`,
  )
  assert.deepEqual(
    rows.map(({ action }) => action.slice(13)),
    ['add_witness', 'set_quorum', 'add_witness', 'remove_witness'],
  )
  // One that comes back keeps its past.
  const again = await add(one.vkey)
  assert.deepEqual(again.body.witnesses.map(({ id }: { id: string }) => id).includes(one.id), true)
})

test('T10: what cannot be is refused: no key, a known key, more than there are, one that is not there', async () => {
  const known = key('c.test/w')
  await add(known)
  const code = async (answer: Promise<{ body: { code: string } }>) => (await answer).body.code
  assert.equal(await code(add('c.test/w+00000000+BAAAAAAAAAAAAAAAAAAAAAAAAA')), 'transparency.key_unreadable')
  assert.equal(await code(add(known)), 'transparency.key_known')
  assert.equal(await code(api.ask(CITY, routes.setQuorum, { body: { threshold: 9 } })), 'transparency.quorum_too_large')
  const id = 'witness_0193a0000001700080000000000000aa'
  assert.equal(
    await code(api.ask(CITY, routes.removeWitness, { params: { id }, body: {} })),
    'transparency.witness_not_found',
  )
})

test('T10: a stranger reads the log with its key and witnesses, and not where they are asked', async () => {
  const { status, body } = await api.ask(STRANGER, routes.getLog, {})
  assert.equal(status, 200)
  assert.deepEqual([body.origin, body.head, body.earlier], ['log.test/log', null, []])
  assert.match(body.vkey, /^log\.test\/log\+/)
  assert.ok(body.witnesses.length > 0 && !JSON.stringify(body).includes('https://w.test'))
})
