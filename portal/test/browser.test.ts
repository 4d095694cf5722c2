import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe } from '../../server/test/support/axe.ts'
import { type TestBrowser, withBrowser } from '../../server/test/support/browser.ts'
import { look } from '../../server/test/support/looks.ts'
import { ADDRESSES } from '../testkit/addresses.ts'
import { fakeCall } from '../testkit/fake-call.ts'
import { GIFT } from '../testkit/fake-city.ts'
import { servePortal } from '../testkit/serve.ts'

const PHONE = { width: 360, height: 740 }
const DESK = { width: 1440, height: 900 }
/** 18 points, the least for large type (GB/T 37668). */
const LARGE_PIXELS = 24

let chrome: TestBrowser
let portal: Awaited<ReturnType<typeof servePortal>>

before(async () => {
  portal = await servePortal(fakeCall())
  chrome = await withBrowser()
})
after(async () => {
  await chrome?.close()
  await portal?.close()
})

const withQuery = (address: string, part: string): string => `${address}${address.includes('?') ? '&' : '?'}${part}`

/** The page never scrolls sideways; a wide table does so inside its own frame. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

describe('on a phone and on a desk', () => {
  for (const [name, address] of ADDRESSES)
    test(`${name} has no serious accessibility finding, no sideways scrolling and breaks no policy`, async () => {
      const page = await chrome.newPage(PHONE)
      const complaints: string[] = []
      page.on('console', (message) => {
        if (/policy|refused|violat/i.test(message.text())) complaints.push(message.text())
      })
      for (const variant of [withQuery(address, 'lang=en'), withQuery(address, 'lang=zh&type=large')]) {
        await page.goto(`${portal.origin}${variant}`)
        assert.equal(await overflow(page), 0, variant)
      }
      // Large and small, narrow and wide, Chinese and English: each is looked at once.
      assert.deepEqual(await axe(page), [])
      await page.setViewportSize(DESK)
      await page.goto(`${portal.origin}${withQuery(address, 'lang=en&type=normal')}`)
      assert.equal(await overflow(page), 0)
      assert.deepEqual(await axe(page), [])
      assert.deepEqual(complaints, [])
      await page.goto(`${portal.origin}${withQuery(address, 'lang=zh')}`)
      await look(page, `portal-${name}`)
      await page.close()
    })
})

test('in large type no text is smaller than 18 points', async () => {
  const page = await chrome.newPage(DESK)
  for (const [name, address] of ADDRESSES) {
    await page.goto(`${portal.origin}${withQuery(address, 'type=large')}`)
    const smallest = await page.evaluate(`Math.min(...[...document.querySelectorAll('body *')]
      .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
      .map((e) => parseFloat(getComputedStyle(e).fontSize)))`)
    assert.ok(Number(smallest) >= LARGE_PIXELS, `${name}: ${smallest}`)
  }
  await page.close()
})

test('without JavaScript a donor finds the gift by its code, in large type kept from page to page', async () => {
  const page = await chrome.newPage({ ...PHONE, javaScriptEnabled: false })
  await page.goto(portal.origin)
  await page.click('text=大字版')
  await page.fill('#gift', '7km3 9qxr 2fo1')
  await page.click('text=查询')
  assert.equal(page.url(), `${portal.origin}/g/${GIFT.publicId}`)
  assert.match((await page.textContent('main')) ?? '', /张\*\*/)
  assert.equal(await page.getAttribute('link[rel=stylesheet]', 'href').then((href) => href?.includes('large')), true)
  await page.click('text=English')
  assert.match((await page.textContent('main')) ?? '', /Entry no\. 1/)
  await page.close()
})

test('without JavaScript a resident goes from the map to a community and its fund', async () => {
  const page = await chrome.newPage({ ...DESK, javaScriptEnabled: false })
  await page.goto(portal.origin)
  await page.click('.map a[href="/d/150602"] polygon')
  await page.click('main >> text=建设街道 >> nth=-1')
  await page.click('main >> text=民生社区暖心基金')
  assert.match((await page.textContent('h1')) ?? '', /民生社区暖心基金/)
  await page.close()
})

test('the keyboard’s first stop leads past the head to the content', async () => {
  const page = await chrome.newPage(DESK)
  await page.goto(portal.origin)
  await page.keyboard.press('Tab')
  assert.equal(await page.textContent(':focus'), '跳到正文')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate('document.activeElement.id'), 'main')
  await page.close()
})

test('the script groups a code while it is typed, and offers to copy and to print where a code is shown', async () => {
  const page = await chrome.newPage(DESK)
  await page.goto(`${portal.origin}/g`)
  assert.equal(await page.locator('script[src]').count(), 1, 'the script is built by `npm run prepare`')
  await page.locator('#gift').pressSequentially('7km39qxr2f01')
  assert.equal(await page.inputValue('#gift'), '7KM3-9QXR-2F01')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/g/${GIFT.publicId}`)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.click('text=复制编号')
  await page.waitForSelector('text=已复制')
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), '7KM3-9QXR-2F01')
  assert.equal(await page.locator('text=打印本页').count(), 1)
  await page.close()
})
