import { buffer } from 'node:stream/consumers'
import writeXlsxFile from 'write-excel-file/node'
import { readSheet } from '../server/src/platform/sheets/index.ts'
import { spool } from '../server/src/platform/sheets/spool.ts'
import { textCell, xlsxFile } from '../server/src/platform/sheets/xlsx-out.ts'
import type { Row } from './log-pure.ts'

const MEGABYTE = 1024 * 1024
const HEADINGS = ['编号', '基金', '金额', '日期', '时间', '姓名', '渠道', '序号']
const BATCH = 1000

/**
 * A list of eight columns as a workbook: written row by row as exports are, written by the package that holds it all (in
 * the same run, for the ratio), and read back in the process that imports use.
 */
export async function benchSheets(size = 100_000): Promise<Row[]> {
  const ours = await measured(async () => {
    const made = await spool(xlsxFile([sheetOf(size)]))
    return buffer(made.read())
  })
  const theirs = await measured(() => writeXlsxFile(wholeOf(size)).toBuffer())
  const read = await measured(() => readSheet(ours.result, { maxRows: size + 1, maxBytes: 1024 * MEGABYTE }))
  if (read.result.length !== size + 1) throw new Error(`${read.result.length} rows came back`)
  const row = (what: string, value: string, bar = ''): Row => ({ what, value, bar })
  return [
    row(`write ${size} rows, piece by piece`, `${ours.ms} ms`),
    row('  growth of memory', `${ours.growth} MB`, '< 150 MB'),
    row('  size of the file', `${(ours.result.length / MEGABYTE).toFixed(1)} MB`),
    row('write them with the package, at once', `${theirs.ms} ms`, `${(theirs.ms / ours.ms).toFixed(1)} × ours`),
    row('  growth of memory', `${theirs.growth} MB`),
    row('read them back in a process of its own', `${read.ms} ms`),
    row('  growth of memory here', `${read.growth} MB`),
  ]
}

async function measured<T>(work: () => Promise<T>): Promise<{ result: T; ms: number; growth: number }> {
  const before = process.memoryUsage.rss()
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  const begun = performance.now()
  const result = await work()
  const ms = Math.round(performance.now() - begun)
  clearInterval(watch)
  peak = Math.max(peak, process.memoryUsage.rss())
  return { result, ms, growth: Math.round((peak - before) / MEGABYTE) }
}

const sheetOf = (size: number) => ({
  title: '捐赠',
  headings: HEADINGS,
  widths: HEADINGS.map(() => 16),
  rows: batches(size),
})

async function* batches(size: number) {
  for (let from = 0; from < size; from += BATCH)
    yield Array.from({ length: Math.min(BATCH, size - from) }, (_each, at) => cellsOf(from + at))
}

const cellsOf = (n: number) => [
  textCell(`ABCD-${n}`),
  textCell('阿勒腾席热镇社区暖心基金'),
  { kind: 'money', number: `${n}.50` } as const,
  { kind: 'day', serial: '46349', text: '2026-11-23' } as const,
  { kind: 'instant', serial: '46349.5', text: '2026-11-23 12:00' } as const,
  textCell('张某某'),
  textCell('微信支付'),
  { kind: 'count', number: String(n) } as const,
]

const DAY = new Date('2026-11-23T00:00:00Z')

const wholeOf = (size: number) =>
  Array.from({ length: size }, (_each, n) => [
    { value: `ABCD-${n}` },
    { value: '阿勒腾席热镇社区暖心基金' },
    { value: n + 0.5, format: '#,##0.00' },
    { value: DAY, format: 'yyyy-mm-dd' },
    { value: DAY, format: 'yyyy-mm-dd hh:mm' },
    { value: '张某某' },
    { value: '微信支付' },
    { value: n },
  ])
