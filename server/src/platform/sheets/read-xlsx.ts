import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { atMost } from '#platform/kit/at-most.ts'
import { type Fault, Faulty } from './unpack.ts'

const CHILD = fileURLToPath(new URL('./xlsx-child.ts', import.meta.url))
/** A workbook of 100,000 rows by eight columns takes about 350 MB and three seconds. */
const MEMORY_MB = 768
const PATIENCE_MS = 60_000

/** Each reading takes its hundreds of megabytes: one after another is soon enough. */
const turn = atMost(1)

export interface XlsxCaps {
  readonly maxRows: number
  readonly maxBytes: number
  /** See {@link sheetText}. */
  readonly keepLong?: boolean
}

/**
 * The first sheet of a workbook, read in a process of its own that may do nothing but read. Rows are handed over as they
 * come, so a large table need not be held here.
 * @throws Faulty, possibly after rows were handed over
 */
export const eachXlsxRow = (content: Buffer, caps: XlsxCaps, take: (row: string[]) => void): Promise<void> =>
  turn(() => inChild(content, caps, take))

async function inChild(content: Buffer, caps: XlsxCaps, take: (row: string[]) => void): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${MEMORY_MB}`,
      ...['--permission', '--allow-fs-read=*', '--allow-worker', '--no-warnings'],
      ...[CHILD, String(caps.maxRows), String(caps.maxBytes), caps.keepLong ? 'long' : 'plain'],
    ],
    // No environment: the server's secret is none of its business.
    { env: {}, stdio: ['pipe', 'pipe', 'ignore'], timeout: PATIENCE_MS, killSignal: 'SIGKILL', windowsHide: true },
  )
  const ended = once(child, 'close')
  // A child that dies while it is being fed is told by what it fails to say.
  child.stdin.on('error', () => {})
  child.stdin.end(content)
  let last: unknown
  for await (const line of createInterface({ input: child.stdout })) {
    last = JSON.parse(line)
    if (Array.isArray(last)) take(last)
  }
  await ended
  if (last === 'done') return
  // Killed by the memory or the patience we give it: too much in any case.
  throw new Faulty((last as { fault?: Fault } | undefined)?.fault ?? 'too_large')
}
