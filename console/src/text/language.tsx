import type { Language } from '@shanju/contract/kit/language.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import type { Locale } from 'antd/es/locale'
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'
import { fonts } from '../theme/palette.ts'
import { withSpokenCalendar } from './antd-locale.ts'
import { currentLanguage, rememberLanguage } from './choice.ts'
import type { Text, TextKey } from './zh.ts'

export interface Speech {
  readonly language: Language
  /** The console's own sentence, with `{places}` filled. */
  readonly t: (key: TextKey, values?: Readonly<Record<string, string | number>>) => string
  /** A module's word: `w('funds', 'status.open')`. */
  readonly w: (module: string, key: string) => string
  readonly antd: Locale
  readonly speak: (language: Language) => void
}

const SpeechContext = createContext<Speech | undefined>(undefined)

interface Loaded {
  readonly language: Language
  readonly text: Text
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly antd: Locale
}

/** Only the language in use is loaded. */
async function load(language: Language): Promise<Loaded> {
  if (language === 'en') {
    const [{ en }, { words }, antd] = await Promise.all([
      import('./en.ts'),
      import('./words/en.ts'),
      import('antd/es/locale/en_US'),
    ])
    return { language, text: en, words, antd: antd.default }
  }
  const [{ zh }, { words }, antd] = await Promise.all([
    import('./zh.ts'),
    import('./words/zh.ts'),
    import('./antd-zh.ts'),
  ])
  return { language, text: zh, words, antd: antd.zhCN }
}

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [loaded, setLoaded] = useState<Loaded>()
  const speak = useCallback((language: Language) => {
    load(language).then((next) => {
      const root = document.documentElement
      root.lang = language === 'zh' ? 'zh-CN' : 'en'
      root.style.setProperty('--fonts', fonts(language))
      setLoaded({ ...next, antd: withSpokenCalendar(next.antd) })
    })
  }, [])
  useEffect(() => speak(currentLanguage()), [speak])
  if (!loaded) return null
  const { language, text, words, antd } = loaded
  const speech: Speech = {
    language,
    antd,
    speak: (chosen) => {
      rememberLanguage(chosen)
      speak(chosen)
    },
    t: (key, values) => (values ? fill(text[key], values) : text[key]),
    // A key without a word shows itself, which a test forbids.
    w: (module, key) => words[module]?.[key] ?? `${module}.${key}`,
  }
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('no language here: a component stands outside SpeechProvider')
  return speech
}

/** The sentences alone, which is what most components want. */
export const useText = (): Speech['t'] => useSpeech().t
