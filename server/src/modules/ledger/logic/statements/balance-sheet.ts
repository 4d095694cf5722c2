/** 资产负债表, 会民非01表: columns 年初余额 and 期末余额 (N24 appendix part 5, section 1). */
import { carriesRestriction } from '../chart.ts'
import { evaluate, type Statement } from './evaluate.ts'
import { FORMS, type Term } from './form.ts'
import { type AccountOf, accountAt, creditOf, normalOf, type Position } from './positions.ts'

/** What moves by analysis: the part of a long-term line due within one year, to A7, A8, L7, L8 or L13. */
export interface Reclassification {
  readonly from: string
  readonly to: string
  readonly amountFen: bigint
}

interface BalanceSheetInput {
  /** All balances before the year, the opening entry included. */
  readonly opening: readonly Position[]
  /** All balances up to the reporting month. */
  readonly closing: readonly Position[]
  readonly accountOf: AccountOf
  readonly openingMoves?: readonly Reclassification[]
  readonly closingMoves?: readonly Reclassification[]
}

export const OPENING_COLUMN = 0
export const CLOSING_COLUMN = 1

/** @throws RangeError when a reclassification crosses the two halves of the sheet, which would unbalance it */
export function balanceSheet(input: BalanceSheetInput): Statement {
  const columns = [input.opening, input.closing]
  const leaf = (term: Term) => columns.map((positions) => leafOf(term, positions, input.accountOf))
  return evaluate(FORMS['01'], 2, leaf, movesOf(input))
}

function leafOf(term: Term, positions: readonly Position[], accountOf: AccountOf): bigint {
  let sum = 0n
  for (const position of positions) {
    const account = accountAt(position, accountOf)
    if (term.of === 'accounts' && account.code.startsWith(term.prefix) && account.role !== 'agency') {
      sum += normalOf(account, position, 'all')
    } else if (term.of === 'agency' && account.role === 'agency') {
      sum += normalOf(account, position, 'all')
    } else if (term.of === 'unclosed' && isUnclosed(account.first) && position.restriction === term.restriction) {
      // Income and expense that closing has not moved to net assets yet (A); zero once the period is closed.
      sum += carriesRestriction(account) ? creditOf(position, 'all') : 0n
    }
  }
  return sum
}

const isUnclosed = (first: string): boolean => first.startsWith('4') || first.startsWith('5') || first === '3201'

function movesOf(input: BalanceSheetInput): Map<string, bigint[]> {
  const sums = new Map<string, bigint[]>()
  const add = (id: string, column: number, amount: bigint) => {
    const sum = sums.get(id) ?? [0n, 0n]
    sum[column] = (sum[column] ?? 0n) + amount
    sums.set(id, sum)
  }
  const lists = [input.openingMoves ?? [], input.closingMoves ?? []]
  lists.forEach((moves, column) => {
    for (const { from, to, amountFen } of moves) {
      if (from[0] !== to[0]) throw new RangeError(`${from} and ${to} stand in different halves of the balance sheet`)
      add(from, column, -amountFen)
      add(to, column, amountFen)
    }
  })
  return sums
}
