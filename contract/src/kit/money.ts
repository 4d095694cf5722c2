import { z } from 'zod'

/** Largest sum one record may carry: 10 billion yuan, in fen. Anything above is taken for a typing error. */
export const LARGEST_FEN = 1_000_000_000_000n

/** One spelling per sum: no leading zeros, no minus zero. 18 digits stay within PostgreSQL's bigint. */
const WIRE = /^(0|-?[1-9]\d{0,17})$/

const fenWithin = (allowed: z.ZodBigInt) =>
  z.codec(z.string().regex(WIRE), allowed, {
    decode: (text) => BigInt(text),
    encode: (value) => value.toString(),
  })

/** Signed fen. On the wire a decimal string of whole fen ("1250"), in code a bigint; never a float. */
export const fen = fenWithin(z.bigint()).meta({ description: 'Money in fen (1/100 yuan) as a decimal string' })

/** Fen above zero and not above {@link LARGEST_FEN}. */
export const positiveFen = fenWithin(z.bigint().gt(0n).lte(LARGEST_FEN)).meta({
  description: 'Money in fen above zero, at most 10 billion yuan, as a decimal string',
})

/**
 * Reads yuan as people type them: "12", "12.3", "1,234.50", "￥12.00", "12元", full-width digits.
 * Returns fen, or undefined when the text is no sum, has parts of a fen or more than 16 digits before the point. Sign
 * and zero are the caller's to judge.
 */
export function parseYuan(text: string): bigint | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '')
  const match = /^(-?)(\d{1,3}(?:,\d{3}){1,5}|\d{1,16})(?:\.(\d+))?$/.exec(plain)
  if (!match) return undefined
  const [, sign, whole = '', parts = ''] = match
  if (parts.length > 2 && /[1-9]/.test(parts.slice(2))) return undefined
  const yuan = whole.replaceAll(',', '')
  if (yuan.length > 16) return undefined
  const value = BigInt(yuan) * 100n + BigInt(parts.slice(0, 2).padEnd(2, '0'))
  return sign === '-' ? -value : value
}

/** "1234567" fen → "12,345.67". The one place where money becomes text. */
export function formatYuan(amount: bigint): string {
  const sign = amount < 0n ? '-' : ''
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${whole}.${digits.slice(-2)}`
}

/**
 * Splits a sum by weights so that the parts add up to the sum exactly: each part is rounded toward zero, the fen left
 * over go to the largest remainders, ties to the earlier part. Weights ≥ 0, at least one > 0.
 * @throws RangeError on weights that are negative or all zero
 */
export function splitExactly(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (sum <= 0n || weights.some((w) => w < 0n)) throw new RangeError('weights must be ≥ 0 and not all zero')
  const sign = total < 0n ? -1n : 1n
  const size = total * sign
  const parts = weights.map((w) => (size * w) / sum)
  const byRemainder = weights
    .map((w, index) => ({ index, remainder: (size * w) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  let left = size - parts.reduce((a, b) => a + b, 0n)
  for (const { index } of byRemainder) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    left -= 1n
  }
  return parts.map((part) => part * sign)
}
