import { formatYuan } from '../../kit/money.ts'
import type { Result } from './count.ts'
import type { Outcome, Price } from './election.ts'

/** A sentence of the module's words with what fills it. */
export interface Said {
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
}

/** Up to the fen, rounded up: nobody paid more. */
const ceiling = ({ over, under }: Price): bigint => (over + under - 1n) / under

/** Why an option was chosen, or why not, as one sentence: `why.<reason>`. */
export function whyOf(outcome: Outcome, { budgetFen }: Pick<Result, 'budgetFen'>): Said {
  const { reason, costFen, votes, leftFen, poorer, supportersHadFen, price } = outcome
  const beforeFen = outcome.rank === null ? leftFen : leftFen + costFen
  const missing = costFen > supportersHadFen ? costFen - supportersHadFen : 0n
  return {
    key: reason === 'supporters_paid' && poorer > 0 ? 'why.supporters_paid_with_poorer' : `why.${reason}`,
    values: {
      rank: outcome.rank ?? 0,
      votes,
      cost: formatYuan(costFen),
      budget: formatYuan(budgetFen),
      left: formatYuan(leftFen),
      before: formatYuan(beforeFen),
      poorer,
      gave: formatYuan(supportersHadFen),
      had: formatYuan(supportersHadFen),
      missing: formatYuan(missing),
      price: price ? formatYuan(ceiling(price)) : '',
    },
  }
}

/** What happened on the whole: `count.…`. */
export function summaryOf({ voters, blank, budgetFen, spentFen, shareFen, outcomes }: Result): Said {
  return {
    key: shareFen === null ? 'count.summary' : 'count.summary_shares',
    values: {
      voters,
      blank,
      chosen: outcomes.filter(({ rank }) => rank !== null).length,
      options: outcomes.length,
      spent: formatYuan(spentFen),
      budget: formatYuan(budgetFen),
      left: formatYuan(budgetFen - spentFen),
      share: shareFen === null ? '' : formatYuan(shareFen),
    },
  }
}
