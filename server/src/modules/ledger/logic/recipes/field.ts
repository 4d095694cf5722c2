/**
 * The typed inputs of a recipe step. A field describes itself (the console draws the form from it) and reads a plain
 * value; amounts arrive as bigint fen, everything else as JSON would carry it.
 */
import type { Dimensions } from '../entry.ts'
import type { Kind, Reach, Restriction } from '../vocab.ts'
import { REACHES } from '../vocab.ts'

export interface Text {
  readonly zh: string
  readonly en: string
}

const FIELD_TYPES = [
  'fen',
  'fen_or_zero',
  'cash',
  'account',
  'place',
  'parts',
  'costs',
  'reach',
  'choice',
  'party',
  'foreign',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

export interface Field<T> {
  readonly type: FieldType
  readonly label: Text
  /** Choices, account prefixes, allowed classes or marks, by type. */
  readonly options: readonly string[]
  /** What the form shows first. */
  readonly preset: string | null
  readonly optional: boolean
  /** The value, or undefined when it is not one. */
  readonly read: (value: unknown) => T | undefined
}

export type Fields = Readonly<Record<string, Field<unknown>>>
export type InputOf<S extends Fields> = { readonly [K in keyof S]: S[K] extends Field<infer T> ? T : never }

/** Class, restriction and fund of one side of an entry. */
export type Place = Pick<Dimensions, 'restriction' | 'restrictionId'> & { readonly fund: string }
export interface Part {
  readonly place: Place
  readonly project: string | null
  readonly amountFen: bigint
}
export interface Cost extends Part {
  readonly account: string
  readonly kind: Kind
}
export type ReachMark = Pick<Dimensions, 'reach' | 'reachedOn' | 'reachProof'>

type Shape = Omit<Field<unknown>, 'read' | 'optional' | 'options' | 'preset'> & {
  readonly options?: readonly string[]
  readonly preset?: string
}

function field<T>(shape: Shape, read: (value: unknown) => T | undefined): Field<T> {
  return { options: [], preset: null, ...shape, optional: false, read }
}

/** The same field, which may be left out and then reads as null. */
export function optional<T>(of: Field<T>): Field<T | null> {
  return { ...of, optional: true }
}

export const t = (zh: string, en: string): Text => ({ zh, en })

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w.:-]{1,80}$/.test(value)
/** The number of a paper as offices write it: 签收单 12. */
const isNumber = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 80
const isAmount = (value: unknown): value is bigint => typeof value === 'bigint' && value > 0n

export const fen = (label: Text = t('金额', 'Amount')): Field<bigint> =>
  field({ type: 'fen', label }, (value) => (isAmount(value) ? value : undefined))

export const fenOrZero = (label: Text): Field<bigint> =>
  field({ type: 'fen_or_zero', label }, (value) => (typeof value === 'bigint' && value >= 0n ? value : undefined))

const startsWithOne = (prefixes: readonly string[], value: unknown): value is string =>
  typeof value === 'string' && /^\d{4,12}$/.test(value) && prefixes.some((prefix) => value.startsWith(prefix))

/** Account of own money; that it is not an agency detail is seen when the entry is checked. */
export const cash = (preset = '1002', label: Text = t('资金账户', 'Cash account')): Field<string> => {
  const options = ['1001', '1002', '1009']
  return field({ type: 'cash', label, options, preset }, (value) => (startsWithOne(options, value) ? value : undefined))
}

export const account = (label: Text, options: readonly string[], preset = options[0] ?? ''): Field<string> =>
  field({ type: 'account', label, options, preset }, (value) => (startsWithOne(options, value) ? value : undefined))

function readPlace(value: unknown, allowed: readonly Restriction[]): Place | undefined {
  if (!isObject(value) || !isId(value.fund)) return undefined
  const restriction = allowed.find((item) => item === value.restriction)
  const restrictionId = value.restrictionId ?? null
  if (restriction === 'U' && restrictionId === null) return { restriction, restrictionId, fund: value.fund }
  if (restriction === 'R' && isId(restrictionId)) return { restriction, restrictionId, fund: value.fund }
  return undefined
}

export const place = (
  options: readonly Restriction[] = ['R', 'U'],
  label: Text = t('限定与基金', 'Restriction and fund'),
): Field<Place> => field({ type: 'place', label, options }, (value) => readPlace(value, options))

function readPart(value: unknown, allowed: readonly Restriction[]): Part | undefined {
  if (!isObject(value) || !isAmount(value.amountFen)) return undefined
  const at = readPlace(value.place, allowed)
  const project = value.project ?? null
  if (!at || !(project === null || isId(project))) return undefined
  return { place: at, project, amountFen: value.amountFen }
}

function readList<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const items = value.map(read)
  return items.includes(undefined) ? undefined : items.filter((item) => item !== undefined)
}

/** Several places with an amount each. */
export const parts = (options: readonly Restriction[], label: Text): Field<readonly Part[]> =>
  field({ type: 'parts', label, options }, (value) => readList(value, (item) => readPart(item, options)))

/** Several costs: account, kind, place and amount each. */
export const costs = (options: readonly string[], label: Text): Field<readonly Cost[]> =>
  field({ type: 'costs', label, options }, (value) =>
    readList(value, (item) => {
      const part = readPart(item, ['R', 'U'])
      if (!part || !isObject(item) || !startsWithOne(options, item.account)) return undefined
      const kind = KINDS_OF_COST.find((known) => known === item.kind)
      return kind === undefined ? undefined : { ...part, account: item.account, kind }
    }),
  )

/** Kinds a shared cost may have; money handed to beneficiaries (c1) and trusts are never shared cost. */
const KINDS_OF_COST = ['c2', 'c3', 'other', 'm1', 'm2', 'm3', 'm4', 'm5', 'mx', 'f1', 'fx'] as const

export const reach = (options: readonly Reach[] = REACHES): Field<ReachMark> =>
  field({ type: 'reach', label: t('是否到达最终受益人', 'Reached the last beneficiary'), options }, (value) => {
    if (!isObject(value)) return undefined
    const mark = options.find((item) => item === value.reach)
    if (mark === undefined) return undefined
    if (mark !== 'reached') return { reach: mark, reachedOn: null, reachProof: null }
    const { reachedOn, reachProof } = value
    if (typeof reachedOn !== 'string' || !isNumber(reachProof)) return undefined
    return { reach: mark, reachedOn, reachProof }
  })

export const choice = <const T extends string>(label: Text, options: readonly T[]): Field<T> =>
  field({ type: 'choice', label, options, preset: options[0] ?? '' }, (value) => options.find((item) => item === value))

export const party = (label: Text): Field<string> =>
  field({ type: 'party', label }, (value) => (isId(value) ? value : undefined))

/** Amount in another currency: three-letter code and minor units. */
export const foreign = (): Field<NonNullable<Dimensions['foreign']>> =>
  field({ type: 'foreign', label: t('外币金额', 'Foreign amount') }, (value) => {
    if (!isObject(value) || !isAmount(value.amount)) return undefined
    const currency = value.currency
    const isCurrency = typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) && currency !== 'CNY'
    return isCurrency ? { currency, amount: value.amount } : undefined
  })
