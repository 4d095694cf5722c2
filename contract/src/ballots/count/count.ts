import type { CountRule } from '../vocab.ts'
import { mostVotes, mostVotesPerYuan, takeInOrder } from './by-votes.ts'
import type { Election, Outcome } from './election.ts'
import { equalShares, type Shares } from './equal-shares.ts'
import { outcomeOf, type Prepared, prepare } from './prepared.ts'
import type { Hash } from './ties.ts'

export interface Result {
  readonly rule: CountRule
  /** People whose votes were counted, blank ones among them. */
  readonly voters: number
  readonly blank: number
  readonly budgetFen: bigint
  readonly spentFen: bigint
  /** What each voter held by equal shares in the run that stands, in fen rounded down; null by other rules. */
  readonly shareFen: bigint | null
  /** Chosen ones first, in the order in which they were chosen; then the others, most votes first. */
  readonly outcomes: readonly Outcome[]
}

const YUAN = 100n
/** A share is raised by a yuan, or by a hundredth of itself in whole yuan, so that few voters with much money end as soon. */
const FINEST = 100n

/**
 * Counts. The same votes give the same result in whatever order they come: equal votes are one group, and ties are broken by votes,
 * cost and the seed alone. The result never costs more than the budget.
 */
export function countVotes(
  election: Election,
  how: { readonly rule: CountRule; readonly seed: string; readonly hash: Hash },
): Result {
  const prepared = prepare(election, how.seed, how.hash)
  const counted = byRule(prepared, how.rule)
  const outcomes = election.options.map(
    (option, at) =>
      counted.outcomes.get(at) ??
      outcomeOf(prepared, at, {
        reason: option.withdrawn ? 'withdrawn' : 'no_votes',
        rank: null,
        leftFen: election.budgetFen,
      }),
  )
  const order = outcomes.map((_, at) => at)
  order.sort((a, b) => (outcomes[a]?.rank ?? Infinity) - (outcomes[b]?.rank ?? Infinity) || prepared.byTie(a, b))
  const spentFen = outcomes.reduce((sum, { rank, costFen }) => (rank === null ? sum : sum + costFen), 0n)
  return {
    rule: how.rule,
    voters: prepared.voters,
    blank: election.groups.reduce((sum, { marks, voters }) => (marks.length === 0 ? sum + voters : sum), 0),
    budgetFen: election.budgetFen,
    spentFen,
    shareFen: counted.shareFen,
    outcomes: order.flatMap((at) => outcomes[at] ?? []),
  }
}

type Counted = { outcomes: Map<number, Outcome>; shareFen: bigint | null }

function byRule(election: Prepared, rule: CountRule): Counted {
  const from = { leftFen: election.budgetFen, rank: 0 }
  switch (rule) {
    case 'plurality':
    case 'approval':
      return {
        outcomes: takeInOrder(election, mostVotes(election), { ...from, reason: 'most_votes' }),
        shareFen: null,
      }
    case 'greedy':
      return {
        outcomes: takeInOrder(election, mostVotesPerYuan(election), { ...from, reason: 'most_votes_per_yuan' }),
        shareFen: null,
      }
    default:
      return byShares(election, rule)
  }
}

function byShares(election: Prepared, rule: CountRule): Counted {
  const { budgetFen } = election
  const voters = BigInt(Math.max(election.voters, 1))
  let fundsFen = budgetFen
  let shares = equalShares(election, fundsFen, budgetFen)
  if (rule !== 'equal_shares') {
    const hundredth = budgetFen / voters / FINEST / YUAN
    const step = voters * YUAN * (hundredth > 1n ? hundredth : 1n)
    // Shares grow as long as something could still be paid and the budget holds; the last run that holds stands.
    while (leavesRoom(election, shares)) {
      const next = equalShares(election, fundsFen + step, budgetFen)
      if (next.spentFen > budgetFen) break
      shares = next
      fundsFen += step
    }
  }
  const outcomes = outcomesOf(election, shares)
  if (rule === 'equal_shares_add1u') {
    const rest = mostVotes(election).filter((at) => outcomes.get(at)?.rank === null)
    const filled = takeInOrder(election, rest, {
      leftFen: budgetFen - shares.spentFen,
      rank: shares.bought.length,
      reason: 'filled_up',
    })
    for (const [at, outcome] of filled)
      outcomes.set(at, { ...outcome, supportersHadFen: outcomes.get(at)?.supportersHadFen ?? 0n })
  }
  return { outcomes, shareFen: fundsFen / voters }
}

function leavesRoom(election: Prepared, { bought, spentFen }: Shares): boolean {
  const chosen = new Set(bought.map(({ at }) => at))
  return election.standing.some(
    (at) => !chosen.has(at) && spentFen + (election.options[at]?.costFen ?? 0n) <= election.budgetFen,
  )
}

function outcomesOf(election: Prepared, { bought, short, spentFen }: Shares): Map<number, Outcome> {
  const outcomes = new Map<number, Outcome>()
  let leftFen = election.budgetFen
  for (const [index, { at, price, poorer, poorerGaveFen }] of bought.entries()) {
    leftFen -= election.options[at]?.costFen ?? 0n
    const plain = outcomeOf(election, at, { reason: 'supporters_paid', rank: index + 1, leftFen })
    outcomes.set(at, { ...plain, price, poorer, supportersHadFen: poorerGaveFen })
  }
  for (const { at, hadFen } of short) {
    const plain = outcomeOf(election, at, {
      reason: 'supporters_short',
      rank: null,
      leftFen: election.budgetFen - spentFen,
    })
    outcomes.set(at, { ...plain, supportersHadFen: hadFen })
  }
  return outcomes
}
