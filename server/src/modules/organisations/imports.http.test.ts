import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { creditCodeCheck } from '@shanju/contract/organisations/credit-code.ts'
import { routes } from '@shanju/contract/organisations/routes.ts'
import { readSheet } from '#platform/sheets/index.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund } from '#test/support/house.ts'
import { served } from './index.ts'

const CITY = holding('city_bureau', { kind: 'division', code: '150600' })
const DONGSHENG = holding('banner_bureau', { kind: 'division', code: '150602' })
const KANGBASHI = holding('banner_bureau', { kind: 'division', code: '150603' })
const HEAD = '机构名称*,统一社会信用代码*,类别*,慈善组织*,登记机关所在地*,成立日期,办公电话,办公地址,电子邮箱,内部备注'
const codeFor = (n: number): string => {
  const body = `53150600MK${String(n).padStart(7, '0')}`
  return body + creditCodeCheck(body)
}
const line = (n: number, place = '东胜区') =>
  `第${n}协会,${codeFor(n)},社会团体,否,${place},2021-05-08,0477-0000123,某路${n}号,office@example.org,`
const csv = (...lines: string[]) => Buffer.from([HEAD, ...lines].join('\r\n'))

let fresh: FreshDatabase
let api: TestApi
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const upload = (content: Buffer, actor: Actor = CITY) =>
  api.ask(actor, routes.uploadImport, { query: { fileName: '机构.csv' }, body: content })
const on = (route: typeof routes.loadImport | typeof routes.undoImport, importId: string, actor: Actor = CITY) =>
  api.ask(actor, route, { params: { importId }, body: {} })
const found = async (n: number) =>
  (await api.ask(STRANGER, routes.listOrganisations, { query: { q: codeFor(n) } })).body.total

test('the template can be filled in and handed in: headings, an example, notes', async () => {
  const answer = await api.askFile(CITY, routes.template)
  assert.equal(answer.status, 200)
  assert.match(decodeURIComponent(answer.headers['content-disposition'] ?? ''), /机构导入模板\.xlsx/)
  const rows = await readSheet(answer.content, { maxRows: 10, maxBytes: 1_000_000 })
  assert.equal(rows[0]?.[0], '机构名称*')
  const handedIn = await upload(answer.content)
  // The example left in it is found: nobody's code has that check character.
  assert.deepEqual([handedIn.status, handedIn.body.badCount, handedIn.body.goodCount], [200, 1, 0])
  const english = await api.askFile(CITY, routes.template, { language: 'en' })
  const [headings] = await readSheet(english.content, { maxRows: 10, maxBytes: 1_000_000 })
  assert.equal(headings?.[1], 'Unified social credit code*')
  assert.equal(
    (await api.askFile(holding('auditor', { kind: 'division', code: '150600' }), routes.template)).status,
    403,
  )
})

test('O14: a file is checked without effect, taken over whole, and taken back while nothing refers to it', async () => {
  const { body: checked } = await upload(csv(line(1), line(2, '150603')))
  assert.deepEqual([checked.state, checked.rowCount, checked.goodCount, checked.badCount], ['checked', 2, 2, 0])
  assert.equal(await found(1), 0)
  const loaded = await on(routes.loadImport, checked.id)
  assert.equal(loaded.body.state, 'loaded')
  const { body: shown } = await api.ask(STRANGER, routes.listOrganisations, { query: { q: codeFor(1) } })
  assert.deepEqual(
    [shown.items[0].name, shown.items[0].registeredOn, shown.items[0].address, shown.items[0].charity],
    ['第1协会', '2021-05-08', '某路1号', false],
  )
  assert.equal((await on(routes.loadImport, checked.id)).body.code, 'organisations.import_not_checked')
  const undone = await on(routes.undoImport, checked.id)
  assert.equal(undone.body.state, 'undone')
  assert.deepEqual([await found(1), await found(2)], [0, 0])
  assert.equal((await on(routes.undoImport, checked.id)).body.code, 'organisations.import_not_loaded')
  const { rows } = await fresh.owner.query(`select action from trail.records where subject_kind = 'organisation_import'
    order by id desc limit 3`)
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['organisations.undo_import', 'organisations.load_import', 'organisations.upload_import'],
  )
})

test('O14: one wrong row keeps all out; every fault is told with its row, in words', async () => {
  const wrong = '好,123,公司,也许,火星,昨天,?,,x@,'
  const { body: checked } = await upload(csv(line(10), '', wrong, line(10)))
  assert.deepEqual([checked.rowCount, checked.goodCount, checked.badCount], [3, 1, 2])
  const refused = await on(routes.loadImport, checked.id)
  assert.deepEqual([refused.status, refused.body.code], [409, 'organisations.import_has_bad_rows'])
  assert.equal(await found(10), 0)
  const { body: problems } = await api.ask(CITY, routes.listImportProblems, { params: { importId: checked.id } })
  const told = problems.items.map((each: Record<string, unknown>) => `${each.row} ${each.column} ${each.code}`)
  assert.deepEqual(told, [
    '4 charity organisations.row_charity_unknown',
    '4 credit_code organisations.row_code_wrong',
    '4 email organisations.row_email_wrong',
    '4 kind organisations.row_kind_unknown',
    '4 name organisations.row_name_wrong',
    '4 office_phone organisations.row_phone_wrong',
    '4 registered_in organisations.row_place_unknown',
    '4 registered_on organisations.row_day_wrong',
    '5 credit_code organisations.row_code_twice',
  ])
  assert.match(problems.items.at(-1).message, /第 2 行/)
})

test('O14: a body that is registered already is warned of and left out; the same file twice is harmless', async () => {
  const first = await upload(csv(line(20)))
  await on(routes.loadImport, first.body.id)
  const again = await upload(csv(line(20), line(21)))
  assert.deepEqual([again.body.goodCount, again.body.repeatedCount, again.body.badCount], [1, 1, 0])
  const { body: problems } = await api.ask(CITY, routes.listImportProblems, { params: { importId: again.body.id } })
  assert.deepEqual(
    [problems.total, problems.items[0].warning, problems.items[0].code],
    [1, true, 'organisations.row_code_known'],
  )
  assert.equal((await on(routes.loadImport, again.body.id)).body.state, 'loaded')
  const third = await upload(csv(line(20), line(21)))
  assert.equal((await on(routes.loadImport, third.body.id)).body.code, 'organisations.import_nothing_new')
})

test('O14: what was registered between check and load refuses the whole', async () => {
  const one = await upload(csv(line(30), line(31)))
  const two = await upload(csv(line(31)))
  await on(routes.loadImport, two.body.id)
  const refused = await on(routes.loadImport, one.body.id)
  assert.equal(refused.body.code, 'organisations.exists_with_same_credit_code')
  assert.equal(await found(30), 0)
})

test('O15: an import cannot be undone once a body of it is in use or was changed', async () => {
  const used = await upload(csv(line(40).replace(',否,', ',是,'), line(41)))
  await on(routes.loadImport, used.body.id)
  const { body: list } = await api.ask(CITY, routes.listManagedOrganisations, { query: { q: codeFor(40) } })
  const hostId = list.items[0].id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  await addFund(fresh, hostId)
  const refused = await on(routes.undoImport, used.body.id)
  assert.deepEqual([refused.status, refused.body.code], [409, 'organisations.import_in_use'])
  assert.deepEqual([await found(40), await found(41)], [1, 1])
  const changed = await upload(csv(line(42)))
  await on(routes.loadImport, changed.body.id)
  const { body: other } = await api.ask(CITY, routes.listManagedOrganisations, { query: { q: codeFor(42) } })
  await api.ask(CITY, routes.changeContact, {
    params: { id: other.items[0].id },
    body: { version: 1, officePhone: null },
  })
  assert.equal((await on(routes.undoImport, changed.body.id)).body.code, 'organisations.import_changed_since')
  assert.equal(await found(42), 1)
})

test('O8: a banner bureau imports into its banner, and what another may not see is not there', async () => {
  const { body: mixed } = await upload(csv(line(50), line(51, '康巴什区')), DONGSHENG)
  assert.deepEqual([mixed.goodCount, mixed.badCount], [1, 1])
  const { body: own } = await upload(csv(line(50)), DONGSHENG)
  const params = { importId: own.id }
  assert.equal((await api.ask(KANGBASHI, routes.getImport, { params })).status, 404)
  assert.equal((await api.ask(KANGBASHI, routes.loadImport, { params, body: {} })).status, 404)
  assert.equal((await api.ask(CITY, routes.getImport, { params })).body.state, 'checked')
  assert.equal((await on(routes.loadImport, own.id, DONGSHENG)).body.state, 'loaded')
  const listed = async (actor: Actor) =>
    (await api.ask(actor, routes.listImports)).body.items.some((each: { id: string }) => each.id === own.id)
  assert.deepEqual([await listed(DONGSHENG), await listed(CITY), await listed(KANGBASHI)], [true, true, false])
  assert.equal((await upload(csv(line(52)), STRANGER)).body.code, 'platform.not_signed_in')
})

test('a file that is none of ours is refused, each in words', async () => {
  const codeOf = async (content: Buffer) => (await upload(content)).body.code
  assert.equal(await codeOf(Buffer.from('机构名称,备注\n某会,')), 'organisations.import_columns_missing')
  assert.equal(await codeOf(csv()), 'organisations.import_file_empty')
  assert.equal(await codeOf(Buffer.from('')), 'organisations.import_columns_missing')
  assert.equal(await codeOf(Buffer.from([0x89, 0x50, 0, 0])), 'platform.sheet_unreadable')
  assert.equal(await codeOf(Buffer.alloc(6 * 1024 * 1024, 'x')), 'organisations.import_file_too_large')
  assert.equal(await codeOf(csv(...Array.from({ length: 2001 }, () => 'x'))), 'platform.sheet_too_many_rows')
})
