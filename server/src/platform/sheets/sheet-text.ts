/** A number as its digits stand in the file: texts that look like numbers (007, a credit code) stay what they are. */
export class Digits {
  readonly digits: string

  constructor(digits: string) {
    this.digits = digits
  }
}

/**
 * A cell of a workbook as the text a person sees in it. Numbers come as their digits in the file, which may carry the
 * noise of binary arithmetic (12.340000000000002): programs show fifteen significant digits, and so do we, without
 * exponents. Days become 2026-11-23; with a time of day, 2026-11-23 14:05:00.
 * @param keepLong numbers of more than fifteen digits keep their exponent: an order number that a program rounded must
 *   not look like one it did not
 */
export function sheetText(value: unknown, keepLong = false): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateText(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (!(value instanceof Digits)) return String(value)
  const number = Number(value.digits)
  return keepLong && Math.abs(number) >= 1e15 ? number.toExponential().toUpperCase() : numberText(value.digits)
}

const PLAIN = /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/

function numberText(text: string): string {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '')
  if (PLAIN.test(text) && digits.length <= 15) return text
  const number = Number(text)
  return Number.isFinite(number) ? expanded(number.toPrecision(15)) : text
}

/** "1.23e+17" → "123000000000000000". */
function expanded(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text)
  if (!match) return text
  const [, sign = '', whole = '', parts = '', exponent = '0'] = match
  const point = whole.length + Number(exponent)
  const digits = (whole + parts).padEnd(point, '0')
  const before = point > 0 ? digits.slice(0, point) : '0'
  const after = (point > 0 ? digits.slice(point) : digits.padStart(digits.length - point, '0')).replace(/0+$/, '')
  return sign + before + (after ? `.${after}` : '')
}

function dateText(at: Date): string {
  if (Number.isNaN(at.getTime())) return ''
  // Binary fractions of a day fall a few milliseconds short of the second they mean.
  const text = new Date(Math.round(at.getTime() / 1000) * 1000).toISOString()
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ')
}
