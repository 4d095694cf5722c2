import { z } from 'zod'

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export const language = z.enum(LANGUAGES)

/** Words of one module in every language; keys as `refusal.<code>`, `status.<value>`. */
export type Words = Readonly<Record<Language, Readonly<Record<string, string>>>>

/**
 * The reader's language from an Accept-Language header: the one of ours they weigh highest, the earlier of equals.
 * Chinese when the header asks for neither. Source of the weights: RFC 9110, 12.4.2 and 12.5.4.
 */
export function readerLanguage(header: string | undefined): Language {
  let chosen: { language: Language; weight: number } | undefined
  for (const part of (header ?? '').split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const language = LANGUAGES.find((each) => tag === each || tag.startsWith(`${each}-`))
    const weight = weightOf(parameters)
    if (language && weight > (chosen?.weight ?? 0)) chosen = { language, weight }
  }
  return chosen?.language ?? 'zh'
}

/** `q=0.8` as 0.8; 1 when absent, 0 ("not this one") when it is no number between. */
function weightOf(parameters: readonly string[]): number {
  const quality = parameters.map((each) => each.trim()).find((each) => each.startsWith('q='))
  if (quality === undefined) return 1
  return /^q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(quality) ? Number(quality.slice(2)) : 0
}

/** Fills `{name}` places of a sentence. A place without a value stays visible: a test would see it. */
export const fill = (sentence: string, values: Readonly<Record<string, unknown>>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole))
