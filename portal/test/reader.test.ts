import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PortalAnswer, PortalRequest } from '../src/index.ts'
import { fakeCall } from '../testkit/fake-call.ts'
import { asked, testPortal } from '../testkit/serve.ts'

const portal = testPortal(fakeCall())

async function get(address: string, more: Partial<PortalRequest> = {}): Promise<PortalAnswer> {
  const answer = await portal.handle(asked(address, more))
  assert.ok(answer)
  return answer
}

test('the browser’s language holds until the reader chooses, and the choice is kept in a cookie', async () => {
  assert.equal((await get('/', { language: 'en' })).headers['content-language'], 'en')
  const chosen = await get('/?lang=zh', { language: 'en' })
  assert.equal(chosen.headers['content-language'], 'zh-Hans')
  assert.deepEqual(chosen.headers['set-cookie'], ['shanju_lang=zh; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly'])
  const kept = await get('/', { language: 'en', cookies: { shanju_lang: 'zh' } })
  assert.equal(kept.headers['content-language'], 'zh-Hans')
  assert.equal(kept.headers['set-cookie'], undefined)
})

test('a language nobody has and a cookie somebody wrote by hand change nothing', async () => {
  const answer = await get('/?lang=<x>&type=huge', { cookies: { shanju_lang: '"><script>', shanju_type: 'x' } })
  assert.equal(answer.headers['content-language'], 'zh-Hans')
  assert.equal(answer.headers['set-cookie'], undefined)
})

test('large type loads its own sheet, is kept, and is left by the same link', async () => {
  const large = await get('/?type=large')
  assert.match(large.html, /portal-large-[0-9a-f]{12}\.css/)
  assert.match(large.html, /href="\/\?type&#61;normal">标准字号/)
  assert.deepEqual(large.headers['set-cookie'], ['shanju_type=large; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly'])
  const kept = await get('/', { cookies: { shanju_type: 'large' } })
  assert.match(kept.html, /portal-large/)
  const left = await get('/?type=normal', { cookies: { shanju_type: 'large' } })
  assert.doesNotMatch(left.html, /portal-large/)
})

test('the sheet for large type has larger text and wider windows for columns, and every size of the normal one', () => {
  const [normal, large] = portal.assets.filter(({ path }) => path.endsWith('.css')).map(({ body }) => body)
  assert.match(normal ?? '', /--root:106\.25%/)
  assert.match(large ?? '', /--root:150%/)
  assert.match(large ?? '', /--small:1rem/)
  assert.deepEqual(
    [...(large ?? '').matchAll(/\(min-width:([\d.]+)em\)/g)].map(([, width]) => Number(width)),
    [...(normal ?? '').matchAll(/\(min-width:([\d.]+)em\)/g)].map(([, width]) => Number(width) * 1.5),
  )
})

test('the links for language and type keep the search, and the canonical address drops the reader’s own choices', async () => {
  const { html } = await get('/search?q=东胜&type=large&lang=en')
  assert.match(html, /href="\/search\?q&#61;%E4%B8%9C%E8%83%9C&#38;lang&#61;zh" hreflang="zh-Hans"/)
  assert.match(
    html,
    /rel="canonical" href="https:\/\/shanju\.example\/search\?q&#61;%E4%B8%9C%E8%83%9C&#38;lang&#61;en"/,
  )
})

test('Chinese names inside an English page are marked as Chinese', async () => {
  const { html } = await get('/d/150602?lang=en')
  assert.match(html, /<h1>Dongsheng District<\/h1>/)
  assert.match(html, /<span lang="zh-Hans">民生社区暖心基金<\/span>/)
})

test('without an origin there is no absolute address, and without a demonstration no note', async () => {
  const plain = testPortal(fakeCall(), { origin: '', demonstration: false })
  const { html } = (await plain.handle(asked('/d/150602'))) ?? assert.fail()
  assert.match(html, /rel="canonical" href="\/d\/150602"/)
  assert.doesNotMatch(html, /og:url|演示数据/)
})
