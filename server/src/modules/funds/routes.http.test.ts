import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/funds/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { draftOf, post, SYSTEM_MAKER } from '#modules/ledger/index.ts'
import { readSheet } from '#platform/sheets/index.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost, ELSEWHERE, fundInput, PLACES } from '#test/support/house.ts'
import { served } from './index.ts'
import { AGREEMENT, PDF } from './testkit.ts'

let fresh: FreshDatabase
let api: TestApi
let host: string
let stranger: string
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  host = await addHost(fresh, 1)
  stranger = await addHost(fresh, 2)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const managerOf = (id: string) => holding('charity_manager', { kind: 'organisation', id })
const DONGSHENG = holding('banner_bureau', { kind: 'division', code: '150602' })
const wire = (id: string) => showId('fund', id)
const opening = (more: object = {}) => ({ ...fundInput(host), hostId: showId('org', host), ...more })
const open = (more: object = {}, actor = managerOf(host), key?: string) =>
  api.ask(actor, routes.open, { body: opening(more), ...(key ? { key } : {}) })
const read = (id: string, actor = STRANGER) => api.ask(actor, routes.get, { params: { id } })

test('a host opens its fund; another host cannot even tell that this one exists; a stranger is not signed in', async () => {
  const made = await open({ name: '开门基金(演示)' })
  assert.equal(made.status, 200)
  assert.deepEqual(
    [made.body.state, made.body.host.id, made.body.place.code, made.body.figures],
    ['open', showId('org', host), PLACES[0], { inFen: '0', outFen: '0', leftFen: '0' }],
  )
  const refused = await open({ name: '别家基金(演示)' }, managerOf(stranger))
  assert.deepEqual([refused.status, refused.body.code], [404, 'platform.not_found'])
  assert.equal((await open({}, STRANGER)).body.code, 'platform.not_signed_in')
  assert.equal((await open({}, DONGSHENG)).body.code, 'platform.not_permitted')
})

test('one key opens one fund: fifty at once get the first answer, another body under the key is refused', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => open({ name: '一键基金(演示)' }, managerOf(host), 'open-once-1')),
  )
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1)
  const other = await open({ name: '另一基金(演示)' }, managerOf(host), 'open-once-1')
  assert.deepEqual([other.status, other.body.code], [409, 'platform.exists_with_different_body'])
  const unkeyed = await open({ name: '一键基金(演示)' })
  assert.deepEqual([unkeyed.status, unkeyed.body.code], [409, 'funds.exists_with_same_name'])
})

test('input of another form is told field by field, in the reader’s language, and nothing is written', async () => {
  const before = (await api.ask(STRANGER, routes.list)).body.total
  const cases: [more: object, field: string][] = [
    [{ name: ' 基 ' }, 'name'],
    [{ name: '长'.repeat(61) }, 'name'],
    [{ name: '𠮷' }, 'name'],
    [{ name: '有\u0000零' }, 'name'],
    [{ purpose: '短' }, 'purpose'],
    [{ fields: [] }, 'fields'],
    [{ fields: ['gambling'] }, 'fields.0'],
    [{ placeCode: '1506' }, 'placeCode'],
    [{ opensOn: '2026-02-30' }, 'opensOn'],
    [{ opensOn: '' }, 'opensOn'],
    [{ hostId: host }, 'hostId'],
    [{ state: 'closed' }, ''],
  ]
  for (const [more, field] of cases) {
    for (const language of ['zh', 'en'] as const) {
      const answer = await api.ask(managerOf(host), routes.open, { body: opening(more), language })
      assert.deepEqual([answer.status, answer.body.code], [422, 'platform.invalid_input'], JSON.stringify(more))
      assert.deepEqual(
        answer.body.fields.map((each: { path: string }) => each.path),
        [field],
      )
      assert.notEqual(answer.body.fields[0].message, '')
    }
  }
  assert.equal((await api.ask(STRANGER, routes.list)).body.total, before)
})

test('a refusal is a sentence in the reader’s language with its law', async () => {
  const asked = { body: opening({ placeCode: '150602' }) }
  const zh = await api.ask(managerOf(host), routes.open, { ...asked, language: 'zh' })
  const en = await api.ask(managerOf(host), routes.open, { ...asked, language: 'en' })
  assert.match(zh.body.message, /苏木乡镇.*鄂民发〔2024〕92号/)
  assert.match(en.body.message, /town, subdistrict.*鄂民发〔2024〕92号/)
})

test('F5: what a fund took in, spent and has left is what its lines in the books add up to', async () => {
  const id = await addFund(fresh, host, { name: '有收有支(演示)', placeCode: '150602003001' })
  const { rows } = await fresh.owner.query('select restriction_id from funds.funds where id = $1', [id])
  const place = { restriction: 'R', restrictionId: rows[0].restriction_id, fund: id }
  const reach = { reach: 'reached', reachedOn: '2026-04-02', reachProof: 'receipt-1' }
  const entry = (recipe: string, amount: bigint, day: string, more: object) =>
    fresh.database.transact('test', (tx) => {
      const head = {
        book: host,
        documentOn: day,
        postedOn: day,
        summary: recipe,
        papers: recipe.startsWith('E32') ? [{ kind: '付款凭证', no: '1' }] : [],
        maker: SYSTEM_MAKER,
        checker: null,
        reason: null,
        channel: null,
      }
      const draft = draftOf(recipe, { cash: '1002', amount, place, ...more }, head as never, {})
      return post(tx, [{ key: `${recipe} ${day}`, draft }])
    })
  await entry('E01.post', 10_000_01n, '2026-03-05', {})
  await entry('E01.post', 5_00n, '2026-04-01', {})
  await entry('E32.post', 3_000_00n, '2026-04-02', { reach })
  const { body } = await read(wire(id))
  assert.deepEqual(body.figures, { inFen: '1000501', outFen: '300000', leftFen: '700501' })
  assert.deepEqual(body.months, [
    { month: '2026-03', inFen: '1000001', outFen: '0' },
    { month: '2026-04', inFen: '500', outFen: '300000' },
  ])
  const here = await api.ask(STRANGER, routes.figuresOf, { params: { code: '150602003' } })
  assert.deepEqual(here.body, { ...body.figures, fundCount: 1, openFundCount: 1 })
  const listed = await api.ask(STRANGER, routes.list, { query: { within: '150602003' } })
  assert.deepEqual(listed.body.items[0].figures, body.figures)
})

test('a place without funds sums to nothing, known or not', async () => {
  for (const code of ['150627', '999999']) {
    const { status, body } = await api.ask(STRANGER, routes.figuresOf, { params: { code } })
    assert.deepEqual([status, body.fundCount, body.inFen], [200, 0, '0'])
  }
})

test('lists narrow by place, host, state and words; signs of patterns are ordinary letters', async () => {
  await open({ name: '100%_暖心(演示)', placeCode: PLACES[1] })
  const elsewhere = await addFund(fresh, stranger, { placeCode: ELSEWHERE, name: '康巴什基金(演示)' })
  const total = async (query: Record<string, string>) =>
    (await api.ask(STRANGER, routes.list, { query })).body.total as number
  assert.equal(await total({ q: '%_' }), 1)
  assert.equal(await total({ q: "'; --" }), 0)
  assert.equal(await total({ within: '150603' }), 1)
  assert.equal(await total({ hostId: showId('org', stranger), state: 'open' }), 1)
  assert.equal(await total({ hostId: showId('org', stranger), state: 'frozen' }), 0)
  const mine = await api.ask(managerOf(stranger), routes.mine)
  assert.deepEqual([mine.body.total, mine.body.items[0].id], [1, wire(elsewhere)])
  assert.equal((await api.ask(DONGSHENG, routes.mine, { query: { q: '康巴什' } })).body.total, 0)
  assert.equal((await api.ask(STRANGER, routes.mine)).body.code, 'platform.not_signed_in')
})

test('F4: a fund is frozen and opened again by its host, with a reason, and by nobody else', async () => {
  const { body: made } = await open({ name: '冻了又开(演示)' })
  const asked = { params: { id: made.id }, body: { reason: '核对账目' } }
  assert.equal((await api.ask(managerOf(host), routes.freeze, { ...asked, body: { reason: ' ' } })).status, 422)
  assert.equal((await api.ask(managerOf(stranger), routes.freeze, asked)).body.code, 'funds.not_found')
  assert.equal((await api.ask(DONGSHENG, routes.freeze, asked)).body.code, 'platform.not_permitted')
  assert.equal((await api.ask(managerOf(host), routes.freeze, asked)).body.state, 'frozen')
  const again = await api.ask(managerOf(host), routes.freeze, asked)
  assert.deepEqual(
    [again.status, again.body.code, again.body.params],
    [409, 'funds.step_not_from_here', { state: 'frozen' }],
  )
  assert.equal((await api.ask(managerOf(host), routes.reopen, asked)).body.state, 'open')
})

test('name, purpose and fields are changed by the host; what is left out of the form is no change', async () => {
  const { body: made } = await open({ name: '将改名(演示)' })
  const body = { name: '已改名(演示)', purpose: '关心独居老人', fields: ['care', 'illness'] }
  const asked = { params: { id: made.id }, body }
  assert.equal((await api.ask(managerOf(stranger), routes.change, asked)).status, 404)
  const changed = await api.ask(managerOf(host), routes.change, asked)
  assert.deepEqual([changed.body.name, changed.body.fields], [body.name, body.fields])
  const half = await api.ask(managerOf(host), routes.change, { ...asked, body: { name: '只有名字(演示)' } })
  assert.equal(half.status, 422)
  assert.equal((await read(made.id)).body.name, body.name)
})

test('what does not exist is not found', async () => {
  const id = showId('fund', '0193a000-0000-7000-8000-0000000000ff')
  assert.deepEqual([(await read(id)).status, (await read(id)).body.code], [404, 'funds.not_found'])
  const asked = { params: { id }, body: { reason: '核对账目' } }
  assert.equal((await api.ask(managerOf(host), routes.freeze, asked)).status, 404)
})

const prepared = async (name: string, more: object = {}) =>
  (await api.ask(managerOf(host), routes.prepare, { body: opening({ name, ...more }) })).body.id as string

test('F10: a fund is prepared, checked, completed and opened by its host over HTTP; others are kept out', async () => {
  const id = await prepared('先筹备基金')
  const manager = managerOf(host)
  assert.equal((await read(id)).body.state, 'preparing')
  assert.equal((await api.ask(STRANGER, routes.check, { params: { id } })).body.code, 'platform.not_signed_in')
  const check = await api.ask(manager, routes.check, { params: { id } })
  assert.ok(
    check.body.asked.includes('F02') &&
      check.body.findings.some((each: { regulation: string }) => each.regulation === 'F02'),
  )
  const put = { sourceKind: 'public_fundraising', openingSumFen: '1000000', ownBankAccount: false, ownSeal: false }
  assert.equal(
    (await api.ask(manager, routes.changePreparation, { params: { id }, body: put })).body.openingSumFen,
    '1000000',
  )
  const unsure = await api.ask(manager, routes.begin, { params: { id }, body: { opensOn: '2026-11-23' } })
  assert.deepEqual([unsure.status, unsure.body.code], [422, 'regulations.reason_needed'])
  const body = { opensOn: '2026-11-23', reason: '先行设立，协议随后补齐' }
  assert.equal((await api.ask(managerOf(stranger), routes.begin, { params: { id }, body })).status, 404)
  const begun = await api.ask(manager, routes.begin, { params: { id }, body })
  assert.deepEqual([begun.status, begun.body.state], [200, 'open'])
  assert.ok(begun.body.warnings.length > 0)
  const closed = await api.ask(manager, routes.close, { params: { id }, body: { reason: '未募集到资金' } })
  assert.equal(closed.body.state, 'closed')
})

test('terms are added by the host and read by staff; the public sees their summary alone', async () => {
  const id = await prepared('有协议基金')
  const manager = managerOf(host)
  const ask = (route: AnyRoute, body: object, actor = manager) => api.ask(actor, route, { params: { id }, body })
  const { paperId: _, ...agreement } = AGREEMENT
  assert.equal((await ask(routes.addAgreement, agreement)).body.agreements.length, 1)
  const delegation = { ceilingFen: '500000', subjects: ['hardship'], fromOn: '2026-01-01', toOn: '2027-12-31' }
  assert.equal((await ask(routes.addDelegation, delegation)).body.delegations[0].ceilingFen, '500000')
  const line = { telephone: '0477-0000123', publishedIn: '旗报', publishedOn: '2026-11-01' }
  assert.equal((await ask(routes.setComplaintLine, line)).body.complaintLines.length, 1)
  assert.equal((await ask(routes.setServed, { codes: ['150602001001'] })).body.served[1].toOn, '2026-11-23')
  const contacts = { officePhone: '0477-0000125', contactName: '乌云', contactPhone: '13800138000' }
  assert.equal((await ask(routes.setContacts, contacts)).body.officePhone, '0477-0000125')
  assert.equal((await ask(routes.setServed, { codes: ['150602001'] }, DONGSHENG)).body.code, 'platform.not_permitted')
  const seen = JSON.stringify((await read(id)).body)
  for (const open of ['0477-0000123', '由管理小组审议后资助', '150602001001']) assert.ok(seen.includes(open), open)
  for (const shut of ['乌云', '13800138000', '独立核算', '500000']) assert.ok(!seen.includes(shut), shut)
  const management = await api.ask(DONGSHENG, routes.management, { params: { id } })
  assert.deepEqual([management.body.hasContact, management.body.agreements.length], [true, 1])
  assert.equal((await api.ask(DONGSHENG, routes.readContact, { params: { id } })).body.name, '乌云')
  const worker = holding('community_worker', { kind: 'division', code: '150602001' })
  assert.equal((await api.ask(worker, routes.readContact, { params: { id } })).body.code, 'platform.not_permitted')
  assert.equal((await api.ask(worker, routes.management, { params: { id } })).status, 200)
})

test('a paper goes in and comes out as it was; one too large or of another kind is told', async () => {
  const id = await prepared('有文件基金')
  const query = { kind: 'agreement', fileName: '协议.pdf' }
  const send = (body: Buffer) => api.ask(managerOf(host), routes.addPaper, { params: { id }, query, body })
  const kept = await send(PDF)
  assert.equal(kept.status, 200)
  assert.equal((await send(Buffer.from('<html>'))).body.code, 'funds.paper_of_other_kind')
  const large = await send(Buffer.concat([PDF, Buffer.alloc(19 * 1024 * 1024)]))
  assert.deepEqual([large.status, large.body.code], [413, 'funds.paper_too_large'])
  const params = { id, fileId: kept.body.id }
  const got = await api.askFile(managerOf(host), routes.readPaper, { params })
  assert.ok(got.content.equals(PDF))
  assert.equal(got.headers['content-type'], 'application/pdf')
  const worker = holding('community_worker', { kind: 'division', code: '150602001' })
  assert.equal((await api.askFile(worker, routes.readPaper, { params })).status, 403)
})

test('F13: the template loads when filled in; a trial, a load, its list and its undoing over HTTP', async () => {
  const own = await addHost(fresh, 31)
  const manager = managerOf(own)
  const template = await api.askFile(manager, routes.importTemplate)
  const [head = []] = await readSheet(template.content, { maxRows: 10, maxBytes: 1_000_000 })
  assert.deepEqual(head.slice(0, 3), ['基金名称', '区划代码', '用途'])
  const line = ['导入基金', '150602001', '帮助困难居民', '困难帮扶', '2025-06-01']
  const file = Buffer.from([head.slice(0, 5).join(','), line.join(',')].join('\r\n'))
  const send = (trial: string, actor = manager) =>
    api.ask(actor, routes.import, { query: { hostId: showId('org', own), fileName: '基金.csv', trial }, body: file })
  assert.equal((await send('true', managerOf(host))).status, 404)
  assert.equal((await send('true')).body.import, null)
  const loaded = (await send('false')).body.import
  assert.equal(loaded.fundCount, 1)
  assert.equal((await api.ask(manager, routes.listImports)).body.items[0].id, loaded.id)
  assert.deepEqual((await api.ask(managerOf(host), routes.listImports)).body.items, [])
  const undo = (actor = manager) => api.ask(actor, routes.undoImport, { params: { id: loaded.id } })
  assert.equal((await undo(managerOf(host))).status, 404)
  assert.equal((await undo()).body.state, 'undone')
  assert.equal((await undo()).body.code, 'funds.import_undone')
})

test('lists narrow by field, source and place served', async () => {
  const id = await prepared('可筛选基金', { sourceKind: 'charitable_trust', fields: ['volunteering'] })
  for (const query of [{ sourceKind: 'charitable_trust' }, { field: 'volunteering' }] as Record<string, string>[]) {
    const { body } = await api.ask(STRANGER, routes.list, { query })
    assert.deepEqual(
      body.items.map((each: { id: string }) => each.id),
      [id],
      JSON.stringify(query),
    )
  }
  await api.ask(managerOf(host), routes.setServed, { params: { id }, body: { codes: ['150602001002'] } })
  const served = await api.ask(managerOf(host), routes.mine, { query: { serves: '150602001002' } })
  assert.deepEqual(
    served.body.items.map((each: { id: string }) => each.id),
    [id],
  )
})

test('F14: the statement of a fund is open to everybody and adds up; of a place it is the sum of its funds', async () => {
  const id = await addFund(fresh, host, { name: '报表基金(演示)' })
  const head = { book: host, documentOn: '2026-11-20', postedOn: '2026-11-20', summary: '捐赠', papers: [] }
  await fresh.database.transact('test', async (tx) => {
    const { rows } = await fresh.owner.query('select restriction_id from funds.funds where id = $1', [id])
    const place = { restriction: 'R', restrictionId: rows[0].restriction_id, fund: id }
    const input = { cash: '1001', amount: 12_500n, place }
    const draft = draftOf(
      'E01.post',
      input,
      { ...head, maker: SYSTEM_MAKER, checker: null, reason: null, channel: null },
      { project: null },
    )
    await post(tx, [{ key: 'statement', draft }])
  })
  const asked = { params: { id: wire(id) } }
  const { body } = await api.ask(STRANGER, routes.getStatement, asked)
  assert.deepEqual(body.closing, { restrictedFen: '12500', unrestrictedFen: '0' })
  assert.deepEqual(
    body.income.map((one: { account: string; restrictedFen: string }) => [one.account, one.restrictedFen]),
    [['4101', '12500']],
  )
  const place = await api.ask(STRANGER, routes.getPlaceStatement, { params: { code: '150602' } })
  const parts: { closingFen: string }[] = place.body.parts
  const sum = parts.reduce((all, part) => all + BigInt(part.closingFen), 0n)
  assert.equal(sum, BigInt(place.body.closing.restrictedFen) + BigInt(place.body.closing.unrestrictedFen))
  const turned = await api.ask(STRANGER, routes.getStatement, { ...asked, query: { from: '2026-11', to: '2026-10' } })
  assert.deepEqual([turned.status, turned.body.code], [422, 'funds.months_turned'])
})
