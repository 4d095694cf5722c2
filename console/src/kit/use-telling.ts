import type { Language } from '@shanju/contract/kit/language.ts'
import { useSpeech } from '../text/language.tsx'
import type { TextKey } from '../text/zh.ts'
import type { Telling } from './details.ts'

/** Where a fact's values have their words: first part of the module's key. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  channel: ['channel'],
  kind: ['kind', 'change', 'paper'],
  state: ['state', 'review', 'status'],
  from: ['state'],
  to: ['state'],
  severity: ['severity'],
  about: ['kind'],
  fee: ['fee'],
  yield: ['yield'],
  source: ['source'],
  form: ['form'],
  role: ['role'],
  purpose: ['purpose'],
  shown: ['shown'],
  receipt: ['receipt'],
  donorKind: ['donor_kind'],
}

/** Kinds of things that stand in facts; a person's reach is one of the first two. */
const NAMED = ['division', 'organisation', 'fund', 'gift'] as const

const COMMA: Readonly<Record<Language, string>> = { zh: '，', en: ', ' }

/** Facts of an act in the reader's words; `action` says whose module's words they are. */
export function useTelling(): (action: string) => Telling {
  const { t, w, language } = useSpeech()
  return (action) => {
    const module = action.split('.')[0] ?? ''
    return {
      comma: COMMA[language],
      nameOf: (name) => {
        const key = `trail.fact.${name}` as TextKey
        // A fact nobody has named yet is shown as it was written.
        return t(key) as string | undefined
      },
      valueOf: (name, value) => {
        if (value === 'true') return t('trail.yes')
        if (value === 'false') return t('trail.no')
        const thing = NAMED.find((each) => each === value)
        if (thing && (name === 'about' || name === 'kind')) return t(`${thing}.one`)
        for (const group of GROUPS[name] ?? []) {
          const word = w(module, `${group}.${value}`)
          if (word !== `${module}.${group}.${value}`) return word
        }
        return undefined
      },
    }
  }
}
