import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { countVotes, type Result } from '../contract/src/ballots/count/count.ts'
import { type Election, groupVotes } from '../contract/src/ballots/count/election.ts'
import { COUNT_RULES, type CountRule } from '../contract/src/ballots/vocab.ts'
import type { Row } from './log-pure.ts'

const OPTIONS = 64
const MANY = 100_000
const TIMES = 5

/** The counting alone: 64 options, so many voters with 1 to 10 marks, the nearer ones likelier; and 100,000 voters. */
export async function benchBallots(size = 6586): Promise<Row[]> {
  const usual = electionOf(size)
  const large = electionOf(MANY)
  const row = (what: string, value: string, bar = ''): Row => ({ what, value, bar })
  const of = (election: Election, rule: CountRule, bar = ''): Row => {
    const { ms, result } = measured(election, rule)
    const chosen = result.outcomes.filter(({ rank }) => rank !== null).length
    return row(`  ${rule}`, `${ms.toFixed(0)} ms`, `${chosen} chosen${bar && ` · ${bar}`}`)
  }
  return [
    row(`${OPTIONS} options, ${size} voters`, '', `${usual.groups.length} different votes`),
    ...COUNT_RULES.map((rule) => of(usual, rule, rule === 'equal_shares' ? '< 200 ms' : '')),
    row(`${OPTIONS} options, ${MANY} voters`, '', `${large.groups.length} different votes`),
    ...COUNT_RULES.map((rule) => of(large, rule)),
  ]
}

/** The middle of some runs, after one to get warm. */
function measured(election: Election, rule: CountRule): { ms: number; result: Result } {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
  const run = () => countVotes(election, { rule, seed: 'bench', hash })
  const result = run()
  const times = Array.from({ length: TIMES }, () => {
    const begun = performance.now()
    run()
    return performance.now() - begun
  })
  times.sort((a, b) => a - b)
  return { ms: times[TIMES >> 1] ?? 0, result }
}

function electionOf(voters: number): Election {
  let state = 20_260_101
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state >>> 8) % limit
  }
  const options = Array.from({ length: OPTIONS }, (_, at) => ({
    id: `p${at}`,
    costFen: BigInt(20 + below(480)) * 100_000n,
    withdrawn: false,
  }))
  const votes = Array.from({ length: voters }, () => {
    const home = below(OPTIONS)
    return Array.from({ length: 1 + below(10) }, () => (home + below(8) * below(8)) % OPTIONS)
  })
  return { budgetFen: 300_000_000n, options, groups: groupVotes(votes) }
}
