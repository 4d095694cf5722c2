import { toBase64 } from '@shanju/contract/transparency/base64.ts'
import { sha256 } from '@shanju/contract/transparency/sha256.ts'
import { NOW } from './fake-city.ts'

const bytes = (n: number): Uint8Array => new Uint8Array(n).map((_zero, i) => (i * 37 + 11) % 256)
const VKEY = 'charity.example.org/log+358ed0d8+AYQGw8QtgcpNkb5158DJbh0oBO/H8QxLIOew7jDCTMG8'

export const LOG = {
  origin: 'charity.example.org/log',
  vkey: VKEY,
  openedAt: NOW,
  head: { size: 5042, root: toBase64(sha256(bytes(3))), signedAt: NOW },
  quorum: { have: 1, need: 2, size: 5040, at: NOW },
  witnesses: [
    { title: '东胜区民政局', vkey: VKEY, mlDsaVkey: null, state: 'fresh', size: 5042, cosignedAt: NOW },
    { title: '审计机构', vkey: VKEY, mlDsaVkey: null, state: 'late', size: 5040, cosignedAt: NOW },
  ],
  earlier: [{ origin: 'charity.example.org/log', size: 12, closedAt: NOW }],
}

/** Codes that begin with 2 wait; the rest are proven. */
export const proofOfGift = (publicId: string) =>
  publicId.startsWith('2')
    ? { state: 'pending', place: null, erasedAt: null, receipt: null }
    : {
        state: 'witnessed',
        place: { origin: LOG.origin, index: 17, size: 5042, signedAt: NOW, witnesses: { have: 2, need: 2 } },
        erasedAt: null,
        receipt: Buffer.from(bytes(1200)).toString('base64url'),
      }
