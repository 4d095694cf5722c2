import type { Job } from '#platform/jobs/worker.ts'
import { type Ask, gatherCosignatures } from './actions/gather-cosignatures.ts'

const PATIENCE_MS = 10_000
/** Two lines of ML-DSA fit many times over. */
const MOST_BYTES = 64 * 1024

const overHttp: Ask = async (url, body) => {
  const response = await fetch(url, {
    method: 'POST',
    body: body as Uint8Array<ArrayBuffer>,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const text = await response.text()
  return { status: response.status, body: text.slice(0, MOST_BYTES) }
}

const gather: Job = {
  name: 'transparency.gather',
  run: (context) => gatherCosignatures(context.database, context.jobId, overHttp),
}

export const jobs = [gather] as const
/** Every minute: a receipt is witnessed soon after it is printed. */
export const schedule = [{ task: gather.name, match: '* * * * *' }] as const
