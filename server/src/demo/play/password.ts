import { randomInt } from 'node:crypto'

/** Letters and digits that survive paper and reading aloud. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Fifteen characters, 59 random bits: good enough for a server somebody puts on the net to show it. */
export const newPassword = (): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join(
    '-',
  )
