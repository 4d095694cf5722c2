import { blockWords, judgeOf } from '#modules/regulations/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type DecidedGift, decideGift, type GiftDecision } from '../logic/decide-gift.ts'
import type { JudgedGift } from '../logic/gift-facts.ts'
import { judgeGift } from '../logic/judge-gift.ts'
import type { GiftFund } from './funds.ts'

export type Decide = (gift: DecidedGift & JudgedGift, fund: GiftFund) => GiftDecision

/** Decides about gift after gift, without asking the database again: the rules of today are read once. */
export async function decider(tx: Tx): Promise<Decide> {
  const judge = await judgeOf(tx)
  return (gift, fund) =>
    decideGift(gift, {
      fund,
      today: tx.today,
      judged: (history) => judgeGift(judge, gift, history),
      wordsOf: blockWords,
    })
}
