import { showId } from '@shanju/contract/kit/ids.ts'
import type { CatalogueField, PlaceShown, WireValue } from '@shanju/contract/ledger/vouchers/shapes.ts'

/** A place as one text, for a select: `general|`, `fund_…|limit_…`. */
export const placeKey = ({ fund, restriction }: Pick<PlaceShown, 'fund' | 'restriction'>): string =>
  `${fund ? showId('fund', fund.id) : 'general'}|${restriction ? showId('limit', restriction.id) : ''}`

const placeOf = (key: string) => {
  const [fund = '', limit = ''] = key.split('|')
  return { fund, restrictionId: limit === '' ? null : limit }
}

const sum = (value: unknown): string => (typeof value === 'bigint' ? value.toString() : String(value ?? ''))

interface Part {
  readonly place?: string
  readonly amount?: bigint | string
  readonly account?: string
  readonly kind?: string
}

/** What a field's input holds → what goes over the wire; undefined for a field left empty. */
function wireOf(field: CatalogueField, value: unknown): WireValue | undefined {
  if (value === undefined || value === null || value === '') return undefined
  switch (field.type) {
    case 'place':
      return placeOf(String(value))
    case 'party':
      return showId(field.name === 'fund' ? 'fund' : 'org', String(value))
    case 'parts':
    case 'costs':
      return (value as readonly (Part | undefined)[]).map((part) => ({
        place: placeOf(part?.place ?? 'general|'),
        amountFen: sum(part?.amount),
        ...(part?.account ? { account: part.account } : {}),
        ...(part?.kind ? { kind: part.kind } : {}),
      }))
    case 'reach': {
      const { reach, reachedOn, reachProof } = value as Readonly<Record<string, string | undefined>>
      if (!reach) return undefined
      return reach === 'reached'
        ? { reach, ...(reachedOn ? { reachedOn } : {}), ...(reachProof ? { reachProof } : {}) }
        : { reach }
    }
    case 'foreign': {
      const { currency = '', amount } = value as { currency?: string; amount?: bigint }
      return { currency: currency.toUpperCase(), amount: sum(amount) }
    }
    default:
      return sum(value)
  }
}

export function wireInput(
  fields: readonly CatalogueField[],
  typed: Readonly<Record<string, unknown>>,
): Record<string, WireValue> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = wireOf(field, typed[field.name])
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

/** The other way, so that a draft that came back can be put right. */
export function typedInput(
  fields: readonly CatalogueField[],
  wire: Readonly<Record<string, WireValue>>,
): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, typedOf(field, wire[field.name])]))
}

const keyOf = (place: { readonly fund: string; readonly restrictionId: string | null }): string =>
  `${place.fund}|${place.restrictionId ?? ''}`
const fen = (text: string): bigint | string => (/^\d+$/.test(text) ? BigInt(text) : text)

function typedOf(field: CatalogueField, value: WireValue | undefined): unknown {
  if (value === undefined) return field.preset ?? undefined
  if (typeof value === 'string') return field.type.startsWith('fen') ? fen(value) : value
  if (Array.isArray(value))
    return value.map(({ place, amountFen, ...rest }) => ({ ...rest, place: keyOf(place), amount: fen(amountFen) }))
  if ('fund' in value) return keyOf(value)
  return 'currency' in value ? { ...value, amount: fen(value.amount) } : value
}
