import { CUBE_ROOTS, SQUARE_ROOTS } from './sha2-constants.ts'

// Each 64-bit word is two signed 32-bit halves at 2i (high) and 2i + 1 (low): BigInt would cost more than the curve itself.
const START = halves(SQUARE_ROOTS)
const ROUND = halves(CUBE_ROOTS)

/** SHA-512 (FIPS 180-4, section 6.4). Needed only inside Ed25519; inputs up to 2^50 bytes. */
export function sha512(data: Uint8Array): Uint8Array {
  const blocks = Math.floor((data.length + 16) / 128) + 1
  const padded = new Uint8Array(blocks * 128)
  padded.set(data)
  padded[data.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(data.length / 0x20000000))
  view.setUint32(padded.length - 4, data.length << 3)
  const state = START.slice()
  const w = new Int32Array(160)
  for (let at = 0; at < padded.length; at += 128) compress(state, w, view, at)
  const out = new Uint8Array(64)
  const outView = new DataView(out.buffer)
  for (const [i, half] of state.entries()) outView.setInt32(4 * i, half)
  return out
}

function halves(words: readonly bigint[]): Int32Array {
  return Int32Array.from(words.flatMap((w) => [Number(BigInt.asIntN(32, w >> 32n)), Number(BigInt.asIntN(32, w))]))
}

function compress(state: Int32Array, w: Int32Array, view: DataView, at: number): void {
  for (let i = 0; i < 32; i++) w[i] = view.getInt32(at + 4 * i)
  for (let t = 16; t < 80; t++) {
    const xh = half(w, 2 * (t - 15))
    const xl = half(w, 2 * (t - 15) + 1)
    const yh = half(w, 2 * (t - 2))
    const yl = half(w, 2 * (t - 2) + 1)
    const s0h = rotateHigh(xh, xl, 1) ^ rotateHigh(xh, xl, 8) ^ (xh >>> 7)
    const s0l = rotateLow(xh, xl, 1) ^ rotateLow(xh, xl, 8) ^ ((xl >>> 7) | (xh << 25))
    const s1h = rotateHigh(yh, yl, 19) ^ rotateHigh(yl, yh, 29) ^ (yh >>> 6)
    const s1l = rotateLow(yh, yl, 19) ^ rotateLow(yl, yh, 29) ^ ((yl >>> 6) | (yh << 26))
    const low = (s0l >>> 0) + (s1l >>> 0) + (half(w, 2 * t - 13) >>> 0) + (half(w, 2 * t - 31) >>> 0)
    w[2 * t] = (s0h + s1h + half(w, 2 * t - 14) + half(w, 2 * t - 32) + carry(low)) | 0
    w[2 * t + 1] = low | 0
  }
  const v = state.slice()
  for (let t = 0; t < 80; t++) {
    const eh = half(v, 8)
    const el = half(v, 9)
    const b1h = rotateHigh(eh, el, 14) ^ rotateHigh(eh, el, 18) ^ rotateHigh(el, eh, 9)
    const b1l = rotateLow(eh, el, 14) ^ rotateLow(eh, el, 18) ^ rotateLow(el, eh, 9)
    const chh = (eh & half(v, 10)) ^ (~eh & half(v, 12))
    const chl = (el & half(v, 11)) ^ (~el & half(v, 13))
    const wl = (half(ROUND, 2 * t + 1) >>> 0) + (half(w, 2 * t + 1) >>> 0)
    const oneLow = (half(v, 15) >>> 0) + (b1l >>> 0) + (chl >>> 0) + wl
    const oneHigh = (half(v, 14) + b1h + chh + half(ROUND, 2 * t) + half(w, 2 * t) + carry(oneLow)) | 0
    const ah = half(v, 0)
    const al = half(v, 1)
    const b0h = rotateHigh(ah, al, 28) ^ rotateHigh(al, ah, 2) ^ rotateHigh(al, ah, 7)
    const b0l = rotateLow(ah, al, 28) ^ rotateLow(al, ah, 2) ^ rotateLow(al, ah, 7)
    const mah = (ah & half(v, 2)) ^ (ah & half(v, 4)) ^ (half(v, 2) & half(v, 4))
    const mal = (al & half(v, 3)) ^ (al & half(v, 5)) ^ (half(v, 3) & half(v, 5))
    const eLow = (half(v, 7) >>> 0) + ((oneLow | 0) >>> 0)
    const eHigh = (half(v, 6) + oneHigh + carry(eLow)) | 0
    const aLow = ((oneLow | 0) >>> 0) + (b0l >>> 0) + (mal >>> 0)
    const aHigh = (oneHigh + b0h + mah + carry(aLow)) | 0
    v.copyWithin(2, 0, 14)
    v[8] = eHigh
    v[9] = eLow | 0
    v[0] = aHigh
    v[1] = aLow | 0
  }
  for (let i = 0; i < 16; i += 2) {
    const low = (half(state, i + 1) >>> 0) + (half(v, i + 1) >>> 0)
    state[i] = (half(state, i) + half(v, i) + carry(low)) | 0
    state[i + 1] = low | 0
  }
}

/** High half of the 64-bit word (high, low) turned right by n < 32; for n + 32 the caller swaps the halves. */
function rotateHigh(high: number, low: number, n: number): number {
  return (high >>> n) | (low << (32 - n))
}

function rotateLow(high: number, low: number, n: number): number {
  return (low >>> n) | (high << (32 - n))
}

function carry(sum: number): number {
  return Math.floor(sum / 0x100000000)
}

/** Index known to be in range: the fallback only satisfies the type. */
function half(words: Int32Array, index: number): number {
  return words[index] ?? 0
}
