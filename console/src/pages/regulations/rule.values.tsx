import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { ParameterValue, Regulation } from '@shanju/contract/regulations/shapes.ts'
import { useSpeech } from '../../text/language.tsx'

/** A parameter's value in words: sums in yuan, days with their unit, words one after the other. */
export function useValueText(rule: Regulation): (name: string, value: ParameterValue) => string {
  const { t, w, language } = useSpeech()
  return (name, value) => {
    if (Array.isArray(value)) return value.join(language === 'zh' ? '、' : ', ') || t('rule.none_of_words')
    const type = rule.parameters.find((each) => each.name === name)?.type ?? 'words'
    const unit = w('regulations', `unit.${type}`)
    return `${type === 'fen' ? formatYuan(BigInt(value)) : value} ${unit}`.trim()
  }
}

/** What a parameter is called in the reader's language; its own name where it is no longer part of the rule. */
export function useParameterTitle(rule: Regulation): (name: string) => string {
  const { language } = useSpeech()
  return (name) => rule.parameters.find((each) => each.name === name)?.title[language] ?? name
}
