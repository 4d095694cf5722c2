import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { Budget, Propose } from '@shanju/contract/projects/shapes.ts'
import type { Refused } from './refused.ts'

const total = (fens: readonly bigint[]): bigint => fens.reduce((sum, each) => sum + each, 0n)

/** Lines make the sum, to the fen. */
export function refuseBudget({ sumFen, lines }: Budget): Refused | undefined {
  const added = total(lines.map(({ amountFen }) => amountFen))
  return added === sumFen
    ? undefined
    : { code: 'budget_not_adding_up', params: { sum: formatYuan(sumFen), lines: formatYuan(added) } }
}

/** The project ends after it starts, and its milestones lie between. */
export function refuseDays({ startsOn, endsOn, milestones }: Propose): Refused | undefined {
  const within = milestones.every(({ dueOn }) => dueOn >= startsOn && dueOn <= endsOn)
  return endsOn >= startsOn && within ? undefined : { code: 'days_out_of_order' }
}

/** Another budget says something else than the one in force. */
export function refuseSame(asked: Budget, inForce: Budget): Refused | undefined {
  const text = ({ lines }: Budget): string => JSON.stringify(lines.map(({ name, amountFen }) => [name, `${amountFen}`]))
  return text(asked) === text(inForce) ? { code: 'budget_unchanged' } : undefined
}

/** One sum for each line and one result for each indicator; in all not more than was decided. */
export function refuseResults(
  handed: { readonly spentFen: readonly bigint[]; readonly results: readonly number[] },
  wanted: { readonly lines: number; readonly indicators: number; readonly sumFen: bigint },
): Refused | undefined {
  if (handed.spentFen.length !== wanted.lines || handed.results.length !== wanted.indicators)
    return { code: 'results_incomplete', params: { lines: wanted.lines, indicators: wanted.indicators } }
  const spent = total(handed.spentFen)
  return spent <= wanted.sumFen
    ? undefined
    : { code: 'spent_above_budget', params: { spent: formatYuan(spent), sum: formatYuan(wanted.sumFen) } }
}

/** What was handed in as spent, and what payments and the books say. */
export interface EndFacts {
  readonly sumFen: bigint
  readonly spentFens: readonly bigint[]
  /** Arrived, less what the bank gave back. */
  readonly reachedFen: bigint
  /** Came back from whom it had reached. */
  readonly backFen: bigint
}

/** More than was decided cannot have been spent, and what a partner has left comes back before the end (CL art. 58). */
export function refuseEnd({ sumFen, spentFens, reachedFen, backFen }: EndFacts): Refused | undefined {
  const spent = total(spentFens)
  if (spent > sumFen)
    return { code: 'spent_above_budget', params: { spent: formatYuan(spent), sum: formatYuan(sumFen) } }
  const kept = reachedFen - backFen - spent
  return kept > 0n ? { code: 'unspent_at_payee', params: { sum: formatYuan(kept) } } : undefined
}

/** What is left when a project ends: what was decided, less what arrived and stayed there. */
export const surplusOf = ({ sumFen, reachedFen, backFen }: EndFacts): bigint => sumFen - reachedFen + backFen
