/**
 * The three yearly figures of 民发〔2026〕12号 (M12), computed from kinds, never from account totals (K20). Exact fractions
 * of fen; basis points only for display. The limits themselves (M12 8-10, 13) are parameters of the regulations.
 */
import type { Kind } from './vocab.ts'

/** A fraction of two sums in fen; the denominator is never negative. */
export interface Ratio {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** Spending on 5101 or a later mark on it: one row per line of c2 and c3, one row per amount of c1 that arrived. */
export interface SpendFact {
  readonly kind: Kind
  /** Debit plus, credit minus. */
  readonly amountFen: bigint
  /** Year of the entry. */
  readonly bookedYear: string
  /** For c1: the year in which it reached the last beneficiary, null while it has not. */
  readonly reachedYear: string | null
}

/**
 * Charity spend of a year: c2 and c3 when booked, c1 when it reached the last beneficiary (M12 4, 12), whatever year it
 * was booked in. Trusts and other activity cost do not count.
 */
export function charitySpend(facts: readonly SpendFact[], year: string): bigint {
  let sum = 0n
  for (const fact of facts) {
    const counts = fact.kind === 'c1' ? fact.reachedYear === year : isSupport(fact.kind) && fact.bookedYear === year
    if (counts) sum += fact.amountFen
  }
  return sum
}

const isSupport = (kind: Kind): boolean => kind === 'c2' || kind === 'c3'

interface CostFact {
  readonly kind: Kind | null
  readonly amountFen: bigint
}

/** Management cost of M12 5: kinds m1 to m5. Kind mx (own-fault refunds and the like) is in 5301 but not listed there. */
export function managementCost(facts: readonly CostFact[]): bigint {
  const listed: readonly (Kind | null)[] = ['m1', 'm2', 'm3', 'm4', 'm5']
  return facts.reduce((sum, fact) => (listed.includes(fact.kind) ? sum + fact.amountFen : sum), 0n)
}

/** 募捐成本 of M12 6: f1 and f2. */
export function fundraisingCost(facts: readonly CostFact[]): bigint {
  return facts.reduce((sum, fact) => (fact.kind === 'f1' || fact.kind === 'f2' ? sum + fact.amountFen : sum), 0n)
}

/** Last year's income as M12 11 counts it. */
export function incomeForRatio(income: {
  readonly actualFen: bigint
  /** Restricted income whose time limit forbade its use in that year. */
  readonly lockedFen: bigint
  /** Net assets whose time limit ended in that year. */
  readonly unlockedFen: bigint
}): bigint {
  return income.actualFen - income.lockedFen + income.unlockedFen
}

/** Charity spend against last year's income, or against net assets at last year-end (M12 8-10). */
export const spendRatio = (charitySpendFen: bigint, baseFen: bigint): Ratio => ({
  numerator: charitySpendFen,
  denominator: baseFen,
})

/** Management cost against all spending of the year (Y17 of the year; A: 当年总支出 is not defined). */
export const managementRatio = (managementFen: bigint, totalSpendFen: bigint): Ratio => ({
  numerator: managementFen,
  denominator: totalSpendFen,
})

/**
 * Fundraising cost against the mean donation income (4101) of the three previous years (M12 15). A charity younger than
 * three years gives the years it has (open question: the rule is silent).
 * @throws RangeError without any year, or with more than three
 */
export function fundraisingRatio(fundraisingFen: bigint, donationsFen: readonly bigint[]): Ratio {
  if (donationsFen.length < 1 || donationsFen.length > 3) throw new RangeError('one to three previous years')
  const sum = donationsFen.reduce((all, one) => all + one, 0n)
  return { numerator: fundraisingFen * BigInt(donationsFen.length), denominator: sum }
}

/** Basis points rounded toward zero, for display; undefined when the denominator is zero. */
export function basisPoints({ numerator, denominator }: Ratio): bigint | undefined {
  return denominator === 0n ? undefined : (numerator * 10_000n) / denominator
}

/** Exact: is the ratio at least so many basis points? With nothing to measure against, any spending is enough. */
export const isAtLeast = ({ numerator, denominator }: Ratio, bp: bigint): boolean =>
  numerator * 10_000n >= denominator * bp

/** Exact: is the ratio at most so many basis points? */
export const isAtMost = ({ numerator, denominator }: Ratio, bp: bigint): boolean =>
  numerator * 10_000n <= denominator * bp
