import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { proofRoutes as proofs } from '@shanju/contract/giving/proof.ts'
import { routes } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { draftOf, post, reverseAll, traceBooks } from '#modules/ledger/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { growLog } from '#test/support/grow-log.ts'
import { addFund, addHost } from '#test/support/house.ts'
import { served } from './index.ts'

let fresh: FreshDatabase
let api: TestApi
let host: string
let fund: string
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  host = await addHost(fresh, 1)
  fund = await addFund(fresh, host)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const WORKER = holding('community_worker', { kind: 'division', code: '150602' })
const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => fresh.database.transact('test', work)
const traced = () => traceBooks({ transact: act }, host)

async function give(amountFen: string, more: object = {}): Promise<string> {
  const body = { fundId: showId('fund', fund), amountFen, givenOn: '2026-11-02', channel: 'bank', ...more }
  const made = await api.ask(WORKER, routes.record, { body })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return made.body.publicId
}

/** A service bought for a project and paid by the fund. */
const spend = (key: string, amount: bigint): Promise<string> =>
  act(async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from ledger.restrictions where fund_id = ${fund}`.execute(
      tx.db,
    )
    const place = { restriction: 'R', restrictionId: rows[0]?.id, fund }
    const head = { book: host, documentOn: '2026-11-03', postedOn: '2026-11-03', summary: '张某某家中维修', papers: [] }
    const draft = draftOf(
      'E41.post',
      { amount, place, kind: 'c2' },
      { ...head, maker: 'system', checker: null, reason: null, channel: null },
      {},
    )
    return (await post(tx, [{ key, draft }]))[0]?.id ?? ''
  })

const trace = async (publicId: string) =>
  (await api.ask(STRANGER, routes.tracePublic, { params: { publicId }, query: {} })).body
const spending = (entryId: string) =>
  api.ask(STRANGER, routes.spendingPublic, { params: { entryId: showId('entry', entryId) }, query: {} })

test('a donor of 100.00 reads: 62.50 for a project, 37.50 not yet spent; the payer reads who paid, as they wish', async () => {
  const first = await give('10000', { donorName: '乌云毕力格', shown: 'masked' })
  const second = await give('5000', { donorName: '张三', shown: 'anonymous' })
  assert.deepEqual(await trace(first), {
    ...{ amountFen: '10000', spentFen: '0', backFen: '0', leftFen: '10000' },
    spent: { items: [], total: 0, more: false },
  })
  const a = await spend('a', 6250n)
  assert.equal((await spending(a)).body.code, 'giving.spending_not_found', 'not traced yet')
  const b = await spend('b', 8000n)
  await traced()
  const { spent, ...sums } = await trace(first)
  assert.deepEqual(sums, { amountFen: '10000', spentFen: '10000', backFen: '0', leftFen: '0' })
  assert.deepEqual(
    spent.items.map((row: Record<string, unknown>) => [row.entryId, row.amountFen, (row.what as { zh: string }).zh]),
    [
      [showId('entry', a), '6250', '购买项目服务'],
      [showId('entry', b), '3750', '购买项目服务'],
    ],
  )
  const { body } = await spending(b)
  assert.deepEqual([body.amountFen, body.giftCount, body.uncoveredFen, body.backFen], ['8000', 2, '0', '0'])
  assert.deepEqual(
    body.paidBy.items.map((row: { gift: unknown; amountFen: string }) => [row.gift, row.amountFen]),
    [
      [{ publicId: first, shownName: '乌云**' }, '3750'],
      [{ publicId: second, shownName: null }, '4250'],
    ],
  )
  assert.doesNotMatch(JSON.stringify([body, spent]), /张|毕力格|维修/, 'neither a hidden name nor a free summary')
})

test('what comes back is the donor’s again, and a voided gift says so', async () => {
  const gift = await give('1000')
  const id = await spend('c', 1200n)
  await traced()
  assert.equal((await trace(gift)).leftFen, '550')
  await act((tx) => reverseAll(tx, [{ entryId: id, key: 'undo c', maker: 'system', reason: 'not bought' }]))
  await traced()
  assert.equal((await trace(gift)).leftFen, '1000')
  const { body } = await spending(id)
  assert.deepEqual([body.amountFen, body.backFen, body.paidBy.total], ['1200', '1200', 0])
  const { rows } = await fresh.owner.query('select id from giving.gifts where public_id = $1', [gift])
  const manager = holding('charity_manager', { kind: 'organisation', id: host })
  const params = { id: showId('gift', rows[0].id) }
  await api.ask(manager, routes.void, { params, body: { reason: 'twice' } })
  for (const when of ['before', 'after']) {
    assert.deepEqual(
      { ...(await trace(gift)), spent: when },
      {
        ...{ amountFen: '1000', spentFen: '0', backFen: '1000', leftFen: '0' },
        spent: when,
      },
    )
    await traced()
  }
})

test('T14: every entry of a fund is public with what it moved and how far its proof is, and without the words of people', async () => {
  const id = await spend('d', 100n)
  const get = () => api.ask(STRANGER, proofs.getPublicEntry, { params: { entryId: showId('entry', id) } })
  const file = () => api.ask(STRANGER, proofs.getPublicEntryProof, { params: { entryId: showId('entry', id) } })
  const { body } = await get()
  assert.deepEqual([body.proof.state, body.paid, body.reverses], ['pending', null, null])
  assert.deepEqual(
    body.lines.map((line: { account: string; amountFen: string }) => [line.account, line.amountFen]),
    [['5101', '-100']],
  )
  assert.doesNotMatch(JSON.stringify(body), /张|维修/)
  assert.equal((await file()).body.code, 'giving.proof_pending')
  await growLog(fresh)
  assert.equal((await get()).body.proof.state, 'logged')
  const { content } = await api.askFile(STRANGER, proofs.getPublicEntryProof, {
    params: { entryId: showId('entry', id) },
  })
  assert.match(content.toString(), /^c2sp\.org\/tlog-proof/)
  const { body: lines } = await api.ask(STRANGER, routes.listBookLines, {
    params: { id: showId('fund', fund) },
    query: {},
  })
  assert.deepEqual([lines.items[0].entryId, lines.items[0].proof], [showId('entry', id), 'logged'])
  const nowhere = await api.ask(STRANGER, proofs.getPublicEntry, { params: { entryId: showId('entry', host) } })
  assert.deepEqual([nowhere.status, nowhere.body.code], [404, 'giving.entry_not_found'])
})

test('a gift older than the books has no trace, and what is no spending of a fund is not found', async () => {
  const old = await give('700', { givenOn: '2025-10-01' })
  assert.equal((await trace(old)).code, 'giving.history_has_no_entry')
  assert.equal((await spending(host)).body.code, 'giving.spending_not_found')
})
