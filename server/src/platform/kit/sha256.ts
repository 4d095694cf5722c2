import { hash } from 'node:crypto'

/** By way of text: small buffers made outside JavaScript are dear, and the log hashes a dozen times a gift. */
export const sha256 = (data: Uint8Array): Uint8Array => Buffer.from(hash('sha256', data, 'binary'), 'binary')
