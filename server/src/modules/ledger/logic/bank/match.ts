/**
 * Bank lines against lines of the books, with the reason of every match; what is not certain goes to a queue with its
 * candidates. Nothing is guessed: a reason counts only where it points to exactly one partner on both sides.
 */
import type { DateText } from '../vocab.ts'

/** Plus came in, minus went out. */
export interface BankLine {
  readonly id: string
  readonly on: DateText
  readonly fen: bigint
  /** Order or voucher number the bank passes on, if any. */
  readonly reference: string | null
}

export interface BookLine extends BankLine {
  /** Lines that are settled together: the batch of a payment institution, a pay-out file. */
  readonly batch: string | null
}

/**
 * reference: same number and amount · batch: the lines of one batch add up to the bank line within the days allowed ·
 * amount_and_day: the only lines of that amount on that day · amount_near: the only ones within the days allowed.
 */
export type MatchReason = 'reference' | 'batch' | 'amount_and_day' | 'amount_near'

export interface BankMatch {
  readonly bank: string
  readonly books: readonly string[]
  readonly reason: MatchReason
}

export interface Matched {
  readonly matches: readonly BankMatch[]
  /** Bank lines nobody explains yet, each with book lines of the same amount. */
  readonly queue: readonly { readonly bank: string; readonly candidates: readonly string[] }[]
  /** Book lines the bank has not shown yet. */
  readonly onlyInBooks: readonly string[]
}

/** A settlement group on the side of the books: one line, or the lines of a batch. */
interface Group {
  readonly lines: readonly BookLine[]
  readonly fen: bigint
  readonly on: DateText
}

/** @param days how many days a line may come late (T+1 settlement, weekends, holidays) */
export function matchBank(bank: readonly BankLine[], books: readonly BookLine[], days: number): Matched {
  const openBank = new Map(inOrder(bank).map((line) => [line.id, line]))
  const openBooks = new Map(inOrder(books).map((line) => [line.id, line]))
  const matches: BankMatch[] = []
  const run = (reason: MatchReason, groups: readonly Group[], fits: (line: BankLine, group: Group) => boolean) => {
    for (const [line, group] of certainPairs([...openBank.values()], groups, fits)) {
      matches.push({ bank: line.id, books: group.lines.map((one) => one.id), reason })
      openBank.delete(line.id)
      for (const one of group.lines) openBooks.delete(one.id)
    }
  }
  const singles = () => [...openBooks.values()].map((line) => ({ lines: [line], fen: line.fen, on: line.on }))
  run('reference', singles(), (line, group) => {
    const reference = group.lines[0]?.reference ?? null
    return line.fen === group.fen && line.reference !== null && line.reference === reference
  })
  run('batch', batchesOf([...openBooks.values()]), (line, group) => line.fen === group.fen && isNear(line, group, days))
  run('amount_and_day', singles(), (line, group) => line.fen === group.fen && line.on === group.on)
  run('amount_near', singles(), (line, group) => line.fen === group.fen && isNear(line, group, days))
  return {
    matches,
    queue: [...openBank.values()].map((line) => ({
      bank: line.id,
      candidates: [...openBooks.values()].filter((one) => one.fen === line.fen).map((one) => one.id),
    })),
    onlyInBooks: [...openBooks.keys()],
  }
}

/** Pairs in which each has only the other. */
function certainPairs(
  bank: readonly BankLine[],
  groups: readonly Group[],
  fits: (line: BankLine, group: Group) => boolean,
): (readonly [BankLine, Group])[] {
  const byAmount = Map.groupBy(groups, (group) => group.fen)
  const partners = bank.map(
    (line) => [line, (byAmount.get(line.fen) ?? []).filter((group) => fits(line, group))] as const,
  )
  const wanted = new Map<Group, number>()
  for (const group of partners.flatMap(([, found]) => found)) wanted.set(group, (wanted.get(group) ?? 0) + 1)
  return partners.flatMap(([line, [only, ...others]]) =>
    only !== undefined && others.length === 0 && wanted.get(only) === 1 ? [[line, only] as const] : [],
  )
}

/** A batch is as late as its latest line; one line alone is no batch. */
function batchesOf(lines: readonly BookLine[]): Group[] {
  const batches = Map.groupBy(
    lines.filter((line) => line.batch !== null),
    (line) => line.batch,
  )
  return [...batches.values()]
    .filter((own) => own.length > 1)
    .map((own) => ({
      lines: own,
      fen: own.reduce((sum, line) => sum + line.fen, 0n),
      on:
        own
          .map((line) => line.on)
          .sort()
          .at(-1) ?? '',
    }))
}

const DAY_MS = 86_400_000

/** The bank shows a line on the day of the books or up to so many days later or earlier. */
function isNear(line: BankLine, group: Group, days: number): boolean {
  return Math.abs(Date.parse(line.on) - Date.parse(group.on)) <= days * DAY_MS
}

/** The order in which lines come in must not decide anything. */
const inOrder = <T extends BankLine>(lines: readonly T[]): T[] =>
  lines.toSorted((one, other) => (one.on === other.on ? compare(one.id, other.id) : compare(one.on, other.on)))
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
