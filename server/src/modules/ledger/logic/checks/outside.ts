/** The cross-checks of the books against something outside them: bank, platform, receipts, store, commitments, vouchers. */
import { freeFen } from '../overdraw.ts'
import type { DateText } from '../vocab.ts'
import { type CheckResult, listResult, type Pair, pairsResult } from './result.ts'

/** 银行存款余额调节表 of one bank account and month (K14; N24 22, rule A13). */
export interface BankReconciliation {
  readonly account: string
  readonly bookFen: bigint
  readonly statementFen: bigint
  /** In the books, not yet at the bank: plus came in, minus went out. */
  readonly onlyInBooks: readonly { readonly entry: string; readonly fen: bigint }[]
  /** At the bank, not yet in the books. */
  readonly onlyAtBank: readonly { readonly line: string; readonly fen: bigint }[]
}

const sum = (items: readonly { readonly fen: bigint }[]): bigint => items.reduce((all, item) => all + item.fen, 0n)

/** Both sides after the items the other side has: equal when the account is reconciled. */
export function adjustedBalances(one: BankReconciliation): { readonly bookFen: bigint; readonly statementFen: bigint } {
  return { bookFen: one.bookFen + sum(one.onlyAtBank), statementFen: one.statementFen + sum(one.onlyInBooks) }
}

export function checkBanks(accounts: readonly BankReconciliation[]): CheckResult {
  const pairs = accounts.map((one): Pair => {
    const { bookFen, statementFen } = adjustedBalances(one)
    return [`book ${one.account}`, bookFen, 'statement', statementFen]
  })
  return pairsResult('K14', pairs)
}

/** K15: platform statement = movement of 1009 = gross gifts; A12 asks for it by the 5th of the next month. */
export function checkPlatforms(
  platforms: readonly {
    readonly channel: string
    readonly statementFen: bigint
    readonly bookFen: bigint
    readonly giftsFen: bigint
  }[],
): CheckResult {
  const pairs = platforms.flatMap((one): Pair[] => [
    [`statement ${one.channel}`, one.statementFen, '1009', one.bookFen],
    [`gifts ${one.channel}`, one.giftsFen, '1009', one.bookFen],
  ])
  return pairsResult('K15', pairs)
}

/** K16: donation income from money is receipted, waived, anonymous, or waits for its receipt. */
export function checkReceipts(receipts: {
  readonly incomeFen: bigint
  readonly issuedFen: bigint
  readonly waivedFen: bigint
  readonly anonymousFen: bigint
  readonly notYetFen: bigint
}): CheckResult {
  const accounted = receipts.issuedFen + receipts.waivedFen + receipts.anonymousFen + receipts.notYetFen
  return pairsResult('K16', [['4101 from money', receipts.incomeFen, 'receipts', accounted]])
}

/** K17: the store's count and the value of its lots against 1201 (N24 26, at least once a year). */
export function checkStore(
  lots: readonly {
    readonly lot: string
    readonly quantityIn: bigint
    readonly quantityOut: bigint
    readonly counted: bigint
    readonly valueFen: bigint
  }[],
  inventoryFen: bigint,
): CheckResult {
  const value = lots.reduce((all, lot) => all + lot.valueFen, 0n)
  const counts = lots.map(
    (lot): Pair => [`booked ${lot.lot}`, lot.quantityIn - lot.quantityOut, 'counted', lot.counted],
  )
  return pairsResult('K17', [
    ['1201', inventoryFen, 'lots', value],
    ...counts.filter(([, one, , other]) => one !== other),
  ])
}

/** K06: no pot has more open commitments than money. */
export function checkCommitments(
  pots: readonly { readonly pot: string; readonly balanceFen: bigint; readonly commitmentsFen: readonly bigint[] }[],
): CheckResult {
  const short = pots.filter((one) => freeFen(one.balanceFen, one.commitmentsFen) < 0n)
  return listResult(
    'K06',
    short.map((one) => one.pot),
  )
}

/** K19: help is marked reached once, with a voucher, not before it was paid, and never more than was booked. */
export function checkReach(
  lines: readonly {
    readonly line: string
    readonly bookedFen: bigint
    readonly paidOn: DateText
    readonly marks: readonly { readonly fen: bigint; readonly on: DateText; readonly voucher: string | null }[]
  }[],
): CheckResult {
  const wrong = lines.filter(({ bookedFen, paidOn, marks }) => {
    const early = marks.some((mark) => mark.voucher === null || mark.on < paidOn)
    return early || sum(marks) > bookedFen
  })
  return listResult(
    'K19',
    wrong.map((line) => line.line),
  )
}
