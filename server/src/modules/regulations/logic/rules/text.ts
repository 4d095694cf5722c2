import { findIllness } from '../detect/illness.ts'
import { findBankCard, findIdNumber, findMobile } from '../detect/numbers.ts'
import type { FreeTextFacts } from '../facts.ts'
import { wordsOf } from '../settings.ts'
import type { Rules } from './rule.ts'

/**
 * CL art. 82, PIPL art. 25. The finding says where the number begins and never repeats it: findings are logged. People
 * count characters from one.
 */
export const textRules: Rules<FreeTextFacts> = {
  X13: ({ texts }, setting) =>
    texts.flatMap(({ field, text }) => {
      const at = (reason: string, index: number | undefined) =>
        index === undefined ? [] : [{ reason, params: { field: { words: [`field.${field}`] }, at: index + 1 } }]
      const illness = at('illness', findIllness(text, wordsOf(setting, 'illness_words')))
      return [
        ...at('id_number', findIdNumber(text)),
        ...at('mobile', findMobile(text)),
        ...at('bank_card', findBankCard(text)),
        ...illness.map((breach) => ({ ...breach, guess: true as const })),
      ]
    }),
}
