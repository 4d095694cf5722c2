import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fill, readerLanguage } from './language.ts'

test('the reader’s language is the one they weigh highest, Chinese when they ask for neither', () => {
  const rows: [string | undefined, string][] = [
    [undefined, 'zh'],
    ['', 'zh'],
    ['en', 'en'],
    ['EN-us', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['en;q=0.1,zh;q=0.9', 'zh'],
    ['en; q=0.5 , zh ; q=0.4', 'en'],
    ['en;q=0.7,zh;q=0.7', 'en'],
    ['mn,en;q=0.3', 'en'],
    ['mn,de', 'zh'],
    ['en;q=0', 'zh'],
    ['en;q=0,zh;q=0', 'zh'],
    ['en;q=high,zh;q=0.1', 'zh'],
    ['zha,enm', 'zh'],
    ['*', 'zh'],
    [',;,q=1;;', 'zh'],
  ]
  for (const [header, language] of rows) assert.equal(readerLanguage(header), language, header)
})

test('a long header takes no time', () => {
  const begun = performance.now()
  assert.equal(readerLanguage(`${'zh;q=0.1,;;;,'.repeat(2000)}en`), 'en')
  assert.ok(performance.now() - begun < 1000)
})

test('places in a sentence are filled, and one without a value stays visible', () => {
  assert.equal(fill('{n} 个基金，{n} 个', { n: 3 }), '3 个基金，3 个')
  assert.equal(fill('{missing} {a}', { a: '{n}', n: 1 }), '{missing} {n}')
  assert.equal(fill('{toString} {constructor}', {}), '{toString} {constructor}')
  assert.equal(fill('{zero} {no}', { zero: 0, no: false }), '0 false')
})
