import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { unpack } from '#platform/sheets/unpack.ts'
import { pdfText } from '#test/support/pdf-text.ts'
import { noticeFile, type OfficialPaper, type Poster, paperFile } from './index.ts'

const PAPER: OfficialPaper = {
  title: '吉劳庆社区暖心基金管理小组第3次会议纪要',
  facts: [{ name: '时间', value: '2026-11-23 14:00' }],
  parts: [{ title: '议案1　资助老年助餐', lines: ['类型：<资助> & “用款”\u0001。', '两行\n文字'] }],
  issuer: { name: '吉劳庆社区暖心基金管理小组', on: '2026年11月23日' },
  sign: { title: '出席人员签名', names: ['成员0（居民代表）'] },
}
const POSTER: Poster = {
  ...{ title: '会议通知', lines: ['时间：2026-11-23 14:00', '议题：资助老年助餐'] },
  ...{ address: 'https://shanju.example/f/fund_0/group', issuer: '管理小组', on: '2026年11月20日' },
}

test('a paper is the same in both formats: what stands in the PDF stands in the file to write in', async () => {
  const [pdf, docx] = await Promise.all([paperFile(PAPER, 'pdf'), paperFile(PAPER, 'docx')])
  assert.deepEqual([pdf.fileName, docx.fileName], [`${PAPER.title}.pdf`, `${PAPER.title}.docx`])
  const text = pdfText(await buffer(pdf.body)).replace(/\s/g, '')
  const document = String(unpack(await buffer(docx.body), 1_000_000).get('word/document.xml'))
  for (const words of ['第3次会议纪要', '议案1', '两行', '文字', '出席人员签名', '成员0'])
    assert.ok(text.includes(words) && document.includes(words), words)
  // What somebody typed is text: no markup, and no sign that XML does not know.
  assert.ok(document.includes('&lt;资助&gt; &amp; “用款”。'))
  // GB/T 9704: A4, margins 37, 28, 35 and 26 mm, 22 lines a page, 仿宋 of size 3.
  const section = /<w:sectPr>.*<\/w:sectPr>/.exec(document)?.[0] ?? ''
  assert.match(section, /<w:pgSz w:w="210mm" w:h="297mm"|<w:pgSz w:w="11906" w:h="16838"/)
  assert.match(section, /w:linePitch="580"/)
  assert.match(document, /w:eastAsia="仿宋"/)
  assert.match(document, /<w:sz w:val="32"\/>/)
})

test('a poster is one page, A4 or A3, with the address in words beside the square', async () => {
  for (const size of ['a4', 'a3'] as const) {
    const made = await buffer((await noticeFile(PAPER, POSTER, size)).body)
    const text = pdfText(made).replace(/\s/g, '')
    assert.ok(text.includes('会议通知') && text.includes('扫码查看'), size)
    assert.equal(made.toString('latin1').match(/\/Type \/Page\b/g)?.length, 1)
    assert.match(made.toString('latin1'), size === 'a4' ? /MediaBox \[0 0 595/ : /MediaBox \[0 0 841/)
  }
  assert.match((await noticeFile(PAPER, POSTER, 'docx')).fileName, /\.docx$/)
})
