import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pdfText } from '#test/support/pdf-text.ts'
import { makePdf } from './index.ts'

const TEMPLATE = new URL('./testkit/note.typ', import.meta.url)

test('a paper shows what it is given, in our fonts, and the same data makes the same bytes', async () => {
  const data = { title: '资产负债表', lines: ['圐圙嘎查 1,234.56', '#set page(width: 1pt) *not markup* $x$ \\'] }
  const [once, again] = await Promise.all([makePdf(TEMPLATE, data), makePdf(TEMPLATE, data)])
  const shown = pdfText(once)
  // Where a line may be broken a new piece begins.
  const close = (text: string): string => text.replace(/\s/g, '')
  for (const line of data.lines) assert.ok(close(shown).includes(close(line)), shown)
  assert.match(shown, /资产负债表/)
  assert.deepEqual([...new Set(once.toString('latin1').match(/(?<=\+)NotoSerifSC-\w+/g))].sort(), [
    'NotoSerifSC-Bold',
    'NotoSerifSC-Regular',
  ])
  assert.ok(once.equals(again))
})

test('a template that does not compile, or reads outside our sources, is a defect that says where', async () => {
  await assert.rejects(makePdf(TEMPLATE, { title: 1 }), /note\.typ gave no PDF: .*(lines|key)/s)
  await assert.rejects(makePdf(new URL('./testkit/none.typ', import.meta.url), {}), /gave no PDF/)
})
