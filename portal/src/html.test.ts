import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Html, html, joined, nothing } from './html.ts'

const HOSTILE = `<img src=x onerror="alert('1')">&`

test('text is escaped between tags and inside quoted attributes', () => {
  const page = html`<p title="${HOSTILE}">${HOSTILE}</p>`.text
  assert.doesNotMatch(page, /<img|onerror="|'/)
  assert.match(page, /&#60;img src&#61;x/)
})

test('a literal that ends in an exclamation mark does not switch escaping off', () => {
  assert.equal(html`<p>谢谢!${'<b>'}</p>`.text, '<p>谢谢!&#60;b&#62;</p>')
})

test('markup made by a template passes unchanged, alone and in lists', () => {
  const item = (name: string) => html`<li>${name}</li>`
  assert.equal(html`<ul>${['<', 'b'].map(item)}</ul>`.text, '<ul><li>&#60;</li><li>b</li></ul>')
  assert.ok(item('a') instanceof Html)
})

test('nothing, undefined, null and false leave no trace, zero does', () => {
  assert.equal(html`[${nothing}${undefined}${null}${false}${0}${0n}]`.text, '[00]')
})

test('joined puts the separator between pieces only', () => {
  assert.equal(joined(['甲', html`<b>乙</b>`, '丙'], '、').text, '甲、<b>乙</b>、丙')
  assert.equal(joined([], '、').text, '')
})
