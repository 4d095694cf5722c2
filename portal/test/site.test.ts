import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Site, tilesFrom } from '../src/index.ts'
import { fakeCall } from '../testkit/fake-call.ts'
import { asked, testPortal } from '../testkit/serve.ts'

const footOf = async (site: Partial<Site>): Promise<string> => {
  const answer = await testPortal(fakeCall(), site).handle(asked('/g'))
  return answer?.html.replace(/^.*<footer/s, '') ?? ''
}

test('the foot shows what is set, in the order of government sites, and nothing else', async () => {
  const foot = await footOf({
    footer: {
      policeFiling: '蒙公网安备 00000000000000号',
      complaintTelephone: '0477-0000099',
      icp: '蒙ICP备00000000号',
      telephone: '0477-0000001',
      organiser: '某局',
    },
  })
  const order = ['某局', '0477-0000001', '0477-0000099', '蒙ICP备00000000号', '蒙公网安备'].map((item) =>
    foot.indexOf(item),
  )
  assert.ok(order.every((at) => at > 0))
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  )
  assert.match(foot, /href="https:\/\/beian\.miit\.gov\.cn"/)
  assert.doesNotMatch(foot, /传真|网站标识码|mailto/)
})

test('with nothing set there is no empty list and no invented number', async () => {
  const foot = await footOf({ footer: {} })
  assert.doesNotMatch(foot, /<dl>|ICP|公网安备|\d{6,}/)
})

test('the Mongolian name stands before the Chinese one, and leaves no gap where there is none', async () => {
  const named = await testPortal(fakeCall(), { mongolianName: 'ᠣᠷᠳᠣᠰ' }).handle(asked('/g'))
  assert.match(named?.html ?? '', /<span class="mongolian" lang="mn-Mong">ᠣᠷᠳᠣᠰ<\/span>\s*<a class="brand"/)
  assert.doesNotMatch((await testPortal(fakeCall()).handle(asked('/g')))?.html ?? '', /mn-Mong/)
})

test('tiles are read from the data file’s features', () => {
  const properties = { code: '150602', name: '东胜区', name_en: 'Dongsheng District', col: 2, row: 1 }
  assert.deepEqual(tilesFrom({ features: [{ properties }] }), [
    { code: '150602', name: '东胜区', nameEn: 'Dongsheng District', column: 2, row: 1 },
  ])
})

test('a tile file of another form is refused with the reason', () => {
  assert.throws(() => tilesFrom({}), /no list "features"/)
  assert.throws(() => tilesFrom({ features: [{ properties: { code: 1 } }] }), /tile 1 lacks/)
})

test('without tiles the home page has its table only', async () => {
  const { html } = (await testPortal(fakeCall(), { tiles: [] }).handle(asked('/'))) ?? assert.fail()
  assert.doesNotMatch(html, /<polygon/)
  assert.match(html, /<a href="\/d\/150621">达拉特旗/)
})

test('on a day of national mourning every page is grey', async () => {
  const grey = await testPortal(fakeCall(), { mourning: true }).handle(asked('/g'))
  assert.match(grey?.html ?? '', /<html lang="zh-Hans" class="mourning">/)
  const css = testPortal(fakeCall()).assets.find(({ path }) => path.endsWith('.css'))?.body ?? ''
  assert.match(css, /html\.mourning\{filter:grayscale\(1\)/)
})
