import { formatYuan } from '@shanju/contract/kit/money.ts'

const UUID = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g

/** How facts are told to this reader: a name's word and a value's word, each undefined where there is none. */
export interface Telling {
  readonly nameOf: (name: string) => string | undefined
  readonly valueOf: (name: string, value: string) => string | undefined
  readonly comma: string
}

/**
 * Facts of an act as the modules wrote them, made readable: sums in yuan, known names and values in words; bare ids
 * left out, for the thing itself is linked beside them.
 */
export function readableDetails(
  details: Readonly<Record<string, unknown>>,
  telling: Telling,
): readonly (readonly [name: string, value: string])[] {
  return Object.entries(details).flatMap(([name, value]) => {
    const text = readable(name, value, telling)
    const bare = name.replace(/Fen$/, '')
    return text === undefined ? [] : [[telling.nameOf(bare) ?? bare, text] as const]
  })
}

function readable(name: string, value: unknown, telling: Telling): string | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (Array.isArray(value)) {
    const parts = value.map((each) => readable(name, each, telling)).filter((each) => each !== undefined)
    return parts.length > 0 ? parts.join(telling.comma) : undefined
  }
  if (typeof value === 'object') {
    const parts = readableDetails(value as Readonly<Record<string, unknown>>, telling)
    return parts.length > 0 ? parts.map(([part, text]) => `${part} ${text}`).join(telling.comma) : undefined
  }
  const text = String(value).replace(UUID, '').trim()
  if (text === '') return undefined
  if (name === 'bytes') return `${Math.ceil(Number(text) / 1024)} kB`
  if (name.endsWith('Fen') && /^-?\d+$/.test(text)) return `¥${formatYuan(BigInt(text))}`
  return telling.valueOf(name, text) ?? text
}
