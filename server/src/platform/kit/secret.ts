import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import { chanceBytes } from './chance.ts'

/**
 * Sealing of personal data at rest and keyed hashes to look it up. One interface, so that a module for the national
 * algorithms (SM4, SM3) can stand in its place. Everything derives from SHANJU_SECRET by HKDF, one key per purpose.
 */
export interface Secrets {
  /** Ciphertext of a text; `context` (table.column) is bound to it, so a value copied to another column will not open. */
  seal(text: string, context: string): Buffer
  /** @throws Error when the bytes were altered, sealed under another secret or for another context */
  open(sealed: Buffer, context: string): string
  sealBytes(content: Uint8Array, context: string): Buffer
  openBytes(sealed: Buffer, context: string): Buffer
  /** 32 bytes, equal for equal text and context under one secret; reveals nothing without it. */
  keyedHash(text: string, context: string): Buffer
  /** A derived key of 32 bytes for a library that wants its own (sessions). */
  derive(purpose: string): Buffer
}

const VERSION = 1

export function secretsFrom(secret: string): Secrets {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'shanju/v1', `shanju ${purpose}`, 32))
  // Prepared once: a file of gifts seals three times a row, and preparing a key costs more than using it.
  const sealing = createSecretKey(derive('seal'))
  const hashing = createSecretKey(derive('keyed hash'))
  const sealBytes = (content: Uint8Array, context: string): Buffer => {
    const nonce = chanceBytes(12)
    const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
    cipher.setAAD(Buffer.from(context))
    const body = Buffer.concat([cipher.update(content), cipher.final()])
    return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body])
  }
  const openBytes = (sealed: Buffer, context: string): Buffer => {
    if (sealed[0] !== VERSION || sealed.length < 29) throw new Error('sealed value has an unknown form')
    const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(1, 13))
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(sealed.subarray(13, 29))
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
  }
  return {
    derive,
    sealBytes,
    openBytes,
    seal: (text, context) => sealBytes(Buffer.from(text, 'utf8'), context),
    open: (sealed, context) => openBytes(sealed, context).toString('utf8'),
    keyedHash: (text, context) =>
      createHmac('sha256', hashing)
        .update(`${context}\0${text.normalize('NFKC')}`)
        .digest(),
  }
}
