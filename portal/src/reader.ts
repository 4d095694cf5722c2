import { LANGUAGES, type Language } from '@shanju/contract/kit/language.ts'
import type { PortalRequest } from './request.ts'
import { en } from './text/en.ts'
import { type Text, zh } from './text/zh.ts'

/** One year: whoever needs large type today needs it next month too. */
const KEEP_SECONDS = 365 * 24 * 60 * 60
const LANGUAGE_COOKIE = 'shanju_lang'
const TYPE_COOKIE = 'shanju_type'
const TEXTS: Readonly<Record<Language, Text>> = { zh, en }

/** Who reads: language, size of type, the words for them, and where they are. */
export interface Reader {
  readonly language: Language
  readonly largeType: boolean
  readonly text: Text
  readonly path: string
  readonly query: Readonly<Record<string, string | undefined>>
  readonly now: Date
  /** Where this page was asked for, `https://…`. */
  readonly origin: string
  /** `set-cookie` lines for choices made by this very request. */
  readonly cookies: readonly string[]
}

/** A choice in the address beats the cookie, the cookie beats what the browser says. */
export function readerOf(request: PortalRequest): Reader {
  const asked = LANGUAGES.find((l) => l === request.query.lang)
  const kept = LANGUAGES.find((l) => l === request.cookies[LANGUAGE_COOKIE])
  const language = asked ?? kept ?? request.language
  const type = sizeOf(request.query.type)
  const largeType =
    (type ?? sizeOf(request.cookies[TYPE_COOKIE]) ?? (request.largeType ? 'large' : 'normal')) === 'large'
  const cookies: string[] = []
  if (asked) cookies.push(cookie(LANGUAGE_COOKIE, asked))
  if (type) cookies.push(cookie(TYPE_COOKIE, type))
  const { path, query, now, origin = '' } = request
  return { language, largeType, text: TEXTS[language], path, query, now, origin, cookies }
}

const sizeOf = (value: string | undefined): 'large' | 'normal' | undefined =>
  value === 'large' || value === 'normal' ? value : undefined

/** Holds a taste, not an identity; no script reads it. */
const cookie = (name: string, value: string): string =>
  `${name}=${value}; Path=/; Max-Age=${KEEP_SECONDS}; SameSite=Lax; HttpOnly`

/** This page's address with some query parts set, or dropped where undefined: what the switches link to. */
export function here(reader: Reader, changes: Readonly<Record<string, string | undefined>> = {}): string {
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...reader.query, ...changes })) if (value) parts.set(name, value)
  const query = parts.toString()
  return query ? `${reader.path}?${query}` : reader.path
}

/** The address that stands for this page whoever looks: without the reader's own choices. */
export const canonical = (reader: Reader): string =>
  here(reader, { lang: reader.language === 'en' ? 'en' : undefined, type: undefined })
