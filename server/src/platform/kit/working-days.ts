import { addDays, isPlainDate, type PlainDate } from '@shanju/contract/kit/dates.ts'
import calendar from 'chinese-days'

/**
 * Whether a day is one of the 工作日 of statutory deadlines: not on a weekend or public holiday, or a weekend day that the
 * State Council made a working one. It announces a year's days late in the year before; until the calendar package knows
 * them, only weekends are free, so a deadline over an unannounced holiday comes out early rather than late.
 */
export const isWorkingDay = (day: PlainDate): boolean => calendar.isWorkday(asLocal(day))

/**
 * The last day of a term of working days that begins with the day after `from`; 0 is `from` itself, or the next working
 * day where that is none. Source of the count: Civil Code art. 201, the day itself is not counted.
 * @throws RangeError on a day that is none or a number of days below zero or over ten years
 */
export function addWorkingDays(from: PlainDate, days: number): PlainDate {
  if (!Number.isInteger(days) || days < 0 || days > 3650) throw new RangeError(`${days} working days`)
  let day = from
  let left = days
  if (left === 0) while (!isWorkingDay(day)) day = addDays(day, 1)
  while (left > 0) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}

/** The package reads a text as UTC and answers by the machine's own zone; a local noon is that day in every zone. */
function asLocal(day: PlainDate): Date {
  if (!isPlainDate(day)) throw new RangeError(`"${day}" is no day`)
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 12)
}
