import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** The secret is there but cannot be what was written; the message says what to do. */
export class DamagedSecret extends Error {}

/**
 * The secret kept in `dataDir`, made on the first start; readable by its owner only.
 * @throws DamagedSecret, or the error of the file system
 */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true })
  const kept = read(file)
  if (kept === undefined) make(file)
  else closeToOthers(file)
  const secret = kept ?? read(file) ?? ''
  // Ours is 64 hexadecimal digits, and fewer are a part of one; somebody's own may be any line of 32 or more.
  const cut = /^[0-9a-f]*$/.test(secret) && secret.length !== 64
  if (cut || secret.length < 32 || /[\r\n\0]/.test(secret)) {
    throw new DamagedSecret(
      `The secret in ${file} is damaged. Restore it from your backup: without it sealed names cannot be read.`,
    )
  }
  return secret
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A copy or a restored backup may have opened it. One that is not ours to change was put there by whoever runs us. */
function closeToOthers(file: string): void {
  if ((statSync(file).mode & 0o077) === 0) return
  try {
    chmodSync(file, 0o600)
  } catch {}
}

/**
 * Written in full and to the disk under another name, then linked to its own: two first starts agree on the one that
 * came first, and neither a kill nor a power cut leaves half a secret.
 */
function make(file: string): void {
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`
  const opened = openSync(draft, 'wx', 0o600)
  try {
    writeSync(opened, `${randomBytes(32).toString('hex')}\n`)
    fsyncSync(opened)
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    closeSync(opened)
    rmSync(draft, { force: true })
  }
}
