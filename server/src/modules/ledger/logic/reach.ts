/**
 * Marks that help reached the last beneficiary, appended after posting (M12 12; rules U17, U18; K19). The line itself never
 * changes; a mark taken back is a later mark with a negative amount.
 */
import type { DateText, Kind, Reach } from './vocab.ts'

export interface HelpLine {
  readonly kind: Kind | null
  readonly bookedFen: bigint
  /** The mark the line was posted with. */
  readonly postedAs: Reach | null
  /** Day of the payment or hand-over; null while it is only owed. */
  readonly paidOn: DateText | null
  /** Sum of the marks so far, those taken back deducted. */
  readonly markedFen: bigint
}

export interface ReachMark {
  readonly fen: bigint
  readonly on: DateText
  readonly voucher: string | null
}

/** In precedence order. */
type ReachRefusal =
  | 'not_help'
  | 'voucher_missing'
  | 'not_paid'
  | 'before_payment'
  | 'in_future'
  | 'more_than_booked'
  | 'more_than_marked'

/** May the mark be appended? Undefined means yes. Negative amounts take marks back (E36: the bank returned the payment). */
export function refuseMark(line: HelpLine, mark: ReachMark, today: DateText): ReachRefusal | undefined {
  if (line.kind !== 'c1') return 'not_help'
  if (mark.voucher === null) return 'voucher_missing'
  if (mark.on > today) return 'in_future'
  const reached = reachedFen(line)
  if (mark.fen < 0n) return reached + mark.fen < 0n ? 'more_than_marked' : undefined
  if (line.paidOn === null) return 'not_paid'
  if (mark.on < line.paidOn) return 'before_payment'
  return reached + mark.fen > line.bookedFen ? 'more_than_booked' : undefined
}

/** What of a line has reached people by now. */
export function reachedFen(line: HelpLine): bigint {
  return (line.postedAs === 'reached' ? line.bookedFen : 0n) + line.markedFen
}

/** What left us and has not arrived: listed for the quarterly follow-up of U18. */
export function openAtPartnerFen(line: HelpLine): bigint {
  return line.paidOn === null ? 0n : line.bookedFen - reachedFen(line)
}
