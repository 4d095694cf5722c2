import { refuse } from '#platform/kit/refusal.ts'

const MEGABYTE = 1024 * 1024
/** The most one file may hold; larger ones are refused with this number in the sentence. */
export const LARGEST_FILE = 20 * MEGABYTE

/** What a sealed file may be: sealing adds 29 bytes, and people are told a round number below what a blob holds. */
export const LARGEST_SEALED = (LARGEST_FILE / MEGABYTE - 1) * MEGABYTE

/**
 * Reads an upload into memory. What comes beyond the limit is thrown away as it arrives, so that the sender gets an answer
 * instead of a broken pipe.
 * @param most bytes
 * @param tooLarge code of the refusal, whose sentence names `megabytes`
 * @throws Refusal of that code
 */
export async function readWhole(body: AsyncIterable<Buffer>, most: number, tooLarge: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size <= most) chunks.push(chunk)
    else chunks.length = 0
  }
  if (size > most) throw refuse(tooLarge, { megabytes: Math.floor(most / MEGABYTE) })
  return Buffer.concat(chunks)
}
