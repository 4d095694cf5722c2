/**
 * Numbers that name a person, in text as people type it: full-width digits, blanks, dashes and dots inside, glued to
 * words. Each answers where in the text the number begins, or undefined. Groups of digits are joined as long as nothing
 * but one or two such marks parts them; a single group longer than the number is something else (an order number, a
 * receipt's number) and is left alone.
 */

interface Group {
  /** Index in the text as it was given. */
  readonly at: number
  /** Digits, at the end perhaps X. */
  readonly digits: string
}

/** No comma among the marks: that lists things, or groups the digits of money. */
const RUN = /\d+(?:[\s\p{Pd}·.]{1,2}\d+)*(?:[\s\p{Pd}]?[xX](?![a-zA-Z]))?/gu
const LONGEST = 19 + 4

/** Every way in which neighbouring groups of one run may form a number. */
function candidates(text: string): Group[][] {
  return [...halfWidth(text).matchAll(RUN)].flatMap(({ 0: run, index: start }) => {
    const groups = [...run.matchAll(/\d+[\s\p{Pd}]?[xX]|\d+/gu)].map(({ 0: group, index }) => ({
      at: start + index,
      digits: group.replace(/[^\dxX]/g, '').toUpperCase(),
    }))
    return groups.flatMap((_, first) => joinsFrom(groups, first))
  })
}

function joinsFrom(groups: readonly Group[], first: number): Group[][] {
  const joins: Group[][] = []
  let length = 0
  for (let last = first; last < groups.length && length <= LONGEST; last++) {
    length += groups[last]?.digits.length ?? 0
    joins.push(groups.slice(first, last + 1))
  }
  return joins
}

/** Digits and letters as the keyboard has them; every character keeps its place. */
const halfWidth = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))

const joined = (groups: readonly Group[]): string => groups.map(({ digits }) => digits).join('')

const firstAt = (text: string, holds: (digits: string, groups: readonly Group[]) => boolean): number | undefined =>
  candidates(text).find((groups) => holds(joined(groups), groups))?.[0]?.at

/** Weights 2^(18−i) mod 11 and the check characters in the order of the remainder (GB 11643-1999). */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_CHECKS = '10X98765432'

/** 18-digit citizen identity number (公民身份号码): a day of birth that there was, and the right check character. */
export function isIdNumber(digits: string): boolean {
  if (!/^[1-9]\d{5}(?:18|19|20)\d{9}[\dX]$/.test(digits)) return false
  const [year, month, day] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)]
  const born = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(born.getTime()) || born.toISOString().slice(8, 10) !== day) return false
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return ID_CHECKS[sum % 11] === digits[17]
}

export const findIdNumber = (text: string): number | undefined => firstAt(text, isIdNumber)

/** A mobile number of the mainland (1, then 3–9, eleven digits), with or without 86 before it. */
const isMobile = (digits: string): boolean => /^(?:0{0,2}86)?1[3-9]\d{9}$/.test(digits)

export const findMobile = (text: string): number | undefined => firstAt(text, isMobile)

/** Check digit of ISO/IEC 7812-1 (Luhn): every second digit from the right doubled, the sum a multiple of ten. */
export function luhnHolds(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/**
 * 16 to 19 digits beginning as cards do here (3–6, 81, 9), with the check digit, written in one piece or in fours as on
 * the card, and no identity number.
 */
const isBankCard = (digits: string, groups: readonly Group[]): boolean =>
  /^(?:[3-69]|81)\d+$/.test(digits) &&
  digits.length >= 16 &&
  digits.length <= 19 &&
  groups.slice(0, -1).every((group) => group.digits.length === 4) &&
  luhnHolds(digits) &&
  !isIdNumber(digits)

export const findBankCard = (text: string): number | undefined => firstAt(text, isBankCard)
