import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allRoutes } from '@shanju/contract/catalogue.ts'
import { route } from '@shanju/contract/kit/route.ts'
import { z } from 'zod'
import { DOCS_CSS, docsPage } from './docs.ts'

test('every route of the contract stands on the page, with its refusals in the reader’s words', () => {
  const page = docsPage(allRoutes(), 'en')
  for (const { method, path } of allRoutes()) assert.ok(page.includes(`<code>${method} ${path}</code>`), path)
  assert.match(page, /<code>platform\.|<code>giving\.closed|<code>funds\.\w+<\/code> \w/)
  assert.doesNotMatch(page, /refusal\.|undefined|\[object/)
  assert.match(docsPage(allRoutes(), 'zh'), /<html lang="zh">[\s\S]*可能的拒绝/)
})

test('the page needs no script and no inline style, so the strict policy lets it through', () => {
  assert.doesNotMatch(docsPage(allRoutes(), 'zh'), /<script|<style|style=|\son\w+=|javascript:/i)
  assert.ok(DOCS_CSS.length > 0)
})

test('nothing that a route says of itself becomes markup', () => {
  const hostile = route({
    name: 'toy.<b>',
    method: 'GET',
    path: '/api/v1/toy/<img src=x>',
    access: 'public',
    summary: `<script>alert("1")</script> & 'more'`,
    output: z.undefined(),
    refuses: ['toy.<i>'],
  })
  const page = docsPage([hostile], 'en')
  assert.doesNotMatch(page, /<script|<img|<i>|<b>/)
  assert.ok(page.includes('&#60;script&#62;alert(&#34;1&#34;)'))
})
