import type { Price } from './election.ts'
import type { Prepared } from './prepared.ts'

/** An option its supporters paid for. */
interface Bought {
  readonly at: number
  readonly price: Price
  readonly poorer: number
  readonly poorerGaveFen: bigint
}

/** An option its supporters could not pay together; what they had in the end. */
interface Short {
  readonly at: number
  readonly hadFen: bigint
}

export interface Shares {
  readonly bought: readonly Bought[]
  readonly short: readonly Short[]
  readonly spentFen: bigint
}

/** A ratio that only serves for comparing. */
interface Ratio {
  readonly over: bigint
  readonly under: bigint
}

/** What every supporter with enough money pays, `over` / `under` of the unit; the poorer give all they have. */
interface Levy extends Ratio {
  readonly poorer: number
  readonly poorerGave: bigint
}

const compare = (a: Ratio, b: Ratio): number => {
  const [left, right] = [a.over * b.under, b.over * a.under]
  return left < right ? -1 : left > right ? 1 : 0
}

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/**
 * The method of equal shares for votes by approval, where an option is worth to its supporters what it costs (Peters, Pierczyński,
 * Skowron: Proportional Participatory Budgeting with Additive Utilities, 2021). Each voter holds an equal part of `fundsFen`.
 * Again and again the option is bought for which the most a supporter must pay, per yuan of it, is least.
 *
 * Exact: all money is whole numbers of a unit of 1/`unit` fen, and the unit is made finer when a price does not come out even.
 * Fast: who marked the same has the same money, so a group is reckoned once; and since money only shrinks, what an option
 * demanded earlier is a lower bound of what it demands now, so options beyond the best so far are not looked at again.
 *
 * @param stopAboveFen given up once more than this is spent; the result is then only good for saying so
 */
export function equalShares(election: Prepared, fundsFen: bigint, stopAboveFen: bigint): Shares {
  const { options, votes } = election
  const purse = new Purses(election, fundsFen)
  const bought: Bought[] = []
  const short: number[] = []
  let spentFen = 0n
  // Nobody pays less than everybody's equal part: the first lower bound.
  const bounds = new Map<number, Ratio>(
    election.standing.map((at) => [at, { over: 1n, under: BigInt(votes[at] ?? 0) }]),
  )
  while (bounds.size > 0 && spentFen <= stopAboveFen) {
    let best: { at: number; ratio: Ratio; levy: Levy } | undefined
    for (const [at, bound] of [...bounds].sort((a, b) => compare(a[1], b[1]))) {
      if (best && compare(bound, best.ratio) > 0) break
      const costFen = options[at]?.costFen ?? 0n
      const levy = purse.levy(at, costFen)
      if (!levy) {
        bounds.delete(at)
        short.push(at)
        continue
      }
      const ratio = { over: levy.over, under: levy.under * purse.unit * costFen }
      bounds.set(at, ratio)
      const order = best ? compare(ratio, best.ratio) : -1
      if (!best || order < 0 || (order === 0 && election.byTie(at, best.at) < 0)) best = { at, ratio, levy }
    }
    if (!best) break
    const { at, levy } = best
    const common = divisor(levy.over, levy.under * purse.unit)
    bought.push({
      at,
      price: { over: levy.over / common, under: (levy.under * purse.unit) / common },
      poorer: levy.poorer,
      poorerGaveFen: levy.poorerGave / purse.unit,
    })
    purse.pay(at, levy)
    spentFen += options[at]?.costFen ?? 0n
    bounds.delete(at)
  }
  return { bought, short: short.map((at) => ({ at, hadFen: purse.together(at) })), spentFen }
}

/** The money of the groups. */
class Purses {
  /** How many units make a fen. */
  unit: bigint
  private readonly money: bigint[]
  private readonly voters: readonly bigint[]
  private readonly people: readonly number[]
  /** Groups that marked an option. */
  private readonly supporters: readonly number[][]

  constructor({ groups, options, voters }: Prepared, fundsFen: bigint) {
    const common = divisor(fundsFen, BigInt(Math.max(voters, 1)))
    this.unit = BigInt(Math.max(voters, 1)) / common
    this.money = groups.map(() => fundsFen / common)
    this.people = groups.map((group) => group.voters)
    this.voters = this.people.map(BigInt)
    const supporters: number[][] = options.map(() => [])
    for (const [group, { marks }] of groups.entries()) for (const at of marks) supporters[at]?.push(group)
    this.supporters = supporters
  }

  /** Undefined when the supporters have not enough together. */
  levy(at: number, costFen: bigint): Levy | undefined {
    let able = this.supporters[at] ?? []
    let over = costFen * this.unit
    let under = able.reduce((sum, group) => sum + (this.people[group] ?? 0), 0)
    let [poorer, poorerGave] = [0, 0n]
    // Whoever has less than the equal part gives all; the part of the rest rises, and perhaps others have too little now.
    while (under > 0) {
      const still: number[] = []
      const most = (over - 1n) / BigInt(under)
      for (const group of able) {
        const has = this.money[group] ?? 0n
        if (has > most) {
          still.push(group)
          continue
        }
        const given = has * (this.voters[group] ?? 0n)
        const people = this.people[group] ?? 0
        over -= given
        poorerGave += given
        under -= people
        poorer += people
      }
      if (still.length === able.length) return { over, under: BigInt(under), poorer, poorerGave }
      able = still
    }
    return undefined
  }

  /** What the supporters have together, in whole fen. */
  together(at: number): bigint {
    const all = (this.supporters[at] ?? []).map((group) => (this.money[group] ?? 0n) * (this.voters[group] ?? 0n))
    return all.reduce((sum, part) => sum + part, 0n) / this.unit
  }

  pay(at: number, { over, under }: Levy): void {
    const finer = under / divisor(over, under)
    if (finer !== 1n) {
      this.unit *= finer
      for (const [group, has] of this.money.entries()) if (has !== 0n) this.money[group] = has * finer
    }
    const part = (over * finer) / under
    for (const group of this.supporters[at] ?? []) {
      const has = this.money[group] ?? 0n
      this.money[group] = has > part ? has - part : 0n
    }
  }
}
