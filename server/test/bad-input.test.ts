import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { LANGUAGES } from '@shanju/contract/kit/language.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { readUpload } from '#modules/giving/actions/receive-file.ts'
import { Refusal } from '#platform/kit/refusal.ts'
import { served } from '#src/wiring.ts'
import { holding, type TestApi, testApi } from './support/api.ts'
import { type FreshDatabase, freshDatabase } from './support/clone.ts'
import { addFund, addHost, fundInput, registering } from './support/house.ts'

const CITY = holding('administrator', { kind: 'division', code: '150600' })
const HOSTILE = `'); drop table giving.gifts; -- <script>alert(1)</script> \${7*7}`

let fresh: FreshDatabase
let api: TestApi
let host: string
let fund: string
let closed: string
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  host = await addHost(fresh, 1)
  fund = await addFund(fresh, host)
  closed = await addFund(fresh, host, { name: '已终止的基金(演示)', placeCode: '150602002' })
  const ground = { effectiveOn: '2026-11-20', source: '民政厅批复(演示)' }
  const merged = await api.ask(CITY, divisions.mergeDivisions, {
    body: { codes: ['150602003', '150602004'], into: '150602004', ...ground },
  })
  assert.equal(merged.status, 200, JSON.stringify(merged.body))
  assert.equal((await api.ask(CITY, giving.record, { body: gift({}) })).status, 200)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const gift = (over: Readonly<Record<string, unknown>>) => ({
  ...{ fundId: showId('fund', fund), amountFen: '1250', givenOn: '2026-11-20', channel: 'bank', donorName: '张三' },
  ...{ reason: '捐赠人不要协议', shown: 'masked' },
  ...over,
})
const body = (n: number, over: object) => ({ ...registering(n), ...over })
const opening = (over: object) => {
  const { hostId, ...more } = fundInput(host)
  return { ...more, hostId: showId('org', hostId), ...over }
}
const wrongDigit = (): string => {
  const { creditCode } = registering(5)
  return creditCode.slice(0, -1) + (creditCode.endsWith('0') ? '1' : '0')
}
const file = (text: string) => ({
  query: { hostId: showId('org', host), fileName: '五月.csv' },
  body: Buffer.from(text),
})

/** Each line of what people type wrong: where, what, and the code that refuses it. */
const WRONG: readonly (readonly [
  what: string,
  route: AnyRoute,
  asked: () => Parameters<TestApi['ask']>[2],
  code: string,
])[] = [
  ['an unknown division', funds.open, () => ({ body: opening({ placeCode: '150602999' }) }), 'funds.place_unknown'],
  ['a closed division', funds.open, () => ({ body: opening({ placeCode: '150602003' }) }), 'funds.place_unknown'],
  ['a foreign division', funds.open, () => ({ body: opening({ placeCode: '110101' }) }), 'funds.place_unknown'],
  [
    'a wrong check digit',
    organisations.registerOrganisation,
    () => ({ body: body(5, { creditCode: wrongDigit() }) }),
    'organisations.credit_code_wrong',
  ],
  ['an amount of 0', giving.record, () => ({ body: gift({ amountFen: '0' }) }), 'platform.invalid_input'],
  ['a negative amount', giving.record, () => ({ body: gift({ amountFen: '-1' }) }), 'platform.invalid_input'],
  ['parts of a fen', giving.record, () => ({ body: gift({ amountFen: '1.5' }) }), 'platform.invalid_input'],
  [
    'an amount above 10 billion yuan',
    giving.record,
    () => ({ body: gift({ amountFen: '1000000000001' }) }),
    'platform.invalid_input',
  ],
  ['a day in the future', giving.record, () => ({ body: gift({ givenOn: '2027-11-20' }) }), 'giving.given_in_future'],
  [
    'a closed fund',
    giving.record,
    () => ({ body: gift({ fundId: showId('fund', closed) }) }),
    'giving.fund_takes_no_gifts',
  ],
  ['an empty file', giving.upload, () => file(''), 'giving.file_empty'],
  ['a file with a missing column', giving.upload, () => file('订单号,金额\nA1,10\n'), 'giving.column_missing'],
]

test('Bad input: each gets a clear refusal in the reader’s language, and nothing is half-written', async () => {
  await fresh.owner.query(`update funds.funds set state = 'closed' where id = $1`, [closed])
  const counts = async () =>
    (
      await fresh.owner.query(`select (select count(*) from giving.gifts) as gifts, (select count(*) from funds.funds) as funds,
        (select count(*) from organisations.organisations) as bodies, (select count(*) from giving.imports) as files,
        (select count(*) from ledger.entries) as entries, (select count(*) from trail.records) as acts`)
    ).rows[0]
  const before = await counts()
  for (const [what, route, asked, code] of WRONG) {
    const said = new Set<string>()
    for (const language of LANGUAGES) {
      const { status, body: answer } = await api.ask(CITY, route, { ...asked(), language })
      assert.deepEqual([answer.code, status >= 400 && status < 500], [code, true], `${what}: ${JSON.stringify(answer)}`)
      said.add(answer.message)
    }
    assert.equal(said.size, LANGUAGES.length, `${what} is told alike in every language`)
    assert.deepEqual(await counts(), before, what)
  }
})

test('Bad input: a file of 500 MB is refused and never held', async () => {
  const piece = Buffer.alloc(1024 * 1024, 'x')
  const before = process.memoryUsage().rss
  let peak = before
  const pieces = function* () {
    for (let n = 0; n < 500; n++) {
      peak = Math.max(peak, process.memoryUsage().rss)
      yield Buffer.from(piece)
    }
  }
  await assert.rejects(
    readUpload(Readable.from(pieces())),
    (error) => error instanceof Refusal && error.code === 'giving.file_too_large',
  )
  assert.ok(peak - before < 300 * 1024 * 1024, `grew by ${(peak - before) / 1024 / 1024} MB`)
})

test('Bad input: the same request twice, twice at once, and again with another amount', async () => {
  const record = (key: string, amountFen = '700') =>
    api.ask(CITY, giving.record, { key, body: gift({ amountFen, donorName: '李四' }) })
  const [one, two] = await Promise.all([record('bad-input-0001'), record('bad-input-0001')])
  const third = await record('bad-input-0001')
  const done = [one, two, third].filter(({ status }) => status === 200)
  assert.ok(done.length >= 2, JSON.stringify([one.body, two.body]))
  assert.equal(new Set(done.map((each) => each.body.id)).size, 1)
  const other = await record('bad-input-0001', '800')
  assert.equal(other.body.code, 'platform.exists_with_different_body')
  const { rows } = await fresh.owner.query(`select count(*)::int as n from giving.gifts where amount_fen in (700, 800)`)
  assert.equal(rows[0].n, 1)
})

test('Bad input: SQL and HTML are stored as typed, and shown inert', async () => {
  const { body: made, status } = await api.ask(CITY, giving.record, {
    body: gift({ amountFen: '900', donorName: HOSTILE.slice(0, 60), note: HOSTILE, shown: 'full' }),
  })
  assert.equal(status, 200, JSON.stringify(made))
  assert.deepEqual([made.donorName, made.note], [HOSTILE.slice(0, 60).trim(), HOSTILE])
  const { rows } = await fresh.owner.query('select count(*)::int as n from giving.gifts')
  assert.ok(rows[0].n >= 3)
})
