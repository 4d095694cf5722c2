// The twisted Edwards curve of RFC 8032 section 5.1: -x² + y² = 1 + d·x²·y² over 2^255 - 19.
// Verification handles public values only, so nothing here needs to run in constant time.

const P = 2n ** 255n - 19n
const D = mod(-121665n * power(121666n, P - 2n))
const TWO_D = mod(2n * D)
const SQRT_MINUS_ONE = power(2n, (P - 1n) / 4n)

/** Order of the base point (RFC 8032, table 1: L). */
export const GROUP_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n

/** Extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. */
interface Point {
  readonly x: bigint
  readonly y: bigint
  readonly z: bigint
  readonly t: bigint
}

const ZERO: Point = { x: 0n, y: 1n, z: 1n, t: 0n }

/** The base point B: y = 4/5 with even x. */
export const BASE: Point = fromAffineY(mod(4n * power(5n, P - 2n)), 0n) ?? ZERO

/**
 * The point with this encoding (RFC 8032, section 5.1.3), or undefined when there is none. Stricter than some
 * libraries: y must be below p and a zero x must carry a zero sign, so that one point has one spelling.
 */
export function decodePoint(bytes: Uint8Array): Point | undefined {
  const value = littleEndian(bytes)
  const y = value & ((1n << 255n) - 1n)
  return y < P ? fromAffineY(y, value >> 255n) : undefined
}

/** The one encoding of a point: y, with the lowest bit of x on top. */
export function encodePoint(point: Point): Uint8Array {
  const inverse = power(point.z, P - 2n)
  let value = mod(point.y * inverse) | ((mod(point.x * inverse) & 1n) << 255n)
  const out = new Uint8Array(32)
  for (let i = 0; i < 32; i++) {
    out[i] = Number(value & 255n)
    value >>= 8n
  }
  return out
}

/** True for the eight points whose order divides the cofactor 8: as public keys they would accept any message. */
export function hasSmallOrder(point: Point): boolean {
  const eight = double(double(double(point)))
  return eight.x === 0n && eight.y === eight.z
}

export function negate(point: Point): Point {
  return { x: mod(-point.x), y: point.y, z: point.z, t: mod(-point.t) }
}

export function littleEndian(bytes: Uint8Array): bigint {
  let hex = ''
  for (let i = bytes.length - 1; i >= 0; i--) hex += (bytes[i] ?? 0).toString(16).padStart(2, '0')
  return BigInt(`0x${hex || '0'}`)
}

/** a·P + b·Q, both walked at once so the doublings are shared. */
export function combine(a: bigint, p: OddMultiples, b: bigint, q: OddMultiples): Point {
  const digitsA = signedDigits(a, p.width)
  const digitsB = signedDigits(b, q.width)
  let sum = ZERO
  for (let i = Math.max(digitsA.length, digitsB.length) - 1; i >= 0; i--) {
    sum = double(sum)
    sum = addMultiple(sum, p, digitsA[i] ?? 0)
    sum = addMultiple(sum, q, digitsB[i] ?? 0)
  }
  return sum
}

/** P, 3P, 5P … (2^(width-1) - 1)P. */
export interface OddMultiples {
  readonly width: number
  readonly points: readonly Point[]
}

export function oddMultiples(point: Point, width: number): OddMultiples {
  const twice = double(point)
  const points = [point]
  for (let last = point; points.length < 2 ** (width - 2); points.push(last)) last = add(last, twice)
  return { width, points }
}

/** Signed odd digits, lowest first, at most one non-zero in any `width` neighbours. */
function signedDigits(scalar: bigint, width: number): number[] {
  const digits: number[] = []
  const window = 1n << BigInt(width)
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    let digit = 0n
    if (rest & 1n) {
      digit = rest & (window - 1n)
      if (digit >= window >> 1n) digit -= window
      rest -= digit
    }
    digits.push(Number(digit))
  }
  return digits
}

function addMultiple(sum: Point, table: OddMultiples, digit: number): Point {
  if (digit === 0) return sum
  const point = table.points[(Math.abs(digit) - 1) / 2] ?? ZERO
  return add(sum, digit < 0 ? negate(point) : point)
}

/** RFC 8032, section 5.1.4. */
function add(p: Point, q: Point): Point {
  const a = mod((p.y - p.x) * (q.y - q.x))
  const b = mod((p.y + p.x) * (q.y + q.x))
  const c = mod(mod(p.t * TWO_D) * q.t)
  const d = mod(2n * p.z * q.z)
  const e = b - a
  const f = d - c
  const g = d + c
  const h = b + a
  return { x: mod(e * f), y: mod(g * h), t: mod(e * h), z: mod(f * g) }
}

/** RFC 8032, section 5.1.4. */
function double(p: Point): Point {
  const a = mod(p.x * p.x)
  const b = mod(p.y * p.y)
  const c = 2n * p.z * p.z
  const h = a + b
  const sum = p.x + p.y
  const e = h - mod(sum * sum)
  const g = a - b
  const f = mod(c + g)
  return { x: mod(e * f), y: mod(g * h), t: mod(e * h), z: mod(f * g) }
}

/** RFC 8032, section 5.1.3, steps 2 to 4: x from y by one exponentiation. */
function fromAffineY(y: bigint, sign: bigint): Point | undefined {
  const yy = mod(y * y)
  const u = mod(yy - 1n)
  const v = mod(D * yy + 1n)
  const v3 = mod(mod(v * v) * v)
  let x = mod(mod(u * v3) * power(mod(u * mod(mod(v3 * v3) * v)), (P - 5n) / 8n))
  const check = mod(v * mod(x * x))
  if (check !== u) {
    if (check !== mod(-u)) return undefined
    x = mod(x * SQRT_MINUS_ONE)
  }
  if (x === 0n && sign === 1n) return undefined
  if ((x & 1n) !== sign) x = P - x
  return { x, y, z: 1n, t: mod(x * y) }
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = mod(base)
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * square)
    square = mod(square * square)
  }
  return result
}

function mod(value: bigint): bigint {
  const rest = value % P
  return rest < 0n ? rest + P : rest
}
