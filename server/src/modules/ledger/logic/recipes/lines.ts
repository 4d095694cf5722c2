/** The few shapes of lines that most rows are made of. */
import { credit, debit, type Line } from '../entry.ts'
import type { CashLine, Kind } from '../vocab.ts'
import type { Place, ReachMark } from './field.ts'

export const moneyIn = (account: string, amount: bigint, cashLine: CashLine): Line =>
  debit(account, amount, { cashLine })
export const moneyOut = (account: string, amount: bigint, cashLine: CashLine): Line =>
  credit(account, amount, { cashLine })

export const income = (account: string, amount: bigint, place: Place): Line => credit(account, amount, place)
export const cost = (account: string, amount: bigint, place: Place, kind: Kind | null = null): Line =>
  debit(account, amount, { ...place, kind })

/** Money or goods to beneficiaries: 5101 of kind c1 (M12 art. 4(1)). */
export const aid = (amount: bigint, place: Place, mark: ReachMark): Line =>
  debit('5101', amount, { ...place, ...mark, kind: 'c1' })

/** 5401 splits by kind: f1 and f2 are 募捐成本, fx is not (M12 art. 6). */
export const fundraisingAccount = (kind: 'f1' | 'f2' | 'fx'): string => (kind === 'fx' ? '5401' : '540190')

export const AT_PARTNER: ReachMark = { reach: 'at_partner', reachedOn: null, reachProof: null }
export const UNPAID: ReachMark = { reach: 'unpaid', reachedOn: null, reachProof: null }

export const generalPlace: Place = { restriction: 'U', restrictionId: null, fund: 'general' }

/** Leaves a line of zero out; recipes with parts that may be nothing use it. */
export const unlessZero = (amount: bigint, line: (amount: bigint) => Line): Line | null =>
  amount === 0n ? null : line(amount)

/** The 1 yuan at which an asset stands whose value cannot be found (N24 arts. 18(3), 42, 54). */
export const NOMINAL_FEN = 100n
