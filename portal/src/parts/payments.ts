import type { PublicPayment } from '@shanju/contract/payments/payout-shapes.ts'
import { longDay, yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Reader } from '../reader.ts'
import { chinese } from './names.ts'

/** What was paid, one under the other: what for and how much, below it to whom, when, and whether it arrived. */
export function paymentList(reader: Reader, list: readonly PublicPayment[]): Html {
  const { governance: text } = reader.text
  const rows = list.map((payment) => {
    const payee = payment.payee === null ? text.paidPerson : chinese(reader, payment.payee)
    const back = payment.returnedFen > 0n && html` · ${text.paidBack(yuan(payment.returnedFen))}`
    return html`<li>${chinese(reader, payment.purpose)} <span class="amount">${yuan(payment.amountFen)}</span> <span class="tag${payment.reached ? '' : ' quiet'}">${payment.reached ? text.paidReached : text.paidUnderWay}</span><span class="sub">${payee} · <time datetime="${payment.on}">${longDay(payment.on, reader.language)}</time>${back}</span></li>`
  })
  return html`<ul class="stack">${rows}</ul>`
}
