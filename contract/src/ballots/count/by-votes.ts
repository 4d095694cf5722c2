import type { Outcome } from './election.ts'
import { outcomeOf, type Prepared } from './prepared.ts'

/** By the number of votes, ties as published. */
export const mostVotes = (election: Prepared): number[] => [...election.standing].sort(election.byTie)

/** By votes per yuan: compared across, votes × the other's cost, so that nothing is divided. */
export function mostVotesPerYuan(election: Prepared): number[] {
  const { options, votes } = election
  const weighed = (a: number, b: number): bigint => BigInt(votes[a] ?? 0) * (options[b]?.costFen ?? 0n)
  return [...election.standing].sort((a, b) => {
    const [first, second] = [weighed(a, b), weighed(b, a)]
    return first === second ? election.byTie(a, b) : first > second ? -1 : 1
  })
}

/** Goes down an order and takes whatever the rest of the budget still pays; what is too dear is passed over. */
export function takeInOrder(
  election: Prepared,
  order: readonly number[],
  from: { readonly leftFen: bigint; readonly rank: number; readonly reason: Outcome['reason'] },
): Map<number, Outcome> {
  const outcomes = new Map<number, Outcome>()
  let { leftFen, rank } = from
  for (const at of order) {
    const costFen = election.options[at]?.costFen ?? 0n
    if (costFen > leftFen) {
      outcomes.set(at, outcomeOf(election, at, { reason: 'too_dear', rank: null, leftFen }))
      continue
    }
    leftFen -= costFen
    rank += 1
    outcomes.set(at, outcomeOf(election, at, { reason: from.reason, rank, leftFen }))
  }
  return outcomes
}
