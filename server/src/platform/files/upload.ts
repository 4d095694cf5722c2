import { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { refuse } from '#platform/kit/refusal.ts'

const MEGABYTE = 1024 * 1024
/** The most one file may hold; larger ones are refused with this number in the sentence. */
export const LARGEST_FILE = 20 * MEGABYTE

/** What a sealed file may be: sealing adds 29 bytes, and people are told a round number below what a blob holds. */
export const LARGEST_SEALED = (LARGEST_FILE / MEGABYTE - 1) * MEGABYTE

/**
 * Reads an upload into memory. One that says it is longer than it may be is refused before its first byte, any other as
 * soon as it is: what comes after that is not read here. The connection stays, so that the sender gets the answer.
 * @param most bytes
 * @param tooLarge code of the refusal, whose sentence names `megabytes`
 * @throws Refusal of that code
 */
export async function readWhole(body: Readable, most: number, tooLarge: string): Promise<Buffer> {
  const refusal = () => refuse(tooLarge, { megabytes: Math.floor(most / MEGABYTE) })
  if (body instanceof IncomingMessage && Number(body.headers['content-length'] ?? 0) > most) throw refusal()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > most) throw refusal()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
