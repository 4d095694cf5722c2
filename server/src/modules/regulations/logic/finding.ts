import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import type { Both, ShownFinding } from '@shanju/contract/regulations/shapes.ts'
import type { Severity } from '@shanju/contract/regulations/vocab.ts'
import { words } from '@shanju/contract/regulations/words.ts'
import type { Term } from './settings.ts'

/** A value in a sentence: as it is, or words of this module that each language says its own way. */
type Param = string | number | { readonly words: readonly string[] }

/** What a rule sees in facts, before it is known how severe the regulation is. */
export interface Breach {
  /** `finding.<id>.<reason>` is its sentence. */
  readonly reason: string
  /** Never personal data: findings end up in refusals, and refusals are logged. */
  readonly params?: Readonly<Record<string, Param>>
  /** A guess: it warns even where the regulation blocks. */
  readonly guess?: true
  /** For what is to be done by a day. */
  readonly due?: { readonly from: PlainDate; readonly term: Term }
}

/** What a regulation says about facts. */
export interface Finding extends Breach {
  readonly regulation: string
  readonly severity: Severity
  readonly title: Both
  readonly citation: Both
}

/** The finding as a sentence in both languages. */
export function sentenceOf({ regulation, reason, params = {} }: Finding): Both {
  const said = (language: 'zh' | 'en'): string => {
    const known: Readonly<Record<string, string>> = words[language]
    const value = (param: Param): string | number =>
      typeof param === 'object'
        ? param.words.map((key) => known[key] ?? key).join(language === 'zh' ? '、' : ', ')
        : param
    const values = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, value(param)]))
    return fill(known[`finding.${regulation}.${reason}`] ?? `finding.${regulation}.${reason}`, values)
  }
  return { zh: said('zh'), en: said('en') }
}

/** As it goes over the wire. */
export const shownFinding = (finding: Finding): ShownFinding => ({
  regulation: finding.regulation,
  severity: finding.severity,
  title: finding.title,
  sentence: sentenceOf(finding),
  citation: finding.citation,
})
