import { type Election, type Outcome, votersOf, votesOf } from './election.ts'
import { drawnOrder, type Hash } from './ties.ts'

/** An election with what every rule asks of it. */
export interface Prepared extends Election {
  readonly voters: number
  readonly votes: readonly number[]
  /** Options that can be chosen at all: not withdrawn, at least one vote. */
  readonly standing: readonly number[]
  /** Negative when the first of two that are equal by the rule goes before the second: more votes, lower cost, then as drawn. */
  readonly byTie: (a: number, b: number) => number
}

export function prepare(election: Election, seed: string, hash: Hash): Prepared {
  const { options } = election
  const votes = votesOf(election)
  const place = drawnOrder(
    options.map(({ id }) => id),
    seed,
    hash,
  )
  const cost = (at: number): bigint => options[at]?.costFen ?? 0n
  const byTie = (a: number, b: number): number => {
    const more = (votes[b] ?? 0) - (votes[a] ?? 0)
    if (more !== 0) return more
    if (cost(a) !== cost(b)) return cost(a) < cost(b) ? -1 : 1
    return (place[a] ?? 0) - (place[b] ?? 0)
  }
  const standing = options.flatMap(({ withdrawn }, at) => (withdrawn || !votes[at] ? [] : [at]))
  return { ...election, voters: votersOf(election.groups), votes, standing, byTie }
}

/** An outcome with what stands for every rule; the rule says the rest. */
export function outcomeOf(election: Prepared, at: number, rest: Pick<Outcome, 'reason' | 'rank' | 'leftFen'>): Outcome {
  const option = election.options[at]
  return {
    id: option?.id ?? '',
    costFen: option?.costFen ?? 0n,
    votes: election.votes[at] ?? 0,
    price: null,
    poorer: 0,
    supportersHadFen: 0n,
    ...rest,
  }
}
