import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { COUNT_RULES, type CountRule } from '../vocab.ts'
import { countVotes } from './count.ts'
import { type Election, groupVotes } from './election.ts'
import { whyOf } from './explain.ts'
import { slowCount } from './slow.test.ts'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const how = (rule: CountRule, seed = 'seed') => ({ rule, seed, hash })

/** Yuan and marks by letter: `['a', 30], …`, `['ab', 'b', '']`. */
function electionOf(yuan: number, costs: readonly (readonly [string, number])[], votes: readonly string[]): Election {
  const ids = costs.map(([id]) => id)
  return {
    budgetFen: BigInt(yuan) * 100n,
    options: costs.map(([id, cost]) => ({ id, costFen: BigInt(cost) * 100n, withdrawn: false })),
    groups: groupVotes(votes.map((vote) => [...vote].map((id) => ids.indexOf(id)))),
  }
}

const chosen = (election: Election, rule: CountRule): string =>
  countVotes(election, how(rule))
    .outcomes.flatMap(({ id, rank }) => (rank === null ? [] : [id]))
    .join('')

test('worked by hand: two villages share a budget, the larger takes all by votes and its part by equal shares', () => {
  // Six of ten live in the east (a, b, c), four in the west (x). 100 yuan; a share is 10 yuan.
  const election = electionOf(
    100,
    [
      ['a', 30],
      ['b', 30],
      ['c', 40],
      ['x', 40],
    ],
    ['abc', 'abc', 'abc', 'abc', 'abc', 'abc', 'x', 'x', 'x', 'x'],
  )
  // a, b, c have 6 votes each: 30 + 30 + 40 = 100.
  assert.equal(chosen(election, 'approval'), 'abc')
  // Votes per yuan: a and b 6/30, c 6/40, x 4/40.
  assert.equal(chosen(election, 'greedy'), 'abc')
  // Six hold 60: a and b at 5 each use it up. Four hold 40: x at 10 each.
  assert.equal(chosen(election, 'equal_shares'), 'abx')
  const result = countVotes(election, how('equal_shares'))
  assert.deepEqual(
    result.outcomes.map(({ id, price, leftFen, supportersHadFen }) => [id, price, leftFen, supportersHadFen]),
    [
      ['a', { over: 500n, under: 1n }, 7000n, 0n],
      ['b', { over: 500n, under: 1n }, 4000n, 0n],
      ['x', { over: 1000n, under: 1n }, 0n, 0n],
      ['c', null, 0n, 0n],
    ],
  )
})

test('worked by hand: the poorer give all they have, the rest share what remains', () => {
  // Three voters, 30 yuan, a share is 10. a (12; voters 1, 2): 6 each. Then b (15; voters 2, 3): 2 has 4, 3 has 10: 14 < 15.
  const costs = [
    ['a', 12],
    ['b', 15],
  ] as const
  const short = electionOf(30, costs, ['a', 'ab', 'b'])
  const outcome = countVotes(short, how('equal_shares')).outcomes[1]
  assert.deepEqual([outcome?.reason, outcome?.supportersHadFen], ['supporters_short', 1400n])
  assert.equal(whyOf(outcome ?? assert.fail(), { budgetFen: 3000n }).values.missing, '1.00')
  // One yuan more each: a 6 each; b: 2 gives all 5, 3 pays 10. Both cost 27 of 30.
  const raised = countVotes(short, how('equal_shares_add1'))
  assert.deepEqual(
    raised.outcomes.map(({ id, rank, price, poorer, supportersHadFen }) => [
      id,
      rank,
      price?.over,
      poorer,
      supportersHadFen,
    ]),
    [
      ['a', 1, 600n, 0, 0n],
      ['b', 2, 1000n, 1, 500n],
    ],
  )
  assert.equal(raised.shareFen, 1100n)
})

test('worked by hand: prices that do not come out even are exact', () => {
  // Seven voters and 10 yuan: a share is 10/7. a costs 1 yuan for three: 100/3 fen each.
  const election = electionOf(10, [['a', 1]], ['a', 'a', 'a', '', '', '', ''])
  const [outcome] = countVotes(election, how('equal_shares')).outcomes
  assert.deepEqual(outcome?.price, { over: 100n, under: 3n })
  assert.equal(countVotes(election, how('equal_shares')).blank, 4)
})

test('worked by hand: what is left after raised shares is filled up by votes', () => {
  // 10 voters, 100 yuan. a (60) has 9 votes, b (50) one, c (30) one of those nine.
  const costs = [
    ['a', 60],
    ['b', 50],
    ['c', 30],
  ] as const
  const election = electionOf(100, costs, ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'ac', 'b'])
  assert.equal(chosen(election, 'equal_shares'), 'a')
  // A share of 36 2/3 buys c, after a; b at 50 would break the budget, so c is in by its own shares and the rest is 10.
  assert.equal(chosen(election, 'equal_shares_add1'), 'ac')
  // d and e stand equal in all; both at once do not fit, so raising stops and votes fill up.
  const twins = electionOf(
    100,
    [
      ['a', 60],
      ['d', 30],
      ['e', 30],
    ],
    ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'd', 'e'],
  )
  assert.equal(chosen(twins, 'equal_shares_add1'), 'a')
  assert.equal(chosen(twins, 'equal_shares_add1u').length, 2)
  assert.equal(countVotes(twins, how('equal_shares_add1u')).outcomes[1]?.reason, 'filled_up')
})

test('ties go to more votes, then lower cost, then the order drawn from the seed', () => {
  const equal = electionOf(
    10,
    [
      ['a', 10],
      ['b', 10],
    ],
    ['a', 'b'],
  )
  const first = (seed: string) => countVotes(equal, how('approval', seed)).outcomes[0]?.id
  const byHand = (seed: string) => (hash(`${seed}\na`) < hash(`${seed}\nb`) ? 'a' : 'b')
  const seeds = ['1', '2', '3', '4', '5', '6', '7', '8']
  assert.deepEqual(seeds.map(first), seeds.map(byHand))
  assert.equal(new Set(seeds.map(first)).size, 2)
  const cheaper = electionOf(
    10,
    [
      ['a', 10],
      ['b', 9],
    ],
    ['a', 'b'],
  )
  assert.equal(countVotes(cheaper, how('approval')).outcomes[0]?.id, 'b')
})

test('a withdrawn option keeps its votes and takes no part; one without votes is never paid', () => {
  for (const rule of COUNT_RULES) {
    const plain = electionOf(
      30,
      [
        ['a', 10],
        ['b', 10],
        ['c', 10],
      ],
      ['a', 'a', 'b'],
    )
    const election = { ...plain, options: plain.options.map((each) => ({ ...each, withdrawn: each.id === 'a' })) }
    const { outcomes } = countVotes(election, how(rule))
    assert.deepEqual(
      outcomes.map(({ id, votes, reason, rank }) => [id, votes, reason, rank]),
      [
        ['b', 1, outcomes[0]?.reason, 1],
        ['a', 2, 'withdrawn', null],
        ['c', 0, 'no_votes', null],
      ],
      rule,
    )
  }
})

test('nobody voted, and nothing is chosen', () => {
  for (const rule of COUNT_RULES) assert.equal(chosen(electionOf(10, [['a', 5]], []), rule), '')
  for (const rule of COUNT_RULES) assert.equal(chosen(electionOf(10, [['a', 5]], ['', '']), rule), '')
})

const elections = ({ voters, options }: { voters: number; options: number }) =>
  fc
    .record({
      costs: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: options }),
      yuan: fc.integer({ min: 1, max: 90 }),
      votes: fc.array(fc.nat({ max: 2 ** options - 1 }), { minLength: 0, maxLength: voters }),
    })
    .map(({ costs, yuan, votes }) => ({
      budgetFen: BigInt(yuan) * 100n,
      options: costs.map((cost, at) => ({ id: `p${at}`, costFen: BigInt(cost) * 100n, withdrawn: false })),
      votes: votes.map((bits) => costs.flatMap((_, at) => ((bits >> at) & 1 ? [at] : []))),
    }))

const grouped = ({ votes, ...rest }: { votes: number[][] } & Omit<Election, 'groups'>): Election => ({
  ...rest,
  groups: groupVotes(votes),
})

test('a second method, slow and made otherwise, agrees on thousands of elections', () => {
  fc.assert(
    fc.property(elections({ voters: 12, options: 7 }), fc.constantFrom(...COUNT_RULES), (election, rule) => {
      const result = countVotes(grouped(election), how(rule))
      const ids = result.outcomes.filter(({ rank }) => rank !== null).map(({ id }) => id)
      assert.deepEqual(
        ids,
        slowCount(election, rule, (id) => hash(`seed\n${id}`)),
      )
    }),
    { numRuns: 3000 },
  )
})

test('the second method agrees for each rule on a large election too', () => {
  // Six hundred voters in two camps with neighbours in common, fourteen options, the budget of about six.
  const votes = Array.from({ length: 600 }, (_, at) => {
    const camp = at % 5 < 3 ? [0, 1, 2, 3, 4, 5] : [6, 7, 8, 9, 10]
    return [...new Set([...camp.filter((each) => (at * 7 + each * 3) % 4 > 0), 11 + (at % 3)])]
  })
  const options = Array.from({ length: 14 }, (_, at) => ({
    ...{ id: `p${at}`, costFen: BigInt(900_000 + ((at * 577) % 14) * 110_011), withdrawn: false },
  }))
  const election = { budgetFen: 9_000_000n, options, votes }
  const drawn = (id: string): string => hash(`seed\n${id}`)
  for (const rule of COUNT_RULES) {
    const { outcomes } = countVotes(grouped(election), how(rule))
    const ids = outcomes.filter(({ rank }) => rank !== null).map(({ id }) => id)
    assert.ok(ids.length > 2, rule)
    assert.deepEqual(ids, slowCount(election, rule, drawn), rule)
  }
})

test('the budget is never exceeded, and the order of the voters does not matter', () => {
  fc.assert(
    fc.property(elections({ voters: 20, options: 8 }), fc.constantFrom(...COUNT_RULES), (election, rule) => {
      const result = countVotes(grouped(election), how(rule))
      assert.ok(result.spentFen <= result.budgetFen)
      const turned = { ...election, votes: [...election.votes].reverse().map((vote) => [...vote].reverse()) }
      assert.deepEqual(countVotes(grouped(turned), how(rule)), result)
    }),
    { numRuns: 500 },
  )
})

/** Extended justified representation up to one option, by trying every set of options and every voter. */
function isRepresented(election: { votes: number[][] } & Omit<Election, 'groups'>, winners: ReadonlySet<number>) {
  const { options, votes, budgetFen } = election
  const cost = (set: readonly number[]) => set.reduce((sum, at) => sum + (options[at]?.costFen ?? 0n), 0n)
  for (let bits = 1; bits < 2 ** options.length; bits += 1) {
    const wanted = options.flatMap((_, at) => ((bits >> at) & 1 ? [at] : []))
    const deserved = cost(wanted)
    // The largest group that could complain: all who marked all of it and got less, even with one option more.
    const wronged = votes.filter((vote) => {
      if (!wanted.every((at) => vote.includes(at))) return false
      const got = cost(vote.filter((at) => winners.has(at)))
      const more = wanted.some((at) => !winners.has(at) && got + (options[at]?.costFen ?? 0n) > deserved)
      return got < deserved && !more
    })
    if (wronged.length > 0 && BigInt(wronged.length) * budgetFen >= deserved * BigInt(votes.length)) return false
  }
  return true
}

test('equal shares leave no group unheard: EJR up to one option, by brute force', () => {
  const rules = COUNT_RULES.filter((rule) => rule.startsWith('equal_shares'))
  fc.assert(
    fc.property(elections({ voters: 8, options: 6 }), fc.constantFrom(...rules), (election, rule) => {
      const { outcomes } = countVotes(grouped(election), how(rule))
      const ids = new Set(outcomes.flatMap(({ id, rank }) => (rank === null ? [] : [Number(id.slice(1))])))
      assert.ok(isRepresented(election, ids))
    }),
    { numRuns: 600 },
  )
})

test('the brute force can fail: by votes alone a minority goes unheard', () => {
  const election = {
    budgetFen: 1000n,
    options: ['p0', 'p1', 'p2'].map((id) => ({ id, costFen: 500n, withdrawn: false })),
    votes: [[0, 1], [0, 1], [0, 1], [2], [2], [2]].slice(0, 5),
  }
  // Two of five deserve 400 of 1000: not enough for p2. Three of six deserve all of it.
  assert.ok(isRepresented(election, new Set([0, 1])))
  assert.ok(
    !isRepresented({ ...election, options: election.options.map((o) => ({ ...o, costFen: 400n })) }, new Set([0, 1])),
  )
})
