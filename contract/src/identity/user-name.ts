import { z } from 'zod'

/**
 * User names people can type and nobody can imitate: letters of the scripts in use here, digits, and . _ - inside.
 * Other scripts are left out because their letters pass for Latin ones (Cyrillic а for a).
 */
const FORM =
  /^(?=.{2,32}$)[\p{Script=Han}\p{Script=Latin}\p{Script=Mongolian}0-9]([._-]?[\p{Script=Han}\p{Script=Latin}\p{Script=Mongolian}0-9])*$/u

/** The one form in which names are kept, compared and hashed: full-width and capital letters are no difference. */
export const canonicalUserName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/** Is this, in canonical form, a name a person may bear? */
export const isUserName = (canonical: string): boolean => FORM.test(canonical)

/** A new user name. Signing in takes any text instead, so that an impossible name is answered like a wrong one. */
export const userName = z
  .string()
  .max(64)
  .refine((typed) => isUserName(canonicalUserName(typed)), { message: 'format' })
  .meta({ description: '2 to 32 letters (Chinese, Latin, Mongolian) or digits, with . _ - between them' })
