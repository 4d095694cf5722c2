import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import writeXlsxFile from 'write-excel-file/node'
import { Refusal } from '#platform/kit/refusal.ts'
import { readSheet } from './read-sheet.ts'
import { unpack } from './unpack.ts'
import { workbook } from './workbook.ts'
import { stored, zip } from './zip-out.ts'

const CAPS = { maxRows: 1000, maxBytes: 4 * 1024 * 1024 }
const refused = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, `platform.${code}`)
  return true
}
const text = (content: string) => Buffer.from(content)
/** 机构名称,金额 / 某基金会,12.5 */
const GB18030 = Buffer.from('bbfab9b9c3fbb3c62cbdf0b6ee0d0ac4b3bbf9bdf0bbe12c31322e350d0a', 'hex')

/** The XML of a workbook that has this for its sheet. */
const parts = async (sheet: string, more: Record<string, string> = {}) => {
  const made = unpack(await buffer(workbook([{ title: 'a', headings: ['x'], widths: [9], rows: [] }])), 1_000_000)
  made.set('xl/worksheets/sheet1.xml', text(sheet))
  for (const [name, content] of Object.entries(more)) made.set(name, text(content))
  return made
}
const sheetXml = (rows: string) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`

test('a workbook that another program wrote reads as people see it', async () => {
  const content = await writeXlsxFile([
    [{ value: '名称' }, { value: '金额' }, { value: '日期' }],
    [
      { value: '某基金会' },
      { type: Number, value: 12.34, format: '0.00' },
      { type: Date, value: new Date('2026-11-23T00:00:00Z'), format: 'yyyy/mm/dd' },
    ],
    [null, null, null],
    [{ value: "'=SUM(A1)" }, null, null],
  ]).toBuffer()
  assert.deepEqual(await readSheet(content, CAPS), [
    ['名称', '金额', '日期'],
    ['某基金会', '12.34', '2026-11-23'],
    [],
    ['=SUM(A1)'],
  ])
})

test('CSV reads alike in UTF-8, with its mark or without, and in GB18030', async () => {
  const rows = [
    ['机构名称', '金额'],
    ['某基金会', '12.5'],
  ]
  assert.deepEqual(await readSheet(text('\uFEFF机构名称,金额\r\n某基金会,12.5\r\n'), CAPS), rows)
  assert.deepEqual(await readSheet(text('机构名称\t金额\n某基金会\t12.5'), CAPS), rows)
  assert.deepEqual(await readSheet(GB18030, CAPS), rows)
})

test('an empty row keeps its place, so that row numbers are those of the file; at the end it is none', async () => {
  const csv = 'a,b\n\n1,\n,,\n2,3\n\n,\n'
  assert.deepEqual(await readSheet(text(csv), CAPS), [['a', 'b'], [], ['1'], [], ['2', '3']])
  assert.deepEqual(await readSheet(text(''), CAPS), [])
})

test('one row more than allowed is refused, in both forms', async () => {
  const rows = Array.from({ length: 1000 }, (_, at) => [String(at)])
  const book = await buffer(workbook([{ title: 'a', headings: ['n'], widths: [9], rows }]))
  await assert.rejects(readSheet(book, CAPS), refused('sheet_too_many_rows'))
  assert.equal((await readSheet(book, { ...CAPS, maxRows: 1001 })).length, 1001)
  await assert.rejects(readSheet(text('n\n'.repeat(1001)), CAPS), refused('sheet_too_many_rows'))
})

test('a row far down is refused before anything is laid out for the rows above it', async () => {
  const far = sheetXml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>')
  await assert.rejects(readSheet(stored(await parts(far)), CAPS), refused('sheet_too_many_rows'))
})

test('only the first sheet counts, wherever its file lies', async () => {
  const many = Array.from({ length: 1500 }, (_, at) => [String(at)])
  const page = (title: string, rows: string[][]) => ({ title, headings: ['n'], widths: [9], rows })
  const book = await buffer(workbook([page('a', [['1']]), page('b', many)]))
  assert.deepEqual(await readSheet(book, CAPS), [['n'], ['1']])
  const swapped = unpack(book, CAPS.maxBytes)
  const names = swapped.get('xl/workbook.xml')?.toString() ?? ''
  const [, first = '', second = ''] = /(<sheet [^>]*>)(<sheet [^>]*>)/.exec(names) ?? []
  swapped.set('xl/workbook.xml', text(names.replace(first + second, second + first)))
  await assert.rejects(readSheet(stored(swapped), CAPS), refused('sheet_too_many_rows'))
})

test('a bomb is refused by what it unfolds to, whatever it says of itself', async () => {
  const bomb = async function* () {
    for (let piece = 0; piece < 200; piece += 1) yield ' '.repeat(1024 * 1024)
  }
  const archive = await buffer(zip([{ name: 'xl/worksheets/sheet1.xml', content: bomb() }]))
  assert.ok(archive.length < 1024 * 1024)
  await assert.rejects(readSheet(archive, CAPS), refused('sheet_too_large'))
  const lying = Buffer.from(archive)
  const central = lying.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  lying.writeUInt32LE(10, central + 24)
  await assert.rejects(readSheet(lying, CAPS), refused('sheet_too_large'))
})

test('one packed part under many names counts as often as it is named', async () => {
  const packed = deflateRawSync(' '.repeat(1024 * 1024))
  const once = stored(new Map([['a.xml', packed]]))
  const entry = once.subarray(once.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])), once.length - 22)
  entry.writeUInt16LE(8, 10)
  const end = Buffer.from(once.subarray(once.length - 22))
  end.writeUInt16LE(10, 10)
  const archive = Buffer.concat([once.subarray(0, once.length - 22 - entry.length), ...Array(10).fill(entry), end])
  await assert.rejects(readSheet(archive, CAPS), refused('sheet_too_large'))
})

test('a file that is no table, is cut off, protected or of the old kind is refused', async () => {
  const whole = await buffer(workbook([{ title: 'a', headings: ['x'], widths: [9], rows: [['1']] }]))
  const protectedFile = Buffer.from(whole)
  const central = protectedFile.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  protectedFile.writeUInt16LE(protectedFile.readUInt16LE(central + 8) | 1, central + 8)
  const files = {
    picture: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]),
    old: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
    cut: whole.subarray(0, whole.length / 2),
    protected: protectedFile,
    archive: stored(new Map([['readme.xml', text('<a/>')]])),
    broken: stored(await parts('<worksheet><sheetData><row><c')),
  }
  for (const [name, content] of Object.entries(files))
    await assert.rejects(readSheet(content, CAPS), refused('sheet_unreadable'), name)
})

test('a workbook names no file of this machine and no address: entities are not followed', async () => {
  const xml = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>${sheetXml(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>',
  )}`
  const read = await readSheet(stored(await parts(xml)), CAPS).catch((error) => error.code)
  assert.ok(read === 'platform.sheet_unreadable' || JSON.stringify(read).includes('&x;'), JSON.stringify(read))
})

test('CSV larger than allowed is refused', async () => {
  await assert.rejects(readSheet(text('x'.repeat(CAPS.maxBytes + 1)), CAPS), refused('sheet_too_large'))
})
