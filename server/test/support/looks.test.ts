import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type TestBrowser, withBrowser } from './browser.ts'
import { look } from './looks.ts'

let chrome: TestBrowser
let folder: string

before(async () => {
  chrome = await withBrowser()
  folder = await mkdtemp(join(tmpdir(), 'shanju-looks-'))
})

after(async () => {
  await chrome?.close()
  await rm(folder, { recursive: true, force: true })
})

test('looks are saved at phone and desk width only when they are asked for', async () => {
  const page = await chrome.newPage({ width: 800, height: 600 })
  await page.setContent('<h1>善聚</h1>')
  await look(page, 'home', { wanted: false, folder })
  assert.deepEqual(await readdir(folder), [])
  await look(page, 'home', { wanted: true, folder })
  assert.deepEqual((await readdir(folder)).sort(), ['home-1440.png', 'home-360.png'])
  assert.deepEqual(page.viewportSize(), { width: 800, height: 600 })
})
