/**
 * 记账凭证: every entry gets a voucher at day close, numbered from 1 in each month without gaps (Accounting Law arts. 9-14,
 * Sq). Mass gifts of one channel and day share a summary voucher that lists its entries. An entry posted late into an open
 * month takes the next number of that month, so no number is ever left free or given twice.
 */
import type { Line, PostedEntry } from './entry.ts'
import type { DateText, MonthText } from './vocab.ts'

/** The one voucher word we use; hosts that keep 收 付 转 apart do so in their own program. */
const VOUCHER_WORD = '记'

export interface Voucher {
  readonly word: typeof VOUCHER_WORD
  readonly month: MonthText
  readonly number: number
  readonly date: DateText
  /** Channel of a summary voucher, null on the voucher of a single entry. */
  readonly channel: string | null
  readonly summary: string
  /** In posting order; more than one on a summary voucher. */
  readonly entries: readonly { readonly id: string; readonly totalFen: bigint }[]
  /** Lines as posted, or summed where a summary voucher has several of the same dimensions; debits first. */
  readonly lines: readonly Line[]
  readonly totalFen: bigint
}

type Unnumbered = Pick<
  PostedEntry,
  'id' | 'seq' | 'postedOn' | 'type' | 'recipe' | 'channel' | 'summary' | 'lines' | 'totalFen'
>

/**
 * Vouchers for all entries that have none, in order of date and posting.
 * @param lastNumbers last number given in each month so far; a month that is not listed begins with 1
 */
export function numberVouchers(
  entries: readonly Unnumbered[],
  lastNumbers: ReadonlyMap<MonthText, number>,
): readonly Voucher[] {
  const last = new Map(lastNumbers)
  return groupsOf(entries).map((group) => {
    const [first] = group
    const month = first.postedOn.slice(0, 7)
    const number = (last.get(month) ?? 0) + 1
    last.set(month, number)
    const isSummary = first.channel !== null
    return {
      word: VOUCHER_WORD,
      month,
      number,
      date: first.postedOn,
      channel: first.channel,
      summary: first.summary,
      entries: group.map(({ id, totalFen }) => ({ id, totalFen })),
      lines: debitsFirst(isSummary ? summed(group.flatMap((entry) => entry.lines)) : first.lines),
      totalFen: group.reduce((sum, entry) => sum + entry.totalFen, 0n),
    }
  })
}

type Group = readonly [Unnumbered, ...Unnumbered[]]

/** A summary takes entries of one day, channel and recipe, so that its lines say one thing. */
function groupsOf(entries: readonly Unnumbered[]): readonly Group[] {
  const groups = new Map<string, Group>()
  const ordered = entries.toSorted((one, other) =>
    one.postedOn === other.postedOn ? Number(one.seq - other.seq) : one.postedOn < other.postedOn ? -1 : 1,
  )
  for (const entry of ordered) {
    const own = entry.channel === null || entry.type !== 'ordinary'
    const key = own ? `entry ${entry.id}` : `${entry.postedOn} ${entry.channel} ${entry.recipe}`
    const group = groups.get(key)
    groups.set(key, group ? [...group, entry] : [entry])
  }
  return [...groups.values()]
}

const debitsFirst = (lines: readonly Line[]): Line[] => [
  ...lines.filter((line) => line.side === 'debit'),
  ...lines.filter((line) => line.side === 'credit'),
]

/** Gift and counterparty are in the detail list, not on the voucher: names of donors stay off the printed page. */
function summed(lines: readonly Line[]): Line[] {
  const sums = new Map<string, Line>()
  for (const line of lines) {
    const merged = { ...line, gift: null, grant: null, counterparty: null, relatedParty: false, foreign: null }
    const { side, account, restriction, restrictionId, fund, project, campaign, kind, reach, cashLine } = line
    const key = [side, account, restriction, restrictionId, fund, project, campaign, kind, reach, cashLine].join('\n')
    const before = sums.get(key)
    sums.set(key, before ? { ...before, amountFen: before.amountFen + line.amountFen } : merged)
  }
  return [...sums.values()]
}

/** Numbers missing or given twice in a month; empty when the month is without gaps. */
export function gapsOf(numbers: readonly number[]): readonly number[] {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  const highest = numbers.reduce((most, number) => Math.max(most, number), 0)
  return Array.from({ length: highest }, (_, index) => index + 1).filter((number) => counts.get(number) !== 1)
}
