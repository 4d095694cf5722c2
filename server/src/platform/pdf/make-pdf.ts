import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buffer, text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { atMost } from '#platform/kit/at-most.ts'

export const PDF_TYPE = 'application/pdf'

const CHILD = fileURLToPath(new URL('./pdf-child.ts', import.meta.url))
/** A form takes a third of a second, most of it to start; a thousand vouchers a few seconds. */
const PATIENCE_MS = 60_000

/** Documents set at once: each takes a processor for its time and some 150 MB. */
const turn = atMost(2)

/**
 * A PDF set by Typst in a process of its own, so that the server goes on meanwhile and a fault of the compiler ends there.
 * @param template a `.typ` file below `server/src/`; it imports `/platform/pdf/paper.typ`, which hands it `data`
 * @param data what the template shows, as JSON: sums and days are texts already, `bigint` is refused
 * @throws Error with the compiler's words when the template does not compile: a defect of ours
 */
export const makePdf = (template: URL, data: unknown): Promise<Buffer> =>
  turn(() => inChild(fileURLToPath(template), JSON.stringify(data)))

async function inChild(template: string, data: string): Promise<Buffer> {
  const child = spawn(process.execPath, ['--no-warnings', CHILD, template], {
    // No environment: the server's secret is none of its business.
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
    windowsHide: true,
  })
  const ended = once(child, 'close')
  // A child that dies while it is being fed is told by how it ends.
  child.stdin.on('error', () => {})
  child.stdin.end(data)
  const [pdf, said] = await Promise.all([buffer(child.stdout), text(child.stderr)])
  const [code] = await ended
  if (code !== 0) throw new Error(`${template} gave no PDF: ${said.slice(0, 2000) || 'killed'}`)
  return pdf
}
