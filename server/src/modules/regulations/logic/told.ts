import type { Both } from '@shanju/contract/regulations/shapes.ts'
import type { DutyState } from '@shanju/contract/regulations/vocab.ts'
import { words } from '@shanju/contract/regulations/words.ts'
import { type Finding, sentenceOf } from './finding.ts'

/** A duty's name: what is to be done, and for what. */
export function dutyTitle(regulationId: string, subject: string): Both {
  const what = (known: Readonly<Record<string, string>>): string => known[`duty.${regulationId}`] ?? regulationId
  return { zh: `${what(words.zh)}：${subject}`, en: `${what(words.en)}: ${subject}` }
}

/** Refusals carry both languages, because their sentence is chosen where the reader is known. */
export const stateWords = (state: DutyState): Readonly<Record<string, string>> => ({
  stateZh: words.zh[`state.${state}`],
  stateEn: words.en[`state.${state}`],
})

export function blockWords(finding: Finding): Readonly<Record<string, string>> {
  const sentence = sentenceOf(finding)
  return {
    rule: finding.regulation,
    titleZh: finding.title.zh,
    titleEn: finding.title.en,
    sentenceZh: sentence.zh,
    sentenceEn: sentence.en,
    citationZh: finding.citation.zh,
    citationEn: finding.citation.en,
  }
}

/** All warnings in one sentence of each language, each with its source. */
export function warningWords(rules: readonly string[], warnings: readonly Finding[]): Readonly<Record<string, string>> {
  const said = warnings.map((each) => ({ sentence: sentenceOf(each), citation: each.citation }))
  return {
    rules: rules.join(', '),
    warningsZh: said.map(({ sentence, citation }) => `${sentence.zh}（${citation.zh}）`).join(''),
    warningsEn: said.map(({ sentence, citation }) => `${sentence.en} (${citation.en})`).join(' '),
  }
}
