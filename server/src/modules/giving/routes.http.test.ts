import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost, ELSEWHERE } from '#test/support/house.ts'
import { served } from './index.ts'
import { csvFile, csvRow, importer } from './testkit.ts'

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

const NOBODY = '0193a000-0000-7000-8000-0000000000ff'
const DONGSHENG = holding('community_worker', { kind: 'division', code: '150602' })
const KANGBASHI = holding('community_worker', { kind: 'division', code: '150603' })
const accountantOf = (id: string) => holding('charity_accountant', { kind: 'organisation', id })
const wire = (id: string) => showId('fund', id)
const gift = (more: object = {}) => ({
  fundId: wire(fund),
  donorName: '乌云毕力格',
  amountFen: '12345',
  givenOn: '2026-11-20',
  channel: 'cash',
  shown: 'masked',
  secondCounter: '其其格',
  again: true,
  ...more,
})
const record = (more: object = {}, actor = DONGSHENG, key?: string) =>
  api.ask(actor, routes.record, { body: gift(more), ...(key ? { key } : {}) })
const giftCount = async (): Promise<number> =>
  (await fresh.owner.query('select count(*)::int as n from giving.gifts')).rows[0].n

test('G1: a gift at the counter is in the books when the answer comes, and anyone finds it by its code', async () => {
  const made = await record({ purpose: '助老' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const { body } = await api.ask(STRANGER, routes.getPublic, { params: { publicId: made.body.publicId } })
  assert.deepEqual(
    [body.amountFen, body.shownName, body.purpose, body.state, body.host.id, body.fund.id],
    ['12345', '乌云**', '助老', 'recorded', showId('org', host), wire(fund)],
  )
  assert.equal(body.entries.length, 1)
  const [debit, credit] = body.entries[0].lines
  assert.deepEqual([debit.amountFen, credit.amountFen, credit.restriction], ['12345', '12345', 'R'])
})

test('one key records one gift: fifty at once get the first answer, another sum under the key is refused', async () => {
  const before = await giftCount()
  const answers = await Promise.all(Array.from({ length: 50 }, () => record({}, DONGSHENG, 'counter-1-slip-7')))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1)
  assert.equal(await giftCount(), before + 1)
  const other = await record({ amountFen: '12346' }, DONGSHENG, 'counter-1-slip-7')
  assert.deepEqual([other.status, other.body.code], [409, 'platform.exists_with_different_body'])
  assert.equal(await giftCount(), before + 1)
})

test('input of another form is told field by field in the reader’s language, and nothing is written', async () => {
  const before = await giftCount()
  const cases: [more: object, field: string][] = [
    [{ amountFen: '0' }, 'amountFen'],
    [{ amountFen: '-1' }, 'amountFen'],
    [{ amountFen: '0.5' }, 'amountFen'],
    [{ amountFen: '1000000000001' }, 'amountFen'],
    [{ amountFen: '9'.repeat(40) }, 'amountFen'],
    [{ amountFen: 100 }, 'amountFen'],
    [{ amountFen: '１００' }, 'amountFen'],
    [{ givenOn: '2026-02-30' }, 'givenOn'],
    [{ givenOn: 'today' }, 'givenOn'],
    [{ channel: 'gold' }, 'channel'],
    [{ shown: 'half' }, 'shown'],
    [{ donorName: '长'.repeat(61) }, 'donorName'],
    [{ donorName: '零\u0000' }, 'donorName'],
    [{ note: '长'.repeat(501) }, 'note'],
    [{ fundId: fund }, 'fundId'],
    [{ fundId: showId('org', fund) }, 'fundId'],
  ]
  for (const [more, field] of cases) {
    for (const language of ['zh', 'en'] as const) {
      const answer = await api.ask(DONGSHENG, routes.record, { body: gift(more), language })
      assert.deepEqual([answer.status, answer.body.code], [422, 'platform.invalid_input'], JSON.stringify(more))
      assert.deepEqual([answer.body.fields[0].path, answer.body.fields.length], [field, 1])
      assert.match(answer.body.fields[0].message, language === 'zh' ? /[一-龥]/ : /[a-z]/)
    }
  }
  assert.equal(await giftCount(), before)
})

test('every refusal of a request comes in the order of the contract, with its status and a sentence in both languages', async () => {
  const imports = importer(fresh, host)
  const frozen = await addFund(fresh, host, { name: '冻结基金(演示)' })
  await fresh.owner.query(`update funds.funds set state = 'frozen' where id = $1`, [frozen])
  const { body: old } = await record({ givenOn: '2025-07-01' })
  const { body: twice } = await record()
  const accountant = accountantOf(host)
  const voiding = (id: string) => ({ params: { id }, body: { reason: '登记有误' } })
  await api.ask(accountant, routes.void, voiding(twice.id))
  const unchecked = await imports.keep(csvFile(csvRow('W1')))
  const bad = await imports.keep(csvFile(csvRow('W2', { amount: '零' }), csvRow('W3', { fund: '暖心基金(演示)' })))
  await imports.check(bad)
  const loading = (id: string) => ({ params: { id: showId('import', id) }, body: { goodRowsOnly: false } })
  const walk: [code: string, status: number, ask: (language: 'zh' | 'en') => ReturnType<TestApi['ask']>][] = [
    [
      'giving.not_found',
      404,
      (language) => api.ask(accountant, routes.void, { ...voiding(showId('gift', NOBODY)), language }),
    ],
    ['giving.import_not_found', 404, (language) => api.ask(accountant, routes.load, { ...loading(NOBODY), language })],
    [
      'giving.fund_takes_no_gifts',
      409,
      (language) =>
        api.ask(accountant, routes.record, { body: gift({ fundId: wire(frozen), givenOn: '2099-01-01' }), language }),
    ],
    [
      'giving.given_in_future',
      422,
      (language) => api.ask(accountant, routes.record, { body: gift({ givenOn: '2026-11-24' }), language }),
    ],
    [
      'giving.given_before_fund',
      422,
      (language) => api.ask(accountant, routes.record, { body: gift({ givenOn: '2025-05-31' }), language }),
    ],
    ['giving.already_voided', 409, (language) => api.ask(accountant, routes.void, { ...voiding(twice.id), language })],
    [
      'giving.history_has_no_entry',
      409,
      (language) => api.ask(accountant, routes.void, { ...voiding(old.id), language }),
    ],
    [
      'giving.import_not_checked',
      409,
      (language) => api.ask(accountant, routes.load, { ...loading(unchecked), language }),
    ],
    ['giving.import_has_bad_rows', 409, (language) => api.ask(accountant, routes.load, { ...loading(bad), language })],
  ]
  for (const [code, status, ask] of walk) {
    const [zh, en] = [await ask('zh'), await ask('en')]
    assert.deepEqual([zh.status, zh.body.code, en.body.code], [status, code, code])
    assert.match(zh.body.message, /[一-龥]/)
    assert.match(en.body.message, /^[A-Z]/)
    for (const { body } of [zh, en]) assert.doesNotMatch(body.message, /[{}]/)
  }
})

test('a fund of another banner, of nobody, or a right one does not have, is not there', async () => {
  for (const [actor, fundId] of [
    [KANGBASHI, wire(fund)],
    [DONGSHENG, wire(NOBODY)],
    [accountantOf(NOBODY), wire(fund)],
  ] as const) {
    const answer = await record({ fundId }, actor)
    assert.deepEqual([answer.status, answer.body.code], [404, 'funds.not_found'])
  }
  assert.equal((await record({}, STRANGER)).body.code, 'platform.not_signed_in')
  const auditor = holding('auditor', { kind: 'division', code: '150602' })
  assert.deepEqual((await record({}, auditor)).body.code, 'platform.not_permitted')
})

test('staff of one banner neither read nor void nor guess the gifts of another', async () => {
  const { body: made } = await record()
  const asked = { params: { id: made.id } }
  assert.equal((await api.ask(DONGSHENG, routes.get, asked)).body.donorName, '乌云毕力格')
  const elsewhere = await api.ask(KANGBASHI, routes.get, asked)
  const nowhere = await api.ask(KANGBASHI, routes.get, { params: { id: showId('gift', NOBODY) } })
  assert.deepEqual([elsewhere.status, elsewhere.body], [404, nowhere.body])
  assert.equal((await api.ask(KANGBASHI, routes.list)).body.total, 0)
  assert.equal((await api.ask(KANGBASHI, routes.list, { query: { q: '乌云毕力格' } })).body.total, 0)
  const voiding = { ...asked, body: { reason: '登记有误' } }
  assert.equal((await api.ask(DONGSHENG, routes.void, voiding)).body.code, 'platform.not_permitted')
  assert.equal((await api.ask(accountantOf(NOBODY), routes.void, voiding)).status, 404)
})

test('G4: a voided gift says so to everybody, with both entries; why stays with staff', async () => {
  const { body: made } = await record({ amountFen: '777' })
  const reason = `<b>重复</b>登记'; --`
  const done = await api.ask(accountantOf(host), routes.void, { params: { id: made.id }, body: { reason } })
  assert.deepEqual([done.status, done.body.state, done.body.voidReason], [200, 'voided', reason])
  const { body: shown } = await api.ask(STRANGER, routes.getPublic, { params: { publicId: made.publicId } })
  assert.deepEqual([shown.state, shown.entries.length], ['voided', 2])
  assert.equal(shown.entries[1].reverses, shown.entries[0].id)
  assert.ok(!JSON.stringify(shown).includes('重复'))
})

test('lists and counts narrow by fund, place, channel, state and days; voided and older gifts are counted apart', async () => {
  const own = await addFund(fresh, host, { name: '清点基金(演示)', placeCode: '150602003001' })
  const query = { fundId: wire(own) }
  await record({ fundId: wire(own), amountFen: '100', channel: 'bank', givenOn: '2026-03-01' })
  await record({ fundId: wire(own), amountFen: '200', givenOn: '2025-07-01' })
  const { body: gone } = await record({ fundId: wire(own), amountFen: '300', givenOn: '2026-04-01' })
  await api.ask(accountantOf(host), routes.void, { params: { id: gone.id }, body: { reason: '登记有误' } })
  for (const where of [query, { within: '150602003' }]) {
    const counts = await api.ask(STRANGER, routes.countPublic, { query: where })
    assert.deepEqual(counts.body, { giftCount: 1, historyCount: 1, historyFen: '200' })
    const list = await api.ask(STRANGER, routes.listPublic, { query: where })
    assert.deepEqual(
      list.body.items.map((each: { amountFen: string; state: string }) => [each.amountFen, each.state]),
      [
        ['300', 'voided'],
        ['100', 'recorded'],
        ['200', 'history'],
      ],
    )
  }
  const total = async (more: object) =>
    (await api.ask(accountantOf(host), routes.list, { query: { ...query, ...more } })).body.total
  assert.equal(await total({ channel: 'bank' }), 1)
  assert.equal(await total({ state: 'voided' }), 1)
  assert.equal(await total({ from: '2026-01-01', to: '2026-03-31' }), 1)
  assert.equal(await total({ q: gone.publicId.toLowerCase() }), 1)
})

test('a file is uploaded, looked at, loaded and listed by the host’s people; nobody else learns of it', async () => {
  const accountant = accountantOf(host)
  const query = { hostId: showId('org', host), fileName: '三月<平台>.csv' }
  const body = csvFile(csvRow('U1', { fund: '暖心基金(演示)' }), csvRow('U2', { amount: 'x' }))
  const sent = await api.ask(accountant, routes.upload, { query, body })
  assert.deepEqual([sent.status, sent.body.state, sent.body.fileName], [200, 'checking', query.fileName])
  const params = { id: sent.body.id as string }
  const imports = importer(fresh, host)
  const id = params.id.slice(7).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  await imports.check(id)
  const errors = await api.ask(accountant, routes.importErrors, { params, language: 'en' })
  assert.deepEqual([errors.body.total, errors.body.items[0].row], [1, 3])
  assert.match(errors.body.items[0].message, /amount “x” cannot be read/)
  const loading = await api.ask(accountant, routes.load, { params, body: { goodRowsOnly: true } })
  assert.equal(loading.body.state, 'loading')
  await imports.load(id)
  const done = await api.ask(accountant, routes.getImport, { params })
  assert.deepEqual([done.body.state, done.body.goodCount, done.body.amountFen], ['loaded', 1, '1234'])
  const listed = await api.ask(accountant, routes.listImports)
  assert.ok(listed.body.items.some((each: { id: string }) => each.id === params.id))
  const gifts = await api.ask(accountant, routes.list, { query: { importId: params.id } })
  assert.equal(gifts.body.total, 1)
  for (const other of [accountantOf(NOBODY), holding('charity_manager', { kind: 'organisation', id: NOBODY })]) {
    assert.equal((await api.ask(other, routes.upload, { query, body })).status, 404)
    assert.equal((await api.ask(other, routes.getImport, { params })).body.code, 'giving.import_not_found')
    assert.equal((await api.ask(other, routes.importErrors, { params })).status, 404)
    assert.equal((await api.ask(other, routes.listImports)).body.total, 0)
  }
  assert.equal((await api.ask(STRANGER, routes.upload, { query, body })).body.code, 'platform.not_signed_in')
})

test('what a file cannot be is told at the upload with its status, and nothing of it is kept', async () => {
  const query = { hostId: showId('org', host), fileName: 'x.csv' }
  const upload = (text: string | Buffer) =>
    api.ask(accountantOf(host), routes.upload, { query, body: Buffer.from(text) })
  const files = async () => (await fresh.owner.query('select count(*)::int as n from files.files')).rows[0].n
  const before = await files()
  for (const [file, code] of [
    ['', 'file_empty'],
    ['"订单号,金额\n1,2', 'quote_open'],
    ['姓名,金额\n王伟,1', 'column_missing'],
  ] as const) {
    const refused = await upload(file)
    assert.deepEqual([refused.status, refused.body.code], [422, `giving.${code}`])
  }
  assert.equal(await files(), before)
})

test('a code nobody has is not found, however it is typed', async () => {
  for (const publicId of ['000000000000', 'ZZZZZZZZZZZZ']) {
    assert.equal((await api.ask(STRANGER, routes.getPublic, { params: { publicId } })).body.code, 'giving.not_found')
  }
  assert.equal((await api.ask(STRANGER, routes.getPublic, { params: { publicId: `'--` } })).status, 422)
  assert.equal((await api.ask(STRANGER, routes.listPublic, { query: { within: ELSEWHERE } })).body.total, 0)
})
