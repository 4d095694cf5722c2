import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '@shanju/contract/divisions/routes.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { served } from './index.ts'

const CITY = holding('city_bureau', { kind: 'division', code: '150600' })
const ADMIN_OF_KANGBASHI = holding('administrator', { kind: 'division', code: '150603' })
const WORKER = holding('community_worker', { kind: 'division', code: '150602001001' })
const ground = { effectiveOn: '2026-11-20', source: '内政字〔2026〕1号' }

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

const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map((item) => item.name)

test('D1: the city has nine banners and districts; anybody may see them', async () => {
  const answer = await api.ask(STRANGER, routes.listChildren, { params: { code: '150600' } })
  assert.equal(answer.status, 200)
  assert.equal(answer.body.items.length, 9)
  assert.ok(answer.body.updated)
})

test('D1: the city counts 9, 77 and 1,000 below it, 265 of them urban', async () => {
  const { body } = await api.ask(STRANGER, routes.getDivision, { params: { code: '150600' } })
  assert.deepEqual(body.counts, { banners: 9, towns: 77, communities: 1000, urbanCommunities: 265 })
  assert.equal(body.parentCode, null)
  assert.equal(body.urban, null)
})

test('D4: statistical zones and virtual communities are known by code, but no list shows them', async () => {
  const zone = await api.ask(STRANGER, routes.getDivision, { params: { code: '150602405' } })
  assert.deepEqual([zone.status, zone.body.hidden], [200, true])
  const below = await api.ask(STRANGER, routes.listChildren, { params: { code: '150602' } })
  assert.equal(
    names(below).some((name) => name.includes('开发区')),
    false,
  )
  const found = await api.ask(STRANGER, routes.searchDivisions, { query: { q: '虚拟' } })
  assert.equal(found.body.total, 0)
})

test('a community shows its path, its official name and why it counts as urban', async () => {
  const found = await api.ask(STRANGER, routes.searchDivisions, { query: { q: '水岸花园' } })
  const { code } = found.body.items[0]
  const { body: shown } = await api.ask(STRANGER, routes.getDivision, { params: { code } })
  assert.equal(shown.name, '水岸花园社区')
  assert.equal(shown.officialName, '内蒙古自治区鄂尔多斯市伊金霍洛旗阿勒腾席热镇水岸花园社区居民委员会')
  assert.deepEqual(
    shown.path.map((step: { name: string }) => step.name),
    ['鄂尔多斯市', '伊金霍洛旗', '阿勒腾席热镇', '水岸花园社区'],
  )
  assert.equal(shown.urban, true)
  assert.match(shown.urbanFact.source, /默认/)
  assert.equal(shown.urbanFact.since, null)
})

const searches: readonly (readonly [typed: string, first: string])[] = [
  ['150603', '康巴什区'],
  ['康巴什区', '康巴什区'],
  ['康巴什', '康巴什区'],
  ['kangbashi', '康巴什区'],
  ['Kang ba shi', '康巴什区'],
  ['kbsq', '康巴什区'],
  ['Otog Front', '鄂托克前旗'],
  ['圐圙', '圐圙嘎查'],
  ['kulue', '圐圙嘎查'],
  ['１５０６０２', '东胜区'],
]
for (const [typed, first] of searches) {
  test(`searching for ${typed} finds ${first} first`, async () => {
    const answer = await api.ask(STRANGER, routes.searchDivisions, { query: { q: typed } })
    assert.equal(names(answer)[0], first)
  })
}

test('a search narrows to a level and a place, pages, and takes wildcards as plain text', async () => {
  const within = { q: '育才', level: 'community', within: '150602' }
  const narrow = await api.ask(STRANGER, routes.searchDivisions, { query: within })
  assert.deepEqual([narrow.body.total, names(narrow)], [1, ['育才社区']])
  const towns = await api.ask(STRANGER, routes.searchDivisions, { query: { level: 'town', pageSize: '7', page: '11' } })
  assert.deepEqual([towns.body.total, towns.body.items.length], [77, 7])
  for (const q of ['%', '_', "'; drop schema divisions; --"]) {
    const none = await api.ask(STRANGER, routes.searchDivisions, { query: { q } })
    assert.deepEqual([none.status, none.body.total], [200, 0], q)
  }
})

test('only who may change divisions there changes them; a stranger is asked to sign in', async () => {
  const rename = { params: { code: '150602001' }, body: { name: '新街道', officialName: '新街道', ...ground } }
  assert.equal((await api.ask(STRANGER, routes.renameDivision, rename)).body.code, 'platform.not_signed_in')
  assert.equal((await api.ask(WORKER, routes.renameDivision, rename)).body.code, 'platform.not_permitted')
  assert.equal((await api.ask(ADMIN_OF_KANGBASHI, routes.renameDivision, rename)).status, 404)
  const merge = { body: { codes: ['150602001', '150603001'], into: '150603001', ...ground } }
  assert.equal((await api.ask(ADMIN_OF_KANGBASHI, routes.mergeDivisions, merge)).status, 404)
})

test('an unknown code is not found, whoever asks', async () => {
  for (const route of [routes.getDivision, routes.listChildren, routes.resolveDivision]) {
    assert.equal((await api.ask(CITY, route, { params: { code: '159999' } })).status, 404)
  }
  const body = { name: '名', officialName: '名', ...ground }
  assert.equal((await api.ask(CITY, routes.renameDivision, { params: { code: '159999' }, body })).status, 404)
})

test('a renaming is done once, however often it is sent', async () => {
  const asked = {
    params: { code: '150602003' },
    body: { name: '林荫大街街道', officialName: '林荫大街街道办事处', ...ground },
    key: 'rename-150602003',
  }
  const first = await api.ask(CITY, routes.renameDivision, asked)
  const again = await api.ask(CITY, routes.renameDivision, asked)
  assert.deepEqual([first.status, first.body.name], [200, '林荫大街街道'])
  assert.deepEqual(again.body, first.body)
  const changes = await api.ask(STRANGER, routes.listChanges, { query: { code: '150602003' } })
  assert.equal(changes.body.total, 1)
  assert.deepEqual([changes.body.items[0].nameBefore, changes.body.items[0].kind], ['林荫街道', 'rename'])
  assert.equal('recordedBy' in changes.body.items[0], false)
  const former = await api.ask(STRANGER, routes.searchDivisions, { query: { q: '林荫街道' } })
  assert.deepEqual(names(former), ['林荫大街街道'])
})

test('a refusal says what is wrong in the language of the reader', async () => {
  const body = { name: '名', officialName: '名', effectiveOn: '2026-11-24', source: '文件' }
  const asked = { params: { code: '150602004' }, body }
  const zh = await api.ask(CITY, routes.renameDivision, asked)
  const en = await api.ask(CITY, routes.renameDivision, { ...asked, language: 'en' })
  assert.deepEqual([zh.status, zh.body.code], [422, 'divisions.effective_in_future'])
  assert.match(zh.body.message, /2026-11-24 还没有到/)
  assert.match(en.body.message, /2026-11-24 is still to come/)
})

test('D3: a merger answers with what is left, and the old codes lead there', async () => {
  const body = { codes: ['150602007', '150602008'], into: '150602008', ...ground }
  const merged = await api.ask(CITY, routes.mergeDivisions, { body })
  assert.equal(merged.status, 200)
  assert.deepEqual(
    merged.body.formerCodes.map((former: { code: string }) => former.code),
    ['150602007'],
  )
  const led = await api.ask(STRANGER, routes.resolveDivision, { params: { code: '150602007' } })
  assert.deepEqual(names(led), ['巴音门克街道'])
  const before = await api.ask(STRANGER, routes.resolveDivision, {
    params: { code: '150602007' },
    query: { on: '2026-11-19' },
  })
  assert.deepEqual(names(before), ['诃额伦街道'])
  const gone = await api.ask(STRANGER, routes.getDivision, { params: { code: '150602007' } })
  assert.deepEqual([gone.body.validTo, gone.body.successors[0].code], ['2026-11-20', '150602008'])
  const found = await api.ask(STRANGER, routes.searchDivisions, { query: { q: '150602007' } })
  assert.equal(names(found)[0], '巴音门克街道')
})

test('a split is recorded through the API', async () => {
  const part = { code: '150603099', name: '新设街道', officialName: '新设街道', kind: 'subdistrict' }
  const body = {
    parts: [
      { part: '150603001', children: [] },
      { part, children: ['150603001001'] },
    ],
    ...ground,
  }
  const answer = await api.ask(CITY, routes.splitDivision, { params: { code: '150603001' }, body })
  assert.equal(answer.status, 200)
  const below = await api.ask(STRANGER, routes.listChildren, { params: { code: '150603099' } })
  assert.equal(below.body.items.length, 1)
})

test('D5: the urban fact of a community is set with its document, and the last one stands', async () => {
  const asked = {
    params: { code: '150602002001' },
    body: { urban: false, since: '2026-01-01', source: '城镇界定文件' },
  }
  const answer = await api.ask(CITY, routes.setUrban, asked)
  assert.deepEqual([answer.body.urban, answer.body.urbanFact.source], [false, '城镇界定文件'])
})

test('D6: a name in script is shown marked unreviewed, after review as reviewed, and never once rejected', async () => {
  const list = await api.ask(CITY, routes.listMongolianNames, { query: { state: 'unreviewed' } })
  assert.equal(list.body.total, 23)
  const of = (code: string) =>
    list.body.items.find((item: { division: { code: string } }) => item.division.code === code)
  const shown = async (code: string) =>
    (await api.ask(STRANGER, routes.getDivision, { params: { code } })).body.mongolianName
  assert.equal((await shown('150621')).state, 'unreviewed')
  const review = (code: string, state: string) =>
    api.ask(CITY, routes.reviewMongolianName, { params: { id: of(code).id }, body: { state } })
  assert.equal((await review('150621', 'reviewed')).body.state, 'reviewed')
  await review('150622', 'rejected')
  assert.deepEqual([(await shown('150621')).state, (await shown('150621')).reviewedOn], ['reviewed', '2026-11-23'])
  assert.equal(await shown('150622'), null)
  assert.equal(await shown('150602001'), null)
})

test('the list of names to review is narrowed to the reach of the reader', async () => {
  const list = await api.ask(ADMIN_OF_KANGBASHI, routes.listMongolianNames)
  assert.deepEqual(
    list.body.items.map((item: { division: { code: string } }) => item.division.code),
    ['150603'],
  )
  assert.equal((await api.ask(WORKER, routes.listMongolianNames)).status, 403)
})
