import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { fromUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { SIGNATURE_TYPE } from '@shanju/contract/transparency/vkey.ts'
import axe from 'axe-core'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { chromium } from '../../server/test/support/chromium.ts'
import { buildPage, bundle } from '../build.ts'
import { checkpointBytes, giftLeaves, policyText, receiptOf, type Served, serve, signer } from './fixture.ts'

const ORIGIN = 'shanju.example/log/1'
const log = signer(ORIGIN, SIGNATURE_TYPE.ed25519)
const witnesses = ['auditor', 'bureau', 'university'].map((name) =>
  signer(`${name}.example/witness`, SIGNATURE_TYPE.cosignature),
)
const modern = signer('modern.example/witness', SIGNATURE_TYPE.mlDsa44)
const keys = [log, ...witnesses].map(({ key }) => key)
const { head, served } = serve(ORIGIN, giftLeaves(ORIGIN, 700), [log, ...witnesses])
const receipt = receiptOf(served, 345, keys)
const policy = fromUtf8(policyText([log], [...witnesses, modern], 2))

const folder = mkdtempSync(join(tmpdir(), 'shanju-page-'))
const file = join(folder, 'verify.html')
const bare = join(folder, 'bare.html')
let browser: Browser
let asked: string[]

before(async () => {
  writeFileSync(file, buildPage(policy, { '4101': '捐赠收入</script><script>alert(1)</script>' }))
  writeFileSync(bare, buildPage())
  const { executable, env } = await chromium()
  browser = await playwright.launch({
    executablePath: executable,
    env: { ...process.env, ...env },
    args: ['--no-sandbox'],
  })
})

after(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

describe('The page as a file on a phone without a network', () => {
  it('proves a receipt pasted as text, shows what it says, and asks the network for nothing', async () => {
    const page = await openPage(file)
    await page.fill('#receipt', receipt.text)
    await page.click('#check')
    await page.waitForSelector('.answer.proven')
    const answer = await page.textContent('#answer')
    for (const shown of [
      '属实',
      '¥100.00',
      'G345',
      '2026-03-08',
      `345 / 700`,
      '捐赠收入</script><script>alert(1)</script> · 4101',
    ])
      assert.ok(answer?.includes(shown), shown)
    assert.equal(await page.locator('.steps .held').count(), 5)
    assert.equal(await page.locator('.witnesses .valid').count(), 3)
    assert.equal(await page.locator('.witnesses .absent').count(), 1)
    await page.click('#language')
    assert.match((await page.textContent('#answer')) ?? '', /True: what this receipt says/)
    assert.equal(await page.getAttribute('html', 'lang'), 'en')
    assert.deepEqual(asked, [])
  })

  it('takes the proof file, and the proof behind the hash of the address', async () => {
    const page = await openPage(file)
    await page.setInputFiles('#receipt-file', { name: 'a.tlog-proof', mimeType: '', buffer: Buffer.from(receipt.file) })
    await page.waitForSelector('.answer.proven')
    const direct = await openPage(file, receipt.text.slice(receipt.text.indexOf('#')))
    await direct.waitForSelector('.answer.proven')
  })

  it('shows nothing of an altered receipt but that it is not true, and at which step', async () => {
    const page = await openPage(file)
    const altered = Buffer.from(Buffer.from(receipt.file).toString().replace('index 345', 'index 346'))
    await page.setInputFiles('#receipt-file', { name: 'a.tlog-proof', mimeType: '', buffer: altered })
    await page.waitForSelector('.answer.altered')
    assert.equal(await page.locator('.steps .held').count(), 2)
    assert.equal(await page.locator('.steps .failed').count(), 1)
    assert.doesNotMatch((await page.textContent('#answer')) ?? '', /100\.00/)
  })

  it('says what it cannot check instead of passing it or failing it', async () => {
    const strict = join(folder, 'strict.html')
    writeFileSync(strict, buildPage(fromUtf8(policyText([log], [modern], 1))))
    const page = await openPage(strict)
    const cosigned: Served = new Map(served).set('checkpoint', checkpointBytes(head, [log, modern]))
    const buffer = Buffer.from(receiptOf(cosigned, 345, keys).file)
    await page.setInputFiles('#receipt-file', { name: 'a.tlog-proof', mimeType: '', buffer })
    await page.waitForSelector('.answer.unchecked')
    assert.match((await page.textContent('.witnesses')) ?? '', /此处无法核对/)
    assert.match((await page.textContent('#limits')) ?? '', /ML-DSA/)
  })

  it('without a list of keys asks for one, and refuses a broken one with the reason', async () => {
    const page = await openPage(bare)
    assert.equal(await page.isVisible('#check'), false)
    await page.setInputFiles('#policy-file', { name: 'p', mimeType: '', buffer: Buffer.from('quorum nobody\n') })
    await page.waitForFunction("document.getElementById('notice').textContent.includes('line 1')")
    assert.equal(await page.isVisible('#check'), false)
    await page.setInputFiles('#policy-file', { name: 'p', mimeType: '', buffer: Buffer.from(policy) })
    await page.fill('#receipt', receipt.text)
    await page.click('#check')
    await page.waitForSelector('.answer.proven')
    assert.equal(await page.locator('#keys li').count(), 5)
  })

  it('checks a receipt of four signatures well within 50 ms on this machine', async () => {
    const page = await openPage(file)
    await page.fill('#receipt', receipt.text)
    const times: number[] = []
    for (let i = 0; i < 5; i++) {
      const script = `new Promise((done) => {
        const start = performance.now()
        new MutationObserver((_, watch) => {
          if (document.getElementById('answer').hidden) return
          watch.disconnect()
          done(performance.now() - start)
        }).observe(document.getElementById('answer'), { attributes: true })
        document.getElementById('check').click()
      })`
      times.push(await page.evaluate<number>(script))
    }
    assert.ok(Math.min(...times) < 50, `${times.map(Math.round).join(', ')} ms`)
  })

  it('has no accessibility finding, at a phone\u2019s width, in any state', async () => {
    const page = await openPage(file)
    for (const text of [receipt.text, 'https://shanju.example/r/G7', 'nonsense']) {
      await page.fill('#receipt', text)
      await page.click('#check')
      await page.waitForSelector('.answer:not([hidden])')
      // The page's own policy forbids foreign scripts, so the checker runs outside of it.
      await page.evaluate(axe.source)
      const found = await page.evaluate<{ violations: { id: string }[] }>('axe.run()')
      assert.deepEqual(
        found.violations.map((violation) => violation.id),
        [],
      )
      assert.ok(
        await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth'),
        'no sideways scroll',
      )
    }
  })
})

describe('The page\u2019s build', () => {
  it('refuses forms it would have to guess at, rather than drop them', () => {
    for (const code of [
      'export default 1',
      "import * as x from './y.ts'",
      "export { a } from './y.ts'",
      "export * from './y.ts'",
    ]) {
      const odd = join(folder, 'odd.ts')
      writeFileSync(odd, `${code}\n`)
      assert.throws(() => bundle(odd), /a form the page's build does not know/, code)
    }
    assert.throws(() => buildPage('</script>'), RangeError)
  })
})

async function openPage(path: string, hash = ''): Promise<Page> {
  const context = await browser.newContext({
    offline: true,
    locale: 'zh-CN',
    viewport: { width: 360, height: 740 },
    bypassCSP: false,
  })
  const page = await context.newPage()
  asked = []
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) asked.push(request.url())
  })
  page.on('pageerror', (error) => asked.push(String(error)))
  page.on('console', (message) => asked.push(message.text()))
  await page.goto(pathToFileURL(path).href + hash)
  return page
}
