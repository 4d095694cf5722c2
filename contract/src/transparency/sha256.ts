import { CUBE_ROOTS, SQUARE_ROOTS } from './sha2-constants.ts'

/** SHA-256 of the whole input. Handed in everywhere, so Node can use its faster native one. */
export type Sha256 = (data: Uint8Array) => Uint8Array

const START = Int32Array.from(SQUARE_ROOTS, (root) => Number(BigInt.asIntN(32, root >> 32n)))
const ROUND = Int32Array.from(CUBE_ROOTS.slice(0, 64), (root) => Number(BigInt.asIntN(32, root >> 32n)))

/** SHA-256 (FIPS 180-4, section 6.2) in plain JavaScript: synchronous, for places whose own is asynchronous or missing. */
export function sha256(data: Uint8Array): Uint8Array {
  const blocks = Math.floor((data.length + 8) / 64) + 1
  const padded = new Uint8Array(blocks * 64)
  padded.set(data)
  padded[data.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(data.length / 0x20000000))
  view.setUint32(padded.length - 4, data.length << 3)
  const state = START.slice()
  const w = new Int32Array(64)
  for (let at = 0; at < padded.length; at += 64) compress(state, w, view, at)
  const out = new Uint8Array(32)
  const outView = new DataView(out.buffer)
  for (const [i, word] of state.entries()) outView.setInt32(4 * i, word)
  return out
}

function compress(state: Int32Array, w: Int32Array, view: DataView, at: number): void {
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
  for (const [i, v] of [a, b, c, d, e, f, g, h].entries()) state[i] = (word(state, i) + v) | 0
}

/** Index known to be in range: the fallback only satisfies the type. */
function word(words: Int32Array, index: number): number {
  return words[index] ?? 0
}
