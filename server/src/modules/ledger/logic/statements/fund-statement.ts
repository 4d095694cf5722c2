/**
 * The statement of one community fund: opening, in by source, out by project, fee, moves, closing. A fund has no legal
 * person; this is a cut through the host's books by the dimension fund, restricted and designated money apart (K12).
 */
import type { NetAssetKind, Restriction } from '../vocab.ts'
import { creditOf, type Position } from './positions.ts'

/** Fen per class. */
type ByClass = Readonly<Record<Restriction, bigint>>

export interface FundStatement {
  readonly fund: string
  readonly opening: ByClass
  /** Income by account: 4101 gifts, 4401 grants, 4601 yield, 4901 interest and other. */
  readonly incomeBySource: readonly { readonly account: string; readonly amount: ByClass }[]
  /** 5101 by project; null is cost of no project. */
  readonly activityByProject: readonly { readonly project: string | null; readonly amount: ByClass }[]
  /** Every other expense: management and fundraising cost charged to the fund, impairment, tax. */
  readonly feesByAccount: readonly { readonly account: string; readonly amount: ByClass }[]
  /** Moves of net assets beside income and expense. */
  readonly moves: readonly { readonly kind: NetAssetKind; readonly amount: ByClass }[]
  readonly priorYears: ByClass
  readonly closing: ByClass
}

const NONE: ByClass = { U: 0n, R: 0n }
const add = (one: ByClass, other: ByClass): ByClass => ({ U: one.U + other.U, R: one.R + other.R })

/**
 * @param before all balances before the period, unclosed income and expense included
 * @param period movement of the period
 */
export function fundStatement(fund: string, before: readonly Position[], period: readonly Position[]): FundStatement {
  const own = period.filter((position) => position.fund === fund && position.restriction !== null)
  const credit = (position: Position): ByClass => {
    const { restriction } = position
    return restriction === null ? NONE : { ...NONE, [restriction]: creditOf(position, 'movement') }
  }
  const group = <K>(starts: string, keyOf: (position: Position) => K, sign: 1n | -1n): [K, ByClass][] => {
    const sums = new Map<K, ByClass>()
    for (const position of own) {
      if (!position.account.startsWith(starts)) continue
      const amount = credit(position)
      const signed = { U: amount.U * sign, R: amount.R * sign }
      sums.set(keyOf(position), add(sums.get(keyOf(position)) ?? NONE, signed))
    }
    return [...sums].filter(([, amount]) => amount.U !== 0n || amount.R !== 0n)
  }
  const opening = netAssetsOf(fund, before)
  return {
    fund,
    opening,
    incomeBySource: group('4', (position) => position.account, 1n).map(([account, amount]) => ({ account, amount })),
    activityByProject: group('5101', (position) => position.project, -1n).map(([project, amount]) => ({
      project,
      amount,
    })),
    feesByAccount: group('5', (position) => position.account, -1n)
      .filter(([account]) => !account.startsWith('5101'))
      .map(([account, amount]) => ({ account, amount })),
    moves: group('31', (position) => moveOf(position), 1n).flatMap(([kind, amount]) =>
      kind ? [{ kind, amount }] : [],
    ),
    priorYears: group('3201', () => 'all', 1n).reduce((sum, [, amount]) => add(sum, amount), NONE),
    closing: add(opening, netAssetsOf(fund, period)),
  }
}

function moveOf(position: Position): NetAssetKind | null {
  const { kind } = position
  return kind === 'release' || kind === 'restrict' || kind === 'transfer' || kind === 'founder' ? kind : null
}

/** Net assets of a fund: 31xx with what is not closed yet. */
function netAssetsOf(fund: string, positions: readonly Position[]): ByClass {
  const sums = { U: 0n, R: 0n }
  for (const position of positions) {
    const { restriction } = position
    if (position.fund === fund && restriction !== null) sums[restriction] += creditOf(position, 'all')
  }
  return sums
}
