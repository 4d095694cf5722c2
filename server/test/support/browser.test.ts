import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe } from './axe.ts'
import { type TestBrowser, withBrowser } from './browser.ts'

let chrome: TestBrowser
let server: Server
let origin: string

before(async () => {
  server = createServer((request, response) => {
    const page = pages[request.url ?? '']
    const type = request.url === '/worker.js' ? 'text/javascript' : 'text/html; charset=utf-8'
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': type,
      // As strict as our own pages: no inline script, no eval.
      'content-security-policy': "default-src 'self'; style-src 'unsafe-inline'",
    })
    response.end(page ?? 'not here')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  chrome = await withBrowser()
})

after(async () => {
  await chrome?.close()
  await new Promise((resolve) => server.close(resolve))
})

const pages: Record<string, string> = {
  '/': `<!doctype html><html lang="zh"><title>善聚</title><main><h1>善聚暖城</h1>
    <p id="rare" style="font-family:'PingFang SC',sans-serif">鄂尔多斯市东胜区 圐圙墕 ￥12.30</p>
    <p id="mongolian" lang="mn-Mong" style="writing-mode:vertical-lr">ᠣᠷᠳᠣᠰ</p>
    <details><summary>我要捐赠</summary><p id="inside">谢谢</p></details></main>`,
  '/poor': `<!doctype html><title>坏</title><img src="x.png"><p style="color:#ccc;background:#fff">看不清的字</p>`,
  '/offline': `<!doctype html><html lang="zh"><title>离线</title><script src="/register.js"></script>`,
  '/register.js': `navigator.serviceWorker.addEventListener('controllerchange', () => document.documentElement.className = 'kept')
    navigator.serviceWorker.register('/worker.js')`,
  '/worker.js': `addEventListener('activate', (e) => e.waitUntil(clients.claim()))
    addEventListener('fetch', (e) => e.respondWith(fetch(e.request).catch(() => new Response('kept'))))`,
}

test('Chinese and Mongolian are drawn with glyphs of their own, rare characters of place names too', async () => {
  const page = await chrome.newPage()
  await page.goto(origin)
  for (const [selector, characters] of [
    ['h1', 4],
    ['#rare', 12], // eleven Han characters and the full-width yuan sign
  ] as const)
    assert.equal((await glyphs(page, selector)).get('Noto Sans SC'), characters, selector)
  assert.deepEqual([...(await glyphs(page, '#mongolian')).keys()], ['Noto Sans Mongolian'])
  await page.close()
})

test('a click reaches the page and its effect is seen', async () => {
  const page = await chrome.newPage({ width: 360, height: 740 })
  await page.goto(origin)
  assert.equal(await page.isVisible('#inside'), false)
  await page.click('summary')
  assert.equal(await page.isVisible('#inside'), true)
  await page.close()
})

test('a page that is taken offline gets what its service worker kept, and only that', async () => {
  const page = await chrome.newPage()
  await page.goto(`${origin}/offline`)
  await page.waitForSelector('html.kept')
  await page.context().setOffline(true)
  assert.equal(await page.evaluate(() => fetch('/anything').then((r) => r.text())), 'kept')
  await page.context().setOffline(false)
  assert.equal(await page.evaluate(() => fetch('/anything').then((r) => r.text())), 'not here')
  await page.close()
})

test('pages speak Chinese and keep Shanghai time unless told otherwise, and scripts can be switched off', async () => {
  const page = await chrome.newPage()
  assert.deepEqual(await page.evaluate(() => [navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone]), [
    'zh-CN',
    'Asia/Shanghai',
  ])
  await page.close()
  const english = await chrome.newPage({ locale: 'en-GB', colorScheme: 'dark' })
  assert.equal(await english.evaluate(() => navigator.language), 'en-GB')
  assert.equal(await english.evaluate(`matchMedia('(prefers-color-scheme: dark)').matches`), true)
  await english.close()
  const still = await chrome.newPage({ javaScriptEnabled: false })
  await still.setContent('<p>before</p><script>document.querySelector("p").textContent = "after"</script>')
  assert.equal(await still.textContent('p'), 'before')
  await still.close()
})

test('the world outside this machine is out of reach', async () => {
  const page = await chrome.newPage()
  await assert.rejects(page.goto('http://example.com/'), /ERR_NAME_NOT_RESOLVED/)
  await page.close()
})

test('axe finds faults under a strict content security policy and finds none on a sound page', async () => {
  const page = await chrome.newPage()
  await page.goto(origin)
  assert.deepEqual(await axe(page), [])
  await page.goto(`${origin}/poor`)
  const found = await axe(page)
  assert.deepEqual(found.map((v) => v.rule).sort(), ['color-contrast', 'html-has-lang', 'image-alt'])
  assert.match(found.find((v) => v.rule === 'image-alt')?.elements[0] ?? '', /^img <img src="x.png"> Fix any/)
  await page.close()
})

/** How many glyphs each font family drew in the element, as the browser itself reports. */
async function glyphs(page: Page, selector: string): Promise<Map<string, number>> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('DOM.enable')
  await cdp.send('CSS.enable')
  const { root } = await cdp.send('DOM.getDocument')
  const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId })
  return new Map(fonts.map((font) => [font.familyName, font.glyphCount]))
}
