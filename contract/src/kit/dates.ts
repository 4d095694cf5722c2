import { z } from 'zod'

/**
 * Business dates are Asia/Shanghai whatever the machine says. China keeps UTC+8 all year since 1991, and nothing here
 * is older, so the offset is arithmetic and needs no time-zone data.
 */
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

/** A calendar day "2026-11-23"; the wire, code and database form alike. */
export type PlainDate = string

/**
 * A real day of the years 1000 to 2999: what a person can mean. The bound keeps a day after or before it, and the
 * database's own range, within four digits of a year.
 */
export const isPlainDate = (text: string): boolean => {
  const [, year, month, day] = /^([12]\d{3})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (year === undefined) return false
  const days = lastDay(Number(year), Number(month))
  return Number(day) >= 1 && Number(day) <= days
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days of a month of the Gregorian calendar; 0 for a month there is not. */
const lastDay = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (DAYS[month - 1] ?? 0)

/** A day as people and programs write it: "2026-3-5", "2026/03/05", "20260305", "2026年3月5日", perhaps with a time behind. */
export function parseDay(text: string): PlainDate | undefined {
  const plain = text.normalize('NFKC').trim()
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(plain) ??
    // Lists of banks write 20260305142201.
    /^(\d{4})(\d{2})(\d{2})(?:[ T]?\d{2}:?\d{2}:?\d{2})?$/.exec(plain)
  if (!match) return undefined
  const [, year = '', month = '', day = ''] = match
  const text10 = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isPlainDate(text10) ? text10 : undefined
}

export const plainDate = z
  .string()
  .refine(isPlainDate, { message: 'date' })
  .meta({ description: 'A day in Asia/Shanghai, YYYY-MM-DD', format: 'date' })

/** An instant; ISO 8601 on the wire, Date in code. */
export const instant = z
  .codec(z.iso.datetime({ offset: true }), z.date(), {
    decode: (text) => new Date(text),
    encode: (value) => value.toISOString(),
  })
  .meta({ description: 'An instant, ISO 8601' })

/** The Shanghai day on which an instant falls. */
export const shanghaiDate = (at: Date): PlainDate =>
  new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)

/** Instant as people read it here: "2026-11-23 14:05". */
export const shanghaiTime = (at: Date): string =>
  new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')

/** The first instant of a Shanghai day. */
export const startOfDay = (day: PlainDate): Date => new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET_MS)

export const addDays = (day: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** "2026-11" */
export const monthOf = (day: PlainDate): string => day.slice(0, 7)
