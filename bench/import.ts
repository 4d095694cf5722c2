import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { routes } from '@shanju/contract/giving/routes.ts'
import type { GiftImport } from '@shanju/contract/giving/shapes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { workbook } from '../server/src/platform/sheets/index.ts'
import { startServer } from '../server/test/support/child-server.ts'
import { newDataDir } from '../server/test/support/data-dir.ts'
import { giftFile } from '../server/test/support/gift-file.ts'
import { firstAdministrator, hostWithFunds, type Remote } from '../server/test/support/remote.ts'
import type { Row } from './log-pure.ts'

const PLACES = Array.from({ length: 8 }, (_each, index) => `15060200${1 + index}`)
const WARM_UP_ROWS = 5_000
const MEGABYTE = 1024 * 1024

/**
 * Checks and loads a file of gifts through the whole product: a server of its own with its private PostgreSQL, fsync
 * on, driven over the network. Growth is the server process's resident memory over what it held after a smaller file.
 */
export async function benchImport(size = 100_000): Promise<Row[]> {
  const data = await newDataDir('bench', { on: 'disk' })
  const server = await startServer(data.path)
  try {
    const admin = await firstAdministrator(server.url, server.firstLink)
    const { hostId } = await hostWithFunds(admin, 1, PLACES)
    await load(admin, hostId, { rows: WARM_UP_ROWS, prefix: 'W' })
    await setTimeout(1_000)
    const memory = watchMemory(server.pid)
    const { checking, loading } = await load(admin, hostId, { rows: size, prefix: 'R' })
    const { before, peak } = memory.stop()
    const total = checking + loading
    const bookMemory = watchMemory(server.pid)
    const book = await workbookOf({ rows: size, prefix: 'X' })
    const asBook = await upload(admin, hostId, { rows: size, fileName: 'gifts.xlsx', body: new Blob([book]).stream() })
    const { before: bookBefore, peak: bookPeak } = bookMemory.stop()
    return [
      row(`upload and check ${size} rows`, `${checking.toFixed(1)} s`, ''),
      row(`load ${size} rows`, `${loading.toFixed(1)} s`, ''),
      row('both', `${total.toFixed(1)} s`, '< 60 s for 100,000'),
      row('rows a second, both', `${Math.round(size / total)}`, ''),
      row('resident memory before', `${Math.round(before / MEGABYTE)} MB`, ''),
      row('growth at its peak', `${Math.round((peak - before) / MEGABYTE)} MB`, '< 150 MB'),
      row(`the same as XLSX: ${size} rows`, `${(book.length / MEGABYTE).toFixed(1)} MB`, '≤ 20 MB'),
      row('upload and check the XLSX', `${asBook.checking.toFixed(1)} s`, ''),
      row('both, as XLSX', `${(asBook.checking + asBook.loading).toFixed(1)} s`, '< 60 s for 100,000'),
      row('growth of the server, as XLSX', `${Math.round((bookPeak - bookBefore) / MEGABYTE)} MB`, '< 150 MB'),
    ]
  } finally {
    await server.end('SIGTERM')
    await data.remove()
  }
}

function load(admin: Remote, hostId: string, { rows, prefix }: { rows: number; prefix: string }) {
  const body = Readable.toWeb(Readable.from(giftFile({ rows, prefix, places: PLACES }))) as ReadableStream
  return upload(admin, hostId, { rows, fileName: 'gifts.csv', body })
}

/** The same rows as a workbook, as spreadsheet programs keep them. */
async function workbookOf({ rows, prefix }: { rows: number; prefix: string }): Promise<Buffer<ArrayBuffer>> {
  const [headings = [], ...cells] = [...giftFile({ rows, prefix, places: PLACES })]
    .join('')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  const made = workbook([{ title: 'gifts', headings, widths: headings.map(() => 16), rows: cells }])
  return Buffer.concat(await made.toArray())
}

interface Sent {
  readonly rows: number
  readonly fileName: string
  readonly body: ReadableStream
}

async function upload(admin: Remote, hostId: string, { rows, fileName, body }: Sent) {
  const started = performance.now()
  const { id } = await admin.call(routes.upload, { query: { hostId, fileName }, body })
  const wire = showId('import', id)
  await until(admin, wire, 'checked', rows)
  const checked = performance.now()
  await admin.call(routes.load, { params: { id: wire }, body: { goodRowsOnly: false } })
  await until(admin, wire, 'loaded', rows)
  return { checking: (checked - started) / 1000, loading: (performance.now() - checked) / 1000 }
}

/** A benchmark of something that does not work would be worthless, so the counts are looked at. */
async function until(admin: Remote, id: string, state: GiftImport['state'], rows: number): Promise<void> {
  for (;;) {
    const found = await admin.call(routes.getImport, { params: { id } })
    if (found.state === state) {
      if (found.goodCount !== rows) throw new Error(`${found.goodCount} of ${rows} rows are good`)
      return
    }
    if (found.state === 'failed') throw new Error(`the file failed: ${found.problem}`)
    await setTimeout(200)
  }
}

/** Resident memory of a process, looked at often; Linux only, like the machines this runs on. */
function watchMemory(pid: number): { stop(): { before: number; peak: number } } {
  const resident = (): number => {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes) * 1024
  }
  const before = resident()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, resident())
  }, 50)
  return {
    stop() {
      clearInterval(timer)
      return { before, peak: Math.max(peak, resident()) }
    },
  }
}

const row = (what: string, value: string, bar: string): Row => ({ what, value, bar })
