import { formatYuan } from '@shanju/contract/kit/money.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/**
 * Facts of an act as the modules wrote them, made readable: sums in yuan; bare ids left out, for the thing itself is
 * linked beside them.
 */
export function readableDetails(
  details: Readonly<Record<string, unknown>>,
): readonly (readonly [name: string, value: string])[] {
  return Object.entries(details).flatMap(([name, value]) => {
    const text = readable(name, value)
    return text === undefined ? [] : [[name.replace(/Fen$/, ''), text] as const]
  })
}

function readable(name: string, value: unknown): string | undefined {
  if (value === null || value === '') return undefined
  if (Array.isArray(value)) {
    const parts = value.map((each) => readable(name, each)).filter((each) => each !== undefined)
    return parts.length > 0 ? parts.join('、') : undefined
  }
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  if (UUID.test(text)) return undefined
  return name.endsWith('Fen') && /^-?\d+$/.test(text) ? `¥${formatYuan(BigInt(text))}` : text
}
