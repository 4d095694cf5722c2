/**
 * 统一社会信用代码, the 18-character identifier of every legal person and organisation (GB 32100-2015).
 *
 * Characters are 0–9 and A–Z without I, O, S, V, Z, valued 0–30 in that order (table 2 of the standard). The last is a
 * check character: with weights 3^(i−1) mod 31 over the first seventeen, it makes the weighted sum a multiple of 31.
 * As 31 is prime and no weight is a multiple of it, every error in one character and every exchange of two neighbours
 * is found.
 */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const MODULUS = 31
const LENGTH = 18

/** As people type or paste it → as it is kept: half-width, capitals, no blanks or dashes. Says nothing about validity. */
export const normaliseCreditCode = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')

/** 18 characters of the alphabet, whatever the last one says. */
export const hasCreditCodeForm = (code: string): boolean =>
  code.length === LENGTH && [...code].every((character) => CHARACTERS.includes(character))

/**
 * The check character for the first seventeen.
 * @throws RangeError when these are not seventeen characters of the alphabet
 */
export function creditCodeCheck(body: string): string {
  if (body.length !== LENGTH - 1) throw new RangeError('seventeen characters are needed')
  let sum = 0
  let weight = 1
  for (const character of body) {
    const value = CHARACTERS.indexOf(character)
    if (value < 0) throw new RangeError('a character outside the alphabet')
    sum += value * weight
    weight = (weight * 3) % MODULUS
  }
  return CHARACTERS.charAt((MODULUS - (sum % MODULUS)) % MODULUS)
}

/** Form and check character both right. Expects a normalised code. */
export const isCreditCode = (code: string): boolean =>
  hasCreditCodeForm(code) && creditCodeCheck(code.slice(0, -1)) === code.at(-1)
