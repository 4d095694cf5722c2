import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'

const FEN_PER_WAN = 1_000_000n
const FEN_PER_YI = 10_000_000_000n
const FEN_PER_MILLION = 100_000_000n

/** "¥1,234.50"; what is owed or taken back carries a true minus sign. */
export const yuan = (fen: bigint): string => (fen < 0n ? `−¥${formatYuan(-fen)}` : `¥${formatYuan(fen)}`)

/**
 * A large sum as people say it: "12.35 万元", "1.23 亿元", "¥1.23 million". Undefined for sums that are better read exactly:
 * below 10,000 yuan, or a million in English. Never stands without the exact value beside it.
 */
export function roughly(fen: bigint, language: Language): string | undefined {
  const size = fen < 0n ? -fen : fen
  const sign = fen < 0n ? '−' : ''
  if (language === 'en')
    return size < FEN_PER_MILLION ? undefined : `${sign}¥${hundredths(size, FEN_PER_MILLION)} million`
  if (size < FEN_PER_WAN) return undefined
  // What would round up to 10,000 万 is said in 亿.
  return size >= FEN_PER_YI - FEN_PER_WAN / 200n
    ? `${sign}${hundredths(size, FEN_PER_YI)} 亿元`
    : `${sign}${hundredths(size, FEN_PER_WAN)} 万元`
}

/** size / unit with two places, halves up: integers only, no float on the way. */
function hundredths(size: bigint, unit: bigint): string {
  const rounded = (size * 100n + unit / 2n) / unit
  return formatYuan(rounded)
}

/** Exact, in groups of three. */
export const count = (n: number | bigint): string => n.toString().replace(/\B(?=(\d{3})+$)/g, ',')

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** "2026年11月23日" or "23 November 2026". */
export function longDay(day: PlainDate, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return language === 'zh'
    ? `${year}年${Number(month)}月${Number(date)}日`
    : `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`
}

/** "2026-11" → "11月" or "Nov", for the foot of a chart. */
export function shortMonth(month: string, language: Language): string {
  const number = Number(month.slice(5))
  return language === 'zh' ? `${number}月` : (MONTHS[number - 1] ?? '').slice(0, 3)
}
