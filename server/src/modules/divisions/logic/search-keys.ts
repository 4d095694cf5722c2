import { plainLetters } from './spell.ts'

export interface Keys {
  /** As it may stand in a name: half-width, small letters. */
  readonly text: string
  /** As it may stand in pinyin; null when it cannot (which matches nothing). */
  readonly letters: string | null
  /** As a code may begin; null for anything but digits. */
  readonly digits: string | null
}

/** What people type into the search box, in the forms it is compared with; undefined when nothing is left to compare. */
export function searchKeys(typed: string): Keys | undefined {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  if (text === '') return undefined
  const latin = /^[a-zü\s']+$/.test(text)
  return {
    text,
    letters: latin ? plainLetters(text) || null : null,
    digits: /^\d+$/.test(text) ? text : null,
  }
}
