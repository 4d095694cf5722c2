import type { Readable } from 'node:stream'
import { refuse } from '#platform/kit/refusal.ts'

/**
 * Reads an upload into memory. What comes beyond the limit is thrown away as it arrives, so that the sender gets an
 * answer instead of a broken pipe.
 * @throws Refusal platform.sheet_too_large
 */
export async function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += (chunk as Buffer).length
    if (size <= maxBytes) chunks.push(chunk as Buffer)
    else chunks.length = 0
  }
  if (size > maxBytes) throw refuse('platform.sheet_too_large', { megabytes: Math.floor(maxBytes / 1024 / 1024) })
  return Buffer.concat(chunks)
}
