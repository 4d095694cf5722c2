import type { Reason } from '../vocab.ts'

/** What is voted on: something that costs `costFen` > 0. */
export interface Option {
  readonly id: string
  readonly costFen: bigint
  /** Taken back while the vote ran: its votes stand, it gets no money. */
  readonly withdrawn: boolean
}

/** So many people who marked the same options, as places in the list of options. Nothing marked is a blank vote. */
export interface Group {
  readonly marks: readonly number[]
  readonly voters: number
}

export interface Election {
  readonly budgetFen: bigint
  readonly options: readonly Option[]
  readonly groups: readonly Group[]
}

/** What one supporter of an option paid at most, exactly: `over` / `under` fen. */
export interface Price {
  readonly over: bigint
  readonly under: bigint
}

/** What became of one option, and the figures the reason rests on. Fen are rounded down. */
export interface Outcome {
  readonly id: string
  readonly costFen: bigint
  readonly votes: number
  readonly reason: Reason
  /** 1 for the first to be chosen; null when it was not. */
  readonly rank: number | null
  /** Of the budget, after this option was chosen or passed over. */
  readonly leftFen: bigint
  /** By equal shares only. */
  readonly price: Price | null
  /** Supporters who had less than the price and gave all they had left. */
  readonly poorer: number
  /** What the supporters of an option that was not chosen still had together; of one that was, what the poorer gave. */
  readonly supportersHadFen: bigint
}

/** Puts equal votes together. Marks of one voter may stand in any order and more than once. */
export function groupVotes(votes: Iterable<readonly number[]>): Group[] {
  const groups = new Map<string, { marks: number[]; voters: number }>()
  for (const vote of votes) {
    const marks = [...new Set(vote)].sort((a, b) => a - b)
    const key = marks.join(',')
    const group = groups.get(key)
    if (group) group.voters += 1
    else groups.set(key, { marks, voters: 1 })
  }
  return [...groups.values()]
}

export const votersOf = (groups: readonly Group[]): number => groups.reduce((sum, { voters }) => sum + voters, 0)

/** Votes of each option. */
export function votesOf({ options, groups }: Election): number[] {
  const votes = options.map(() => 0)
  for (const { marks, voters } of groups) for (const mark of marks) votes[mark] = (votes[mark] ?? 0) + voters
  return votes
}
