import type { Judge, Judgement } from '#modules/regulations/index.ts'
import { giftFacts, type JudgedGift, publicationFacts, textFacts } from './gift-facts.ts'
import { shownOf } from './shown-name.ts'

/**
 * What the rule book says of one gift. Gifts from before the books leave nothing to do: their receipts were the business
 * of another system.
 */
export function judgeGift(judge: Judge, gift: JudgedGift, history: boolean): Judgement {
  const found = judge({
    gift: giftFacts(gift),
    publication: publicationFacts(shownOf(gift.donorName, gift.shown), gift.shown),
    ...(gift.purpose === '' ? {} : { text: textFacts(gift) }),
  })
  return history ? { ...found, tasks: [] } : found
}
