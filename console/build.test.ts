import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/** What a phone on a weak network fetches before it can show the sign-in page, compressed. */
const FIRST_LOAD_KB = 275
/** No page may bring more than this of its own. */
const PAGE_KB = 60

let folder: string
let index: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-build-'))
  // As tools/build.ts does: the libraries as people get them, not as tests do.
  process.env.NODE_ENV = 'production'
  const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url))
  await build({ configFile, logLevel: 'error', build: { outDir: folder } })
  index = readFileSync(join(folder, 'index.html'), 'utf8')
})

after(() => rm(folder, { recursive: true, force: true }))

const compressed = (name: string): number => gzipSync(readFileSync(join(folder, 'assets', name))).length / 1024
const assets = (): string[] => readdirSync(join(folder, 'assets'))

test('the page holds no inline script, style or handler, so the strict policy lets all of it run', () => {
  assert.deepEqual(index.match(/<script(?![^>]*\ssrc=)[^>]*>/g), null)
  assert.deepEqual(index.match(/<style|\sstyle=|\son\w+=|javascript:/gi), null)
})

test('the page has one place for the nonce of its styles, which the server fills for each request', () => {
  assert.equal(index.split('__STYLE_NONCE__').length, 2)
})

test('every file of the page carries a hash in its name and lies below /console/', () => {
  const links = [...index.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
  assert.ok(links.length > 3)
  for (const link of links) assert.match(link, /^\/console\/(seal\.svg|assets\/[\w.-]+-[\w-]{8}\.(js|css))$/)
})

test('the scripts use no eval', () => {
  for (const name of assets().filter((each) => each.endsWith('.js')))
    assert.doesNotMatch(readFileSync(join(folder, 'assets', name), 'utf8'), /\beval\(/, name)
})

test(`the first load stays below ${FIRST_LOAD_KB} kB and each further file below ${PAGE_KB} kB`, (t) => {
  const first = [...index.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map((match) => match[1] ?? '')
  const total = first.reduce((sum, name) => sum + compressed(name), 0)
  const further = assets()
    .filter((name) => !first.includes(name))
    .map((name) => ({ name, kb: compressed(name) }))
    .sort((one, other) => other.kb - one.kb)
  t.diagnostic(
    `first load ${total.toFixed(0)} kB in ${first.length} files; largest further file ${further[0]?.kb.toFixed(0)} kB`,
  )
  assert.ok(total > 50 && total < FIRST_LOAD_KB, `${total} kB`)
  assert.deepEqual(
    further.filter(({ kb }) => kb > PAGE_KB),
    [],
  )
})
