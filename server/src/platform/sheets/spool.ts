import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline, type Readable } from 'node:stream'

/** A file that was made whole before its first byte is sent. */
export interface Spool {
  readonly bytes: number
  /** Reads it once; closing the stream, at whatever point, gives the space back. */
  read(): Readable
  discard(): Promise<void>
}

/**
 * Lays a file down on disk as it is made. A reader on a slow line then keeps neither a database connection nor a
 * snapshot open, and whatever goes wrong does so before anything was sent. Lists may name people, so what lies on disk
 * is encrypted under a key that only this process has; the name is taken off at once, so nothing stays behind a crash.
 */
export async function spool(chunks: AsyncIterable<Buffer>): Promise<Spool> {
  const path = join(tmpdir(), `shanju-${randomBytes(12).toString('hex')}`)
  const file = await open(path, 'wx+', 0o600)
  const [key, nonce] = [randomBytes(32), randomBytes(16)]
  try {
    await unlink(path)
    const cipher = createCipheriv('aes-256-ctr', key, nonce)
    let bytes = 0
    for await (const chunk of chunks) {
      await writeAll(file, cipher.update(chunk))
      bytes += chunk.length
    }
    return {
      bytes,
      read: () => {
        const plain = createDecipheriv('aes-256-ctr', key, nonce)
        // Whoever reads `plain` gets the error; the file is closed either way.
        return pipeline(file.createReadStream({ start: 0 }), plain, () => {})
      },
      discard: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** One write may take less than it is given. */
async function writeAll(file: FileHandle, content: Buffer): Promise<void> {
  for (let at = 0; at < content.length; ) {
    const { bytesWritten } = await file.write(content, at)
    at += bytesWritten
  }
}
