import { CUBE_ROOTS, SQUARE_ROOTS } from './sha2-constants.ts'

/**
 * SHA-256 of the whole input, as a new array. Handed in everywhere, so Node can use its faster native one. It must not
 * keep its input, which callers reuse.
 */
export type Sha256 = (data: Uint8Array) => Uint8Array

const START = Int32Array.from(SQUARE_ROOTS, (root) => Number(BigInt.asIntN(32, root >> 32n)))
const ROUND = Int32Array.from(CUBE_ROOTS.slice(0, 64), (root) => Number(BigInt.asIntN(32, root >> 32n)))

// Working space kept between calls: allocating it anew would cost as much as hashing a tree node.
const state = new Int32Array(8)
const w = new Int32Array(64)
const tail = new Uint8Array(128)
const tailView = new DataView(tail.buffer)

/** SHA-256 (FIPS 180-4, section 6.2) in plain JavaScript: synchronous, for places whose own is asynchronous or missing. */
export function sha256(data: Uint8Array): Uint8Array {
  state.set(START)
  const whole = data.length - (data.length % 64)
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  for (let at = 0; at < whole; at += 64) compress(view, at)
  const rest = data.length - whole
  const end = rest < 56 ? 64 : 128
  tail.fill(0)
  for (let i = 0; i < rest; i++) tail[i] = data[whole + i] ?? 0
  tail[rest] = 0x80
  tailView.setUint32(end - 8, Math.floor(data.length / 0x20000000))
  tailView.setUint32(end - 4, data.length << 3)
  for (let at = 0; at < end; at += 64) compress(tailView, at)
  const out = new Uint8Array(32)
  for (let i = 0; i < 32; i++) out[i] = word(state, i >> 2) >>> (24 - 8 * (i & 3))
  return out
}

function compress(view: DataView, at: number): void {
  for (let t = 0; t < 16; t++) w[t] = view.getInt32(at + 4 * t)
  for (let t = 16; t < 64; t++) {
    const x = word(w, t - 15)
    const y = word(w, t - 2)
    const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    w[t] = (small1 + word(w, t - 7) + small0 + word(w, t - 16)) | 0
  }
  let a = word(state, 0)
  let b = word(state, 1)
  let c = word(state, 2)
  let d = word(state, 3)
  let e = word(state, 4)
  let f = word(state, 5)
  let g = word(state, 6)
  let h = word(state, 7)
  for (let t = 0; t < 64; t++) {
    const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const one = (h + big1 + ((e & f) ^ (~e & g)) + word(ROUND, t) + word(w, t)) | 0
    const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const two = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  state[0] = word(state, 0) + a
  state[1] = word(state, 1) + b
  state[2] = word(state, 2) + c
  state[3] = word(state, 3) + d
  state[4] = word(state, 4) + e
  state[5] = word(state, 5) + f
  state[6] = word(state, 6) + g
  state[7] = word(state, 7) + h
}

/** Index known to be in range: the fallback only satisfies the type. */
function word(words: Int32Array, index: number): number {
  return words[index] ?? 0
}
