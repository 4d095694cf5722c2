/** 现金流量表, 会民非03表, yearly, direct method (N24 appendix part 5, section 3). Agency money is no cash of ours. */
import type { CashFlow } from '../balances.ts'
import { evaluate, type Statement } from './evaluate.ts'
import { FORMS } from './form.ts'

type Flow = Pick<CashFlow, 'cashLine' | 'inflowFen'>

/** @param lastYear null in 2026, when no comparatives are required (财会〔2025〕6号, S): the column is then zero */
export function cashFlowStatement(thisYear: readonly Flow[], lastYear: readonly Flow[] | null): Statement {
  return evaluate(FORMS['03'], 2, (term) =>
    [thisYear, lastYear ?? []].map((flows) => {
      if (term.of !== 'cash') return 0n
      let sum = 0n
      for (const flow of flows) if (flow.cashLine === term.cashLine) sum += flow.inflowFen
      return sum
    }),
  )
}
