import { z } from 'zod'

/**
 * Ids are UUIDv7 in the database and in code, and carry a prefix for people and logs: `gift_0193…` (32 hex digits).
 * The codec strips and adds the prefix at the door, so a fund's id pasted where a gift's belongs is refused there.
 */
export const idOf = <P extends string>(prefix: P) =>
  z
    .codec(z.string().regex(new RegExp(`^${prefix}_[0-9a-f]{32}$`)), z.uuid(), {
      decode: (text) => fromHex(text.slice(prefix.length + 1)),
      encode: (uuid) => showId(prefix, uuid),
    })
    .meta({ description: `Id of the form ${prefix}_<32 hex digits>` })

export const showId = (prefix: string, uuid: string): string => `${prefix}_${uuid.replaceAll('-', '')}`

const fromHex = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`

/** Crockford base 32: no I, L, O, U, so a code read aloud or from paper survives. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 12 characters from 60 random bits, shown in groups of four: what stands on a donor's slip and in `/g/…`. */
export function publicIdFrom(random: Uint8Array): string {
  if (random.length < 12) throw new RangeError('12 random bytes are needed')
  return Array.from(random.subarray(0, 12), (byte) => ALPHABET[byte & 31]).join('')
}

/** Reads a public id as people type it: small letters, blanks, dashes of any kind, O for 0, I or L for 1. */
export const parsePublicId = (text: string): string | undefined => parseCode(text, 12)

/** The secret on a donor's slip, as people type it: who holds it may say how the donor is shown. */
export const parseSlipCode = (text: string): string | undefined => parseCode(text, 8)

/** 8 characters of the same letters, shown in two groups of four. */
export const slipCodeFrom = (random: Uint8Array): string => publicIdFrom(random).slice(0, 8)

function parseCode(text: string, length: number): string | undefined {
  const letters = text.normalize('NFKC').toUpperCase()
  const plain = letters
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return plain.length === length && /^[0-9A-HJKMNP-TV-Z]+$/.test(plain) ? plain : undefined
}

export const formatPublicId = (id: string): string => id.replace(/(.{4})(?=.)/g, '$1-')
