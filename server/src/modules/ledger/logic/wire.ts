/**
 * What a form of the catalogue sends, as the recipes read it: ids lose their prefix, sums become fen. What is no such value
 * stays as it came, and the recipe finds fault with it by name.
 */
import { idOf } from '@shanju/contract/kit/ids.ts'
import type { WireValue } from '@shanju/contract/ledger/vouchers/shapes.ts'
import type { z } from 'zod'
import type { Fields } from './recipes/field.ts'
import { GENERAL_FUND } from './vocab.ts'

const ids = { fund: idOf('fund'), limit: idOf('limit'), org: idOf('org') }
const bare = (of: z.ZodType<string>, text: string): string => {
  const read = of.safeDecode(text as never)
  return read.success ? read.data : text
}

const sum = (text: string): bigint | string => (/^\d{1,15}$/.test(text) ? BigInt(text) : text)

interface WirePlace {
  readonly fund: string
  readonly restrictionId: string | null
}

const placeOf = ({ fund, restrictionId }: WirePlace) => ({
  fund: fund === GENERAL_FUND ? fund : bare(ids.fund, fund),
  restriction: restrictionId === null ? 'U' : 'R',
  restrictionId: restrictionId === null ? null : bare(ids.limit, restrictionId),
})

export function readWire(
  fields: Fields,
  wire: Readonly<Record<string, WireValue | undefined>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(wire).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, read(fields[name]?.type, value)]],
    ),
  )
}

function read(type: string | undefined, value: WireValue): unknown {
  if (typeof value === 'string') {
    if (type === 'fen' || type === 'fen_or_zero') return sum(value)
    return type === 'party' ? bare(ids.org, bare(ids.fund, value)) : value
  }
  if (Array.isArray(value)) {
    return value.map(({ place, amountFen, ...rest }) => ({ ...rest, place: placeOf(place), amountFen: sum(amountFen) }))
  }
  if ('fund' in value) return placeOf(value)
  return 'currency' in value ? { ...value, amount: sum(value.amount) } : value
}
