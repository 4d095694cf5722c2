import { pinyin as read } from 'pinyin-pro'

interface Spelling {
  /** All syllables without blanks: "kangbashiqu". */
  readonly pinyin: string
  readonly initials: string
}

/**
 * How a name is typed in pinyin, without tones, "v" for ü. The library knows usual words, not the place names of Ordos
 * (什 in 康巴什, 都 in 布日都 from Mongolian), so a reading given with syllables apart goes before its own.
 */
export function spell(name: string, given?: string | null): Spelling {
  const syllables = given ? given.split(' ') : read(name, { type: 'array', toneType: 'none', v: true })
  const plain = syllables.map((syllable) => plainLetters(syllable))
  return { pinyin: plain.join(''), initials: plain.map((syllable) => syllable.charAt(0)).join('') }
}

/** Letters and digits only; "lve" is typed "lue" as well, so both are kept as the second. */
export const plainLetters = (text: string): string =>
  text
    .toLowerCase()
    .replace(/([ln])(?:ve|üe)/g, '$1ue')
    .replaceAll('ü', 'v')
    .replace(/[^a-z0-9]/g, '')
