import { addDays } from '@shanju/contract/kit/dates.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { PaymentFacts } from '../facts.ts'
import { termOf } from '../settings.ts'
import { type Rules, when } from './rule.ts'

export const paymentRules: Rules<PaymentFacts> = {
  U04: (payment) =>
    payment.stage === 'asked'
      ? when(
          [!payment.payeeApproved, { reason: 'other_payee' }],
          [
            payment.amountFen > payment.leftFen,
            { reason: 'above_left', params: { left: formatYuan(payment.leftFen) } },
          ],
        )
      : [],
  U18: (payment, setting) =>
    payment.stage === 'paid' ? [{ reason: 'to_follow', due: { from: payment.on, term: termOf(setting, 'days') } }] : [],
  /** Several sums to one payee, each under the line and together over it: told, whatever they are for. */
  U27: (payment, setting) => {
    if (payment.stage !== 'asked' || payment.largeSumFen === null || payment.amountFen >= payment.largeSumFen) return []
    const { days } = termOf(setting, 'days')
    const line = payment.largeSumFen
    const since = addDays(payment.on, -days)
    const small = payment.recent.filter(({ on, fen }) => on > since && fen < line)
    const sum = small.reduce((all, { fen }) => all + fen, payment.amountFen)
    return when([
      small.length > 0 && sum >= line,
      { reason: 'split', params: { count: small.length + 1, days, sum: formatYuan(sum), line: formatYuan(line) } },
    ])
  },
}
