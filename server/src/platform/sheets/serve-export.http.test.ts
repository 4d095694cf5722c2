import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Column, exportOf } from '@shanju/contract/kit/export.ts'
import { pageOf, pageQuery } from '@shanju/contract/kit/page.ts'
import { route } from '@shanju/contract/kit/route.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { listed } from '#platform/pg/cursor.ts'
import { holding, STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { readSheet } from './read-sheet.ts'
import { serveExport } from './serve-export.ts'

/** A list as long as it is asked to be; every thousandth row would run something. */
const numbers = route({
  name: 'platform.numbers',
  method: 'GET',
  path: '/api/v1/platform/numbers',
  access: { action: 'giving.read', list: true },
  summary: 'Numbers',
  query: pageQuery.extend({ count: z.coerce.number(), q: z.string().optional(), fail: z.string().optional() }),
  output: pageOf(z.object({ n: z.number(), text: z.string() })),
})
const columns: Column<{ n: number; text: string }>[] = [
  { key: 'n', kind: 'count', of: (row) => row.n },
  { key: 'text', kind: 'text', personal: true, of: (row) => row.text },
]
const numbersExport = exportOf(numbers, columns)
const numbersServed = serveExport(numbersExport, {
  rows: async (tx, _actor, { query }) => {
    const all = await listed(
      tx,
      sql<{ n: number; text: string }>`
        select n, case when n % 1000 = 0 then '=cmd|n' else '第' || n || '行' end as text
          from generate_series(1, ${query.count}::int) as n order by n`,
      (rows) => rows,
    )
    return query.fail ? { ...all, count: all.count + 1 } : all
  },
  subject: async () => ({ divisions: ['150600'] }),
})
const CAPS = { maxRows: 200_000, maxBytes: 200 * 1024 * 1024 }
const somebody = holding('auditor', { kind: 'division', code: '150600' })

let fresh: FreshDatabase
let api: TestApi
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, [numbersServed])
})
after(async () => {
  await api.close()
  await fresh.close()
})

const ask = (query: Record<string, string>, actor = somebody) => api.askFile(actor, numbersExport, { query })
const trailRows = async () =>
  (await fresh.owner.query(`select * from trail.records where subject_id = 'platform.numbers' order by id`)).rows

test('a list is a workbook: rows, count in the header, an inert text, a page about itself', async () => {
  const answer = await ask({ count: '2500' })
  assert.equal(answer.status, 200)
  assert.equal(answer.headers['x-row-count'], '2500')
  assert.equal(answer.headers['content-length'], String(answer.content.length))
  assert.match(answer.headers['content-type'] ?? '', /spreadsheetml/)
  assert.match(answer.headers['content-disposition'] ?? '', /2026-11-23\.xlsx$/)
  const raw = await import('read-excel-file/node').then((library) => library.default(answer.content))
  assert.equal(raw[0]?.data.length, 2501)
  assert.deepEqual(raw[0]?.data[1000], [1000, "'=cmd|n"])
  assert.ok(raw[1]?.data.some((row) => row.includes('2500')))
})

test('CSV has its mark, line ends and inert texts, and as many rows', async () => {
  const { content, headers } = await ask({ count: '1001', format: 'csv' })
  assert.equal(headers['content-type'], 'text/csv; charset=utf-8')
  const text = content.toString('utf8')
  assert.equal(text.charCodeAt(0), 0xfeff)
  const lines = text.trimEnd().split('\r\n')
  assert.deepEqual([lines.length, lines[1], lines[1000]], [1002, '1,第1行', "1000,'=cmd|n"])
  assert.equal(headers['x-row-count'], '1001')
})

test('100,000 rows are a workbook; one more is CSV whatever was asked', async () => {
  const whole = await ask({ count: '100000' })
  assert.deepEqual([whole.headers['x-row-count'], whole.content.subarray(0, 2).toString()], ['100000', 'PK'])
  assert.equal((await readSheet(whole.content, CAPS)).length, 100_001)
  const more = await ask({ count: '100001', format: 'xlsx' })
  assert.equal(more.headers['content-type'], 'text/csv; charset=utf-8')
  assert.match(more.headers['content-disposition'] ?? '', /\.csv$/)
  assert.equal(more.content.toString().trimEnd().split('\r\n').length, 100_002)
})

test('each export leaves one trail row: what, how many, which filters, whose names; never the words looked for', async () => {
  const before = (await trailRows()).length
  await ask({ count: '3', q: '张三', format: 'csv' })
  const [row, ...none] = (await trailRows()).slice(before)
  assert.equal(none.length, 0)
  assert.deepEqual([row.action, row.subject_kind, row.divisions], ['platform.export', 'list', ['150600']])
  assert.deepEqual(row.details, { format: 'csv', rows: 3, filters: { count: 3, q: true }, personal: ['text'] })
})

test('a file that would lack rows is no file, and leaves no trail of having been given', async () => {
  const before = (await trailRows()).length
  const answer = await ask({ count: '5', fail: 'yes' })
  assert.equal(answer.status, 500)
  assert.equal((await trailRows()).length, before)
})

test('whoever may not see the list gets no file of it; pages are no part of an export', async () => {
  assert.equal((await ask({ count: '1' }, STRANGER)).status, 403)
  assert.equal((await ask({ count: '1', format: 'pdf' })).status, 422)
  assert.equal((await ask({ count: '30', page: '2', pageSize: '10' })).headers['x-row-count'], '30')
})

test('many exports at once are all answered, a few at a time', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => ask({ count: String(at * 100) })))
  assert.deepEqual(
    answers.map((answer) => answer.headers['x-row-count']),
    answers.map((_, at) => String(at * 100)),
  )
})
