import type { Result } from './count.ts'
import type { VoteFile } from './pabulib.ts'
import { lineOf } from './pabulib-cells.ts'

/** Fen as a file writes yuan: no thousands, no needless decimals. */
function yuanOf(fen: bigint): string {
  const parts = (fen % 100n).toString().padStart(2, '0')
  return parts === '00' ? `${fen / 100n}` : `${fen / 100n}.${parts}`
}

/** What is written, with a line for each voter in the order of `votes`, numbered anew. */
export interface Written {
  readonly meta: readonly (readonly [key: string, value: string])[]
  readonly type: 'approval' | 'choose-1'
  readonly budgetFen: bigint
  readonly options: readonly {
    readonly id: string
    readonly costFen: bigint
    readonly title: string
    readonly votes: number
    readonly chosen: boolean
    readonly withdrawn: boolean
  }[]
  /** Marks by place in `options`. */
  readonly votes: readonly (readonly number[])[]
}

export function writeVoteFile({ meta, type, budgetFen, options, votes }: Written): string {
  const flag = (on: boolean): string => (on ? '1' : '0')
  const lines = [
    'META',
    'key;value',
    ...meta.map((pair) => lineOf(pair)),
    `num_projects;${options.length}`,
    `num_votes;${votes.length}`,
    `budget;${yuanOf(budgetFen)}`,
    `vote_type;${type}`,
    'PROJECTS',
    'project_id;cost;votes;name;selected;withdrawn',
    ...options.map((each) =>
      lineOf([each.id, yuanOf(each.costFen), String(each.votes), each.title, flag(each.chosen), flag(each.withdrawn)]),
    ),
    'VOTES',
    'voter_id;vote',
    ...votes.map((marks, at) => `${at + 1};${marks.map((mark) => options[mark]?.id ?? '').join(',')}`),
  ]
  return `${lines.join('\n')}\n`
}

/** What a file says of itself that is written anew from what it holds. */
const RECKONED = new Set(['num_projects', 'num_votes', 'budget', 'vote_type', 'shanju_rule', 'seed'])

/** A counted file as a file again, with votes and what was chosen; voters with equal votes stand together. */
export function countedFile({ meta, election, titles }: VoteFile, { rule, outcomes }: Result, seed: string): string {
  const found = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
  return writeVoteFile({
    meta: [...[...meta].filter(([key]) => !RECKONED.has(key)), ['shanju_rule', rule], ['seed', seed]],
    type: meta.get('vote_type') === 'choose-1' ? 'choose-1' : 'approval',
    budgetFen: election.budgetFen,
    options: election.options.map((option, at) => ({
      ...option,
      title: titles[at] ?? option.id,
      votes: found.get(option.id)?.votes ?? 0,
      chosen: (found.get(option.id)?.rank ?? null) !== null,
    })),
    votes: election.groups.flatMap(({ marks, voters }) => Array.from({ length: voters }, () => marks)),
  })
}
