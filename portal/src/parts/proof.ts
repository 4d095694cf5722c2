import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { fromBase64Url } from '@shanju/contract/transparency/base64.ts'
import { QR_CAPACITY, receiptText } from '@shanju/contract/transparency/compact.ts'
import type { ShownProof } from '@shanju/contract/transparency/shown-proof.ts'
import { count, longDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { facts } from './facts.ts'
import { qrPicture } from './qr.ts'

/**
 * The proof of a gift or a decision: how far it is, the QR code that carries it, and the whole of it as a file.
 * @param at the page it is about, and where its file is
 */
export function proofOf(
  { reader, site }: View,
  at: { readonly page: string; readonly file: string },
  proof: ShownProof,
): Html {
  const { text } = reader
  if (proof.state === 'none' || proof.state === 'altered') {
    return html`<p class="${proof.state === 'altered' && 'note'}">${text.log.state[proof.state]}</p>`
  }
  const address = `${site.origin ?? reader.origin}${at.page}`
  const { place, receipt } = proof
  const whole = receipt === null ? undefined : receiptText(address, fromBase64Url(receipt))
  // An entry of many lines lays open more than one code holds; then the file alone carries it.
  const fits = whole !== undefined && whole.length <= QR_CAPACITY
  const code = fits ? whole : address
  const short = receipt === null ? text.log.pendingPrinted : fits ? undefined : text.log.tooLong
  return html`<div class="proof"><figure><img class="qr" src="${qrPicture(code)}" alt="${text.log.qr}">${short && html`<figcaption>${short}</figcaption>`}</figure>
<div class="stack"><p>${text.log.state[proof.state]}</p>${proof.erasedAt && html`<p class="note">${text.log.erased(longDay(shanghaiDate(proof.erasedAt), reader.language))}</p>`}
${
  place &&
  facts([
    [text.log.name, place.origin],
    [text.log.placeLabel, text.log.place(count(place.index), count(place.size))],
    [
      text.log.witnesses,
      place.witnesses.need > 0 && text.log.behind(count(place.witnesses.have), count(place.witnesses.need)),
    ],
  ])
}
<p class="actions">${place && html`<a href="${at.file}">${text.log.file}</a> · `}<a href="/log/verify">${text.log.how}</a></p></div></div>`
}
