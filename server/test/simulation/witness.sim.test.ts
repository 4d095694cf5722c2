import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { parseCheckpoint } from '@shanju/contract/transparency/checkpoint.ts'
import { judgeHead } from '@shanju/contract/transparency/judge.ts'
import { type Policy, parsePolicy } from '@shanju/contract/transparency/policy.ts'
import { parseVkey } from '@shanju/contract/transparency/vkey.ts'
import { verifyConsistency } from '@shanju/verifier/consistency.ts'
import { nodeCrypto } from '@shanju/verifier/node-crypto.ts'
import { type OpenWitness, openWitness } from '@shanju/verifier/witness.ts'
import { addWitness, setQuorum } from '#modules/transparency/actions/change-witnesses.ts'
import { type Ask, gatherCosignatures } from '#modules/transparency/actions/gather-cosignatures.ts'
import { publishHead } from '#modules/transparency/actions/publish-head.ts'
import { sequence } from '#modules/transparency/actions/sequence.ts'
import { policyText, readCheckpoint, readTile, verifyLog } from '#modules/transparency/index.ts'
import { listWitnesses, stateOf } from '#modules/transparency/queries/witnesses.ts'
import type { Tx } from '#platform/pg/db.ts'
import { expectFound } from '#test/support/altered.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { auditOf, headOf, meaningless, stage } from './log.ts'

const SYSTEM = { kind: 'system', name: 'test' } as const
const NAMES = ['banner.test/witness', 'audit.test/witness', 'union.test/witness']

let fresh: FreshDatabase
let folder: string
const witnesses = new Map<string, OpenWitness>()
before(async () => {
  fresh = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'shanju-witness-'))
  for (const name of NAMES) {
    const witness = await open(name)
    witnesses.set(name, witness)
    const [vkey, mlDsaVkey] = witness.vkeys
    await transact((tx) => addWitness(tx, SYSTEM, { title: name, vkey, mlDsaVkey, url: `https://${name}` }))
  }
  await transact((tx) => setQuorum(tx, SYSTEM, 2))
})
after(async () => {
  await fresh.close()
  await rm(folder, { recursive: true, force: true })
})

const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)

const policyOf = async (of: FreshDatabase): Promise<Policy> =>
  parsePolicy(nodeCrypto.sha256, toUtf8(await of.database.transact('test', policyText)))

async function open(name: string, now = () => Math.floor(fresh.clock.now().getTime() / 1000)): Promise<OpenWitness> {
  const logKeys = (await policyOf(fresh)).logs.map(({ key }) => key)
  return openWitness({ directory: join(folder, name.replace('/', '-')), name, logKeys, now })
}

async function grow(of: FreshDatabase, count: number): Promise<void> {
  await stage(of, count)
  await of.database.transact('test', sequence)
  await of.database.transact('test', publishHead)
}

/** Every witness as it is, but those named, which answer otherwise. */
const asking =
  (others: Readonly<Record<string, Ask>> = {}): Ask =>
  (url, body) => {
    const name = url.replace('https://', '').replace('/add-checkpoint', '')
    const witness = witnesses.get(name)
    if (!witness) throw new Error(name)
    return others[name]?.(url, body) ?? witness.addCheckpoint(body)
  }
const gather = (ask = asking()) => gatherCosignatures(fresh.database, 'test', ask)
const states = () =>
  transact(async (tx) => (await listWitnesses(tx)).map((each) => each.problem ?? stateOf(each, fresh.clock.now())))
const verdict = async () => {
  const text = await transact((tx) => readCheckpoint(tx, 1))
  return judgeHead(nodeCrypto, await policyOf(fresh), parseCheckpoint(toUtf8(text ?? '')))
}

test('T8: witnesses cosign each head that continues the last, with both kinds of key, and the policy believes it', async () => {
  await grow(fresh, 300)
  assert.equal((await verdict()).state, 'short_of_witnesses')
  await gather()
  const { state, standing, witnesses: lines } = await verdict()
  assert.deepEqual([state, standing.have, lines.length], ['trusted', 3, 6])
  await grow(fresh, 3)
  await gather()
  assert.equal((await verdict()).state, 'trusted')
  assert.deepEqual(await states(), ['fresh', 'fresh', 'fresh'])
})

test('T8: a witness that lies counts for nothing, one that lags catches up, and each says what is wrong with it', async () => {
  await grow(fresh, 5)
  const [banner = '', audit = '', union = ''] = NAMES
  const other = witnesses.get(union)
  await gather(
    asking({
      // Signs with a key that is not its own.
      [banner]: async (_url, body) => (await other?.addCheckpoint(body)) ?? Promise.reject(new Error()),
      [audit]: () => Promise.reject(new Error('no route to host')),
      [union]: async () => ({ status: 403, body: 'not signed by the log\n' }),
    }),
  )
  assert.deepEqual(await states(), ['bad_signature', 'unreachable', 'refused'])
  assert.deepEqual((await verdict()).standing, { have: 0, need: 2, met: false })
  fresh.clock.advance(60_000)
  await gather()
  assert.deepEqual(await states(), ['fresh', 'fresh', 'fresh'])
  fresh.clock.advance(3 * 3_600_000)
  assert.deepEqual(await states(), ['late', 'late', 'late'])
  await gather()
  assert.deepEqual(await states(), ['fresh', 'fresh', 'fresh'])
})

test('T11: a cosignature or the key of a witness that its owner altered is found and named', async () => {
  const draftsOf = async (_tx: Tx, ids: readonly string[]) => new Map(ids.map((id) => [id, meaningless(id)]))
  await expectFound(fresh, async (tx) => (await verifyLog(tx, draftsOf)).fault?.table, [
    ['transparency.cosignatures', `set line = translate(line, 'ABCDEFGHIJ', 'BCDEFGHIJA')`, /cosignatures/],
    ['transparency.witnesses', `set vkey = 'x' || vkey`, /cosignatures/],
  ])
})

test('T8: a witness keeps its time when its clock is set back, its state when it is killed, and refuses a damaged one', async () => {
  const name = NAMES[0] ?? ''
  const back = await open(name, () => 1)
  await grow(fresh, 1)
  await gather(asking({ [name]: (_url, body) => back.addCheckpoint(body) }))
  const file = join(folder, name.replace('/', '-'), 'state.json')
  const kept = await readFile(file, 'utf8')
  assert.ok(((JSON.parse(kept) as Record<string, { time: number }>)['log.test/log']?.time ?? 0) > 1_700_000_000)
  assert.equal((await states())[0], 'fresh')
  // The first one was not told, and must not sign what it cannot know.
  await grow(fresh, 1)
  await assert.rejects(witnesses.get(name)?.addCheckpoint(toUtf8('old 0\n\nx')) ?? Promise.resolve(), /Another program/)
  await writeFile(file, kept.slice(0, 20))
  const damaged = await open(name)
  await assert.rejects(damaged.addCheckpoint(toUtf8('x')), /state\.json is damaged/)
  await writeFile(file, kept)
  witnesses.set(name, await open(name))
  await gather()
  assert.equal((await states())[0], 'fresh')
})

test('T8: a log that shows two readers two trees is found: by a witness, by two heads side by side, by an audit', async () => {
  const twin = await freshDatabase()
  try {
    await grow(twin, 300)
    await grow(twin, 30)
    const [mine, theirs] = [await headOf(fresh), await headOf(twin)]
    assert.ok(mine && theirs && theirs.size > mine.size)
    const texts = await Promise.all(
      [fresh, twin].map((each) => each.database.transact('test', (tx) => readCheckpoint(tx, 1))),
    )
    const heads = texts.map((text) => toUtf8(text ?? '')) as [Uint8Array, Uint8Array]
    const fetch = (path: string) => twin.database.transact('test', (tx) => readTile(tx, 1, path))
    const policy = await policyOf(fresh)
    const side = await verifyConsistency(nodeCrypto, policy, heads, fetch)
    assert.ok(['forked', 'not_shown'].includes(side.state), side.state)
    assert.equal((await auditOf(twin, [mine])).finding?.what, 'forked')
    // A witness that cosigned here is shown the other tree.
    const [row] = await transact(listWitnesses)
    const key = parseVkey(nodeCrypto.sha256, row?.vkey ?? '')
    await twin.database.transact('test', (tx) =>
      addWitness(tx, SYSTEM, { title: 'w', vkey: row?.vkey ?? '', mlDsaVkey: '', url: `https://${key.name}` }),
    )
    await gatherCosignatures(twin.database, 'test', asking())
    const [seen] = await twin.database.transact('test', listWitnesses)
    assert.deepEqual([seen?.problem, seen?.size], ['other_tree', null])
    // And the smaller tree is told that somebody saw a larger one.
    await fresh.owner.query('update transparency.witnesses set size = null')
    const ahead: Ask = async () => ({ status: 409, body: `${mine.size + 7}\n` })
    await grow(fresh, 1)
    await gather(asking({ [NAMES[1] ?? '']: ahead }))
    assert.equal((await states())[1], 'ahead')
  } finally {
    await twin.close()
  }
})
