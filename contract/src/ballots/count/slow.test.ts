import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CountRule } from '../vocab.ts'

/** A fraction in lowest terms; the slow method reckons with nothing else. */
class Fraction {
  readonly n: bigint
  readonly d: bigint
  constructor(n: bigint, d = 1n) {
    let [x, y] = [n < 0n ? -n : n, d]
    while (y !== 0n) [x, y] = [y, x % y]
    this.n = n / (x || 1n)
    this.d = d / (x || 1n)
  }
  plus(o: Fraction): Fraction {
    return new Fraction(this.n * o.d + o.n * this.d, this.d * o.d)
  }
  minus(o: Fraction): Fraction {
    return new Fraction(this.n * o.d - o.n * this.d, this.d * o.d)
  }
  over(o: bigint): Fraction {
    return new Fraction(this.n, this.d * o)
  }
  less(o: Fraction): boolean {
    return this.n * o.d < o.n * this.d
  }
}

interface Plain {
  readonly budgetFen: bigint
  readonly options: readonly { readonly id: string; readonly costFen: bigint }[]
  readonly votes: readonly (readonly number[])[]
}

/** Counts voter by voter, without groups, bounds or a common unit. Returns ids in the order in which they are chosen. */
export function slowCount(election: Plain, rule: CountRule, drawn: (id: string) => string): string[] {
  const { options, votes, budgetFen } = election
  const cost = (at: number): bigint => options[at]?.costFen ?? 0n
  const support = (at: number): number => votes.filter((vote) => vote.includes(at)).length
  const wanted = options.map((_, at) => at).filter((at) => support(at) > 0)
  const tie = (a: number, b: number): boolean => {
    if (support(a) !== support(b)) return support(a) > support(b)
    if (cost(a) !== cost(b)) return cost(a) < cost(b)
    return drawn(options[a]?.id ?? '') < drawn(options[b]?.id ?? '')
  }
  const best = (from: readonly number[], before: (a: number, b: number) => boolean): number | undefined =>
    from.find((at) => from.every((other) => other === at || before(at, other)))
  const total = (set: readonly number[]): bigint => set.reduce((sum, at) => sum + cost(at), 0n)
  const fillUp = (start: readonly number[], before: (a: number, b: number) => boolean): number[] => {
    const taken = [...start]
    for (let rest = wanted.filter((at) => !taken.includes(at)); rest.length > 0; ) {
      const at = best(rest, before) ?? assert.fail('no best')
      if (total(taken) + cost(at) <= budgetFen) taken.push(at)
      rest = rest.filter((other) => other !== at)
    }
    return taken
  }
  const shares = (funds: bigint): number[] => {
    const purses = votes.map(() => new Fraction(funds).over(BigInt(votes.length)))
    const taken: number[] = []
    for (;;) {
      const prices = new Map<number, Fraction>()
      for (const at of wanted.filter((each) => !taken.includes(each))) {
        const price = priceOf(
          cost(at),
          purses.filter((_, voter) => votes[voter]?.includes(at)),
        )
        if (price) prices.set(at, price)
      }
      const per = (at: number): Fraction => (prices.get(at) ?? assert.fail()).over(cost(at))
      const at = best([...prices.keys()], (a, b) => per(a).less(per(b)) || (!per(b).less(per(a)) && tie(a, b)))
      if (at === undefined) return taken
      taken.push(at)
      const price = prices.get(at) ?? assert.fail()
      for (const [voter, purse] of purses.entries())
        if (votes[voter]?.includes(at)) purses[voter] = purse.less(price) ? new Fraction(0n) : purse.minus(price)
    }
  }
  const raised = (): number[] => {
    const each = budgetFen / BigInt(votes.length || 1) / 10_000n
    const step = BigInt(votes.length) * (each > 1n ? each * 100n : 100n)
    let taken = shares(budgetFen)
    for (let funds = budgetFen + step; ; funds += step) {
      if (wanted.every((at) => taken.includes(at) || total(taken) + cost(at) > budgetFen)) return taken
      const more = shares(funds)
      if (total(more) > budgetFen) return taken
      taken = more
    }
  }
  const perYuan = (a: number, b: number): boolean => {
    const [x, y] = [new Fraction(BigInt(support(a)), cost(a)), new Fraction(BigInt(support(b)), cost(b))]
    return y.less(x) || (!x.less(y) && tie(a, b))
  }
  const taken = {
    plurality: () => fillUp([], tie),
    approval: () => fillUp([], tie),
    greedy: () => fillUp([], perYuan),
    equal_shares: () => shares(budgetFen),
    equal_shares_add1: raised,
    equal_shares_add1u: () => fillUp(raised(), tie),
  }[rule]()
  return taken.map((at) => options[at]?.id ?? '')
}

/** The least sum that, asked of each as far as their purse goes, makes the cost: tries every number of purses emptied. */
function priceOf(cost: bigint, purses: readonly Fraction[]): Fraction | undefined {
  const rising = [...purses].sort((a, b) => (a.less(b) ? -1 : b.less(a) ? 1 : 0))
  for (let emptied = 0; emptied < rising.length; emptied += 1) {
    const given = rising.slice(0, emptied).reduce((sum, purse) => sum.plus(purse), new Fraction(0n))
    const price = new Fraction(cost).minus(given).over(BigInt(rising.length - emptied))
    const poorest = rising[emptied]
    if (poorest && !poorest.less(price)) return price
  }
  return undefined
}

test('the slow method reckons as by hand', () => {
  assert.equal(priceOf(12n, [new Fraction(2n), new Fraction(9n)]), undefined)
  assert.deepEqual(priceOf(10n, [new Fraction(2n), new Fraction(9n)]), new Fraction(8n))
  assert.deepEqual(priceOf(9n, [new Fraction(4n), new Fraction(9n)]), new Fraction(5n))
})
