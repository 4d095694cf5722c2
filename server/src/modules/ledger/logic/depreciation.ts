/** Straight-line depreciation and amortisation by month, to the fen. Sources: N24 41, 42, 50, n-1502 (K23). */
import type { MonthText } from './vocab.ts'

export interface DepreciableAsset {
  readonly account: '1501' | '1506' | '1601'
  readonly costFen: bigint
  readonly residualFen: bigint
  readonly lifeMonths: number
  readonly addedIn: MonthText
  /** Month of sale, gift or scrapping. */
  readonly removedIn: MonthText | null
  /** Booked at the nominal 1 yuan. */
  readonly isNominal: boolean
  /** Books, art, specimens, animals and plants are not depreciated (N24 42). */
  readonly isExempt: boolean
}

/**
 * What a month bears. The month of addition counts, the month of removal does not (2024 edition; the 2004 edition began
 * a month later). Months add up to cost less residual exactly: month n bears the difference of the rounded-down totals.
 */
export function depreciationOf(asset: DepreciableAsset, month: MonthText): bigint {
  if (asset.account === '1506' || asset.isNominal || asset.isExempt) return 0n
  if (asset.removedIn !== null && month >= asset.removedIn) return 0n
  const index = monthIndex(month) - monthIndex(asset.addedIn)
  if (index < 0 || index >= asset.lifeMonths) return 0n
  return totalAfter(asset, index + 1) - totalAfter(asset, index)
}

function totalAfter(asset: DepreciableAsset, months: number): bigint {
  return ((asset.costFen - asset.residualFen) * BigInt(months)) / BigInt(asset.lifeMonths)
}

const monthIndex = (month: MonthText): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
