import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ACTIONS, ROLES, type Role } from '@shanju/contract/access.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { routes } from '@shanju/contract/ledger/routes.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { ledgerServed, reverseAll } from './index.ts'
import { addHost, giftDraft, type Host, postOne } from './testkit.ts'

let fresh: FreshDatabase
let api: TestApi
let host: Host
let foreign: Host
let gift: string
let undone: string
let foreignGift: string
before(async () => {
  fresh = await freshDatabase()
  api = testApi(
    fresh,
    ledgerServed(async () => ['no bank account']),
  )
  host = await addHost(fresh, 1, '150602')
  foreign = await addHost(fresh, 2, '150603')
  await fresh.database.transact('test', async (tx) => {
    gift = await postOne(tx, 'gift', giftDraft(host, 12_345n))
    const wrong = await postOne(tx, 'wrong', giftDraft(host, 100n, { postedOn: '2026-06-01' }))
    const [reversal] = await reverseAll(tx, [{ entryId: wrong, key: 'undo', maker: 'system', reason: '登记有误' }])
    undone = reversal?.id ?? ''
    foreignGift = await postOne(tx, 'gift', giftDraft(foreign, 7n))
  })
})
after(async () => {
  await api.close()
  await fresh.close()
})

const org = (of: Host): string => showId('org', of.id)
const entry = (id: string): string => showId('entry', id)
const accountant = (of: Host) => holding('charity_accountant', { kind: 'organisation', id: of.id })
const DONGSHENG = holding('banner_bureau', { kind: 'division', code: '150602' })
const NOBODY = '0193a000-0004-7000-8000-0000000000ff'

test('L13: an entry is shown with its lines, titles, fund and maker; money as a decimal string of fen', async () => {
  const { status, body } = await api.ask(accountant(host), routes.getEntry, { params: { id: entry(gift) } })
  assert.equal(status, 200)
  assert.deepEqual(
    { ...body, postedAt: 'then' },
    {
      id: entry(gift),
      host: { id: org(host), name: '第1慈善会(演示)' },
      number: 1,
      type: 'ordinary',
      documentOn: '2026-05-03',
      postedOn: '2026-05-03',
      proof: 'pending',
      recipe: 'E01.post',
      summary: '捐赠',
      totalFen: '12345',
      reverses: null,
      reversedBy: null,
      postedAt: 'then',
      maker: null,
      lines: [
        { no: 1, account: '1002', accountName: '银行存款', side: 'debit', amountFen: '12345', restriction: null },
        { no: 2, account: '4101', accountName: '捐赠收入', side: 'credit', amountFen: '12345', restriction: 'R' },
      ].map((line) => ({
        ...line,
        fund: line.no === 2 ? { id: showId('fund', host.fund), name: '第1基金' } : null,
        giftId: null,
        kind: null,
        cashLine: line.no === 1 ? 'B1' : null,
      })),
    },
  )
})

test('L8, L13: a reversal and what it undoes point at each other over the wire', async () => {
  const { body: reversal } = await api.ask(DONGSHENG, routes.getEntry, { params: { id: entry(undone) } })
  const { body: first } = await api.ask(DONGSHENG, routes.getEntry, { params: { id: reversal.reverses } })
  assert.deepEqual([first.reversedBy, first.number, reversal.number], [entry(undone), 2, 3])
})

test('L13: a foreign entry answers exactly like one that does not exist', async () => {
  const ask = (id: string) => api.ask(DONGSHENG, routes.getEntry, { params: { id: entry(id) } })
  const [there, nowhere] = [await ask(foreignGift), await ask(NOBODY)]
  assert.deepEqual([there.status, there.body.code], [404, 'ledger.entry_not_found'])
  assert.deepEqual(there, nowhere)
})

test('L13: exactly the roles that hold the right read entries and books where they hold it', async () => {
  for (const role of ROLES) {
    for (const reach of [
      { kind: 'organisation', id: host.id },
      { kind: 'division', code: '150602' },
    ] as const) {
      const may = (ACTIONS['ledger.read'] as readonly Role[]).includes(role)
      const one = await api.ask(holding(role, reach), routes.getEntry, { params: { id: entry(gift) } })
      const list = await api.ask(holding(role, reach), routes.listEntries)
      const books = await api.ask(holding(role, reach), routes.listBooks)
      assert.deepEqual([one.status, list.status, books.status], may ? [200, 200, 200] : [403, 403, 403], role)
      if (may) assert.deepEqual([list.body.total, books.body.items.length], [3, 1], role)
    }
  }
  for (const route of [routes.listEntries, routes.listBooks]) {
    assert.equal((await api.ask(STRANGER, route)).body.code, 'platform.not_signed_in')
  }
  const asked = await api.ask(STRANGER, routes.getEntry, { params: { id: entry(gift) } })
  assert.equal(asked.body.code, 'platform.not_signed_in')
})

test('L13: a list asked for a foreign host, fund or gift is empty', async () => {
  for (const query of [
    { hostId: org(foreign) },
    { fundId: showId('fund', foreign.fund) },
    { giftId: showId('gift', NOBODY) },
  ]) {
    assert.deepEqual((await api.ask(accountant(host), routes.listEntries, { query })).body, {
      items: [],
      total: 0,
      more: false,
    })
  }
})

test('entries are listed newest first and narrow by host, fund, account and days', async () => {
  const list = async (query: Record<string, string>) => {
    const { body } = await api.ask(DONGSHENG, routes.listEntries, { query })
    return body.items.map((each: { number: number }) => each.number)
  }
  assert.deepEqual(await list({}), [3, 2, 1])
  assert.deepEqual(await list({ hostId: org(host), account: '4101' }), [3, 2, 1])
  assert.deepEqual(await list({ account: '5101' }), [])
  assert.deepEqual(await list({ fundId: showId('fund', host.fund), from: '2026-05-04', to: '2026-06-01' }), [2])
  assert.deepEqual(await list({ page: '2', pageSize: '2' }), [1])
})

test('L9: an accountant begins the books once; a repeat under its key gets the first answer, without it is refused', async () => {
  const own = await addHost(fresh, 3, '150602')
  const asked = {
    params: { hostId: org(own) },
    body: {
      lines: [
        { account: '1002', side: 'debit', amountFen: '500000' },
        { account: '3102', side: 'credit', amountFen: '200000', fundId: showId('fund', own.fund) },
        { account: '3101', side: 'credit', amountFen: '300000' },
      ],
    },
  }
  const first = await api.ask(accountant(own), routes.openBooks, { ...asked, key: 'opening-of-3' })
  assert.deepEqual(first, {
    status: 200,
    body: { host: { id: org(own), name: '第3慈善会(演示)' }, beginsOn: '2026-01-01', begun: true, entryCount: 1 },
  })
  assert.deepEqual(await api.ask(accountant(own), routes.openBooks, { ...asked, key: 'opening-of-3' }), first)
  const again = await api.ask(accountant(own), routes.openBooks, asked)
  assert.deepEqual([again.status, again.body.code], [409, 'ledger.books_already_open'])
  const other = { ...asked, body: { lines: [] }, key: 'opening-of-3' }
  assert.equal(
    (await api.ask(accountant(own), routes.openBooks, other)).body.code,
    'platform.exists_with_different_body',
  )
})

test('L9: an opening that may not stand names what is wrong in the reader’s language', async () => {
  const own = await addHost(fresh, 4, '150602')
  const lines = [
    { account: '1002', side: 'debit', amountFen: '5' },
    { account: '3101', side: 'credit', amountFen: '4' },
  ]
  const asked = { params: { hostId: org(own) }, body: { lines } }
  const zh = await api.ask(accountant(own), routes.openBooks, asked)
  assert.deepEqual([zh.status, zh.body.code], [422, 'ledger.unbalanced'])
  assert.match(zh.body.message, /借贷不平，相差 1 分/)
  const en = await api.ask(accountant(own), routes.openBooks, { ...asked, language: 'en' })
  assert.match(en.body.message, /differ by 1 fen/)
  const unknown = { ...asked, body: { lines: [{ ...lines[0], account: '9999' }, lines[1]] } }
  assert.equal((await api.ask(accountant(own), routes.openBooks, unknown)).body.code, 'ledger.unknown_account')
})

test('L13: who reads a host’s books but may not open them is told so; to others the host does not exist', async () => {
  const own = await addHost(fresh, 5, '150602')
  const ask = (actor: Parameters<TestApi['ask']>[0], id: string) =>
    api.ask(actor, routes.openBooks, { params: { hostId: showId('org', id) }, body: { lines: [] } })
  const auditor = holding('auditor', { kind: 'organisation', id: own.id })
  assert.equal((await ask(auditor, own.id)).body.code, 'platform.not_permitted')
  assert.equal((await ask(STRANGER, own.id)).body.code, 'platform.not_signed_in')
  const there = await ask(accountant(host), own.id)
  assert.equal(there.status, 404)
  assert.deepEqual(there, await ask(accountant(host), NOBODY))
  assert.equal((await ask(accountant(own), own.id)).body.begun, true)
})

test('ids of another kind, sums that are no fen and fields nobody knows are no input', async () => {
  const wrong = [
    api.ask(DONGSHENG, routes.getEntry, { params: { id: org(host) } }),
    api.ask(DONGSHENG, routes.listEntries, { query: { from: '2026-02-30' } }),
    api.ask(DONGSHENG, routes.listEntries, { query: { account: '41' } }),
    api.ask(accountant(host), routes.openBooks, { params: { hostId: org(host) }, body: { lines: [], force: true } }),
    api.ask(accountant(host), routes.openBooks, {
      params: { hostId: org(host) },
      body: { lines: [{ account: '1002', side: 'debit', amountFen: '1.5' }] },
    }),
  ]
  for (const answer of await Promise.all(wrong)) {
    assert.deepEqual([answer.status, answer.body.code], [422, 'platform.invalid_input'])
  }
})
