import { z } from 'zod'

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export const language = z.enum(LANGUAGES)

/** Words of one module in every language; keys as `refusal.<code>`, `status.<value>`. */
export type Words = Readonly<Record<Language, Readonly<Record<string, string>>>>

/** The reader's language from an Accept-Language header; Chinese when nothing else is asked for. */
export function readerLanguage(header: string | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = part.trim().toLowerCase()
    if (tag.startsWith('zh')) return 'zh'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh'
}

/** Fills `{name}` places of a sentence. A place without a value stays visible: a test would see it. */
export const fill = (sentence: string, values: Readonly<Record<string, unknown>>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
