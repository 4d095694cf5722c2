import { today } from '../../kit/day-input.tsx'

const before = (month: string): string => {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 2
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
}

export const lastMonth = (): string => before(today().slice(0, 7))

/** Months since a day, the latest first, as choices. */
export function monthsBack(startsOn: string): { value: string; label: string }[] {
  const found: { value: string; label: string }[] = []
  for (let month = today().slice(0, 7); month >= startsOn.slice(0, 7); month = before(month)) {
    found.push({ value: month, label: month })
  }
  return found
}
