import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { BackupError } from './manifest.ts'

const MARK = 'shanju-secret-1'
/** About 0.1 s and 64 MB for each guess at the passphrase. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }

/** The platform's secret under a passphrase: one line of text, of use to nobody without the passphrase. */
export function lockSecret(secret: string, passphrase: string): string {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase.normalize('NFKC'), salt, 32, COST), nonce)
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return [MARK, ...[salt, nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join(' ')
}

/** @throws BackupError on another passphrase or an altered line */
export function unlockSecret(locked: string, passphrase: string): string {
  const [mark, ...parts] = locked.trim().split(' ')
  const [salt, nonce, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (mark !== MARK || !salt || !nonce || !tag || !body) throw new BackupError('The secret in this backup is damaged.')
  const decipher = createDecipheriv('aes-256-gcm', scryptSync(passphrase.normalize('NFKC'), salt, 32, COST), nonce)
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    throw new BackupError('The passphrase is not the one this backup was made with.')
  }
}
