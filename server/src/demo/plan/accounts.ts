import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Chance } from './chance.ts'
import type { Dated, PlannedSpending } from './shapes.ts'

/** The host whose accountant is shown has closed up to last autumn; the others are half a year behind, as people are. */
const SHOWCASE = 'nuansha'
const CLOSED_UP_TO = { showcase: 10, others: 6 } as const
/** Closed on this day of the next month, when the lists of the last half month are in. */
const CLOSING_DAY = 20

interface Facts {
  /** Hosts whose books have begun. */
  readonly hosts: readonly string[]
  readonly until: PlainDate
  readonly chance: Chance
  readonly staffOf: (host: string, role: 'charity_manager' | 'charity_accountant') => string
}

const two = (n: number): string => String(n).padStart(2, '0')

/** A year at the accountants' desks: help paid and cost booked by template, checked by the manager; months closed. */
export function planAccounts({ hosts, until, chance, staffOf }: Facts): Dated[] {
  return hosts.flatMap((host): Dated[] => {
    const people = { host, by: staffOf(host, 'charity_accountant'), checkedBy: staffOf(host, 'charity_manager') }
    const closed = host === SHOWCASE ? CLOSED_UP_TO.showcase : CLOSED_UP_TO.others
    const months = Array.from({ length: 11 }, (_, index) => index + 1)
    const spent = months.map((month): Dated => {
      const day = `2026-${two(month)}-${two(chance.between(22, 27))}`
      return { at: `${day}T15:10`, deed: { kind: 'spend', ...people, ...spending(month, chance), waits: false } }
    })
    const shut = months
      .filter((month) => month <= closed)
      .map((month): Dated => {
        const at = `2026-${two(month + 1)}-${two(CLOSING_DAY)}T16:30`
        return { at, deed: { kind: 'close_month', host, by: people.by, month: `2026-${two(month)}` } }
      })
    const waiting = {
      at: `${until}T16:20`,
      deed: { kind: 'spend', ...people, ...spending(0, chance), waits: true },
    } as const
    return [...spent.filter(({ at }) => at.slice(0, 10) < addDays(until, -1)), ...shut, waiting]
  })
}

/** Every third month is the office's; the rest helps people or pays for a service. */
function spending(month: number, chance: Chance): PlannedSpending {
  if (month % 3 === 2) return { event: 'office', sumFen: BigInt(chance.between(300, 2400)) * 100n, percent: 0 }
  return { event: chance.percent(65) ? 'aid' : 'service', sumFen: 0n, percent: chance.between(18, 45) }
}
