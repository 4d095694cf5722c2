import { type Language, readerLanguage } from '@shanju/contract/kit/language.ts'
import { keep, kept } from '../kit/memory.ts'

let chosen: Language | undefined

/** What the reader chose here before, else what the browser asks for. Also sent with every call to the server. */
export const currentLanguage = (): Language => {
  chosen ??= kept('language') === 'en' ? 'en' : kept('language') === 'zh' ? 'zh' : readerLanguage(navigator.language)
  return chosen
}

export const rememberLanguage = (language: Language): void => {
  chosen = language
  keep('language', language)
}
