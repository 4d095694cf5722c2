import { word } from '@shanju/contract/catalogue.ts'
import { proofRoutes } from '@shanju/contract/giving/proof.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { PublicGiftRecord } from '@shanju/contract/giving/shapes.ts'
import { formatPublicId, parsePublicId } from '@shanju/contract/kit/ids.ts'
import { type Call, orMissing } from '../call.ts'
import { longDay, yuan } from '../format.ts'
import { type Html, html, type Piece } from '../html.ts'
import { facts } from '../parts/facts.ts'
import { donor } from '../parts/gifts.ts'
import { fundPath, giftPath, shownPath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer, redirect } from '../parts/page.ts'
import { proofOf } from '../parts/proof.ts'
import { heading, section } from '../parts/section.ts'
import { traced, traceQuery } from '../parts/trace.ts'
import { vouchers } from '../parts/vouchers.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { noSuchGift } from './find-gift.ts'

/** One gift by the code on its slip. Every way of writing the code leads to its one address. */
export async function giftPage(call: Call, view: View, typed: string): Promise<PortalAnswer> {
  const { reader } = view
  const publicId = parsePublicId(typed)
  const gift = publicId && (await orMissing(call(giving.getPublic, { params: { publicId } })))
  if (!publicId || !gift) return noSuchGift(view, typed)
  if (publicId !== typed) return redirect(reader, 301, giftPath(publicId))
  const proof = await call(proofRoutes.getProof, { params: { publicId } })
  const { text } = reader
  const trace =
    gift.state === 'recorded'
      ? await call(giving.tracePublic, { params: { publicId }, query: traceQuery(reader) })
      : undefined
  const code = formatPublicId(gift.publicId)
  const body = html`${heading(text.gift.kind, html`<span class="code">${code}</span>`)}
${reader.query.shown !== undefined && html`<p class="note" role="status">${text.shown.done}</p>`}
${status(reader, gift)}
<div class="beside top"><div><p class="slip${gift.state === 'voided' && ' void'}">${yuan(gift.amountFen)}</p>${what(reader, gift)}</div>
<div class="stack aside"><p>${text.gift.notReceipt}</p><p>${text.gift.wrong} <a href="/complain?gift=${gift.publicId}">${text.complain.link}</a></p>${gift.state !== 'voided' && html`<p>${text.shown.offer} <a href="${shownPath(gift.publicId)}">${text.shown.link}</a></p>`}
<p class="actions" data-copy="${code}" data-copy-label="${text.gift.copy}" data-copied-label="${text.site.copied}" data-print-label="${text.site.print}"></p></div></div>
${trace && traced(reader, trace)}
${section('proof', text.log.proof, text.log.proofLead, proofOf(view, { page: giftPath(publicId), file: `/api/v1/giving/public/${publicId}/proof/file` }, proof))}
${section('books', text.gift.books, text.gift.booksLead, gift.entries.length === 0 ? html`<p>${text.gift.noEntries}</p>` : vouchers(reader, gift.entries))}`
  return answer(view, {
    title: text.gift.title(code),
    description: text.gift.description,
    body,
    path: [{ href: fundPath(gift.fund.id), name: chinese(reader, gift.fund.name) }],
    unlisted: true,
  })
}

function status({ text }: Reader, { state }: PublicGiftRecord): Html | undefined {
  if (state === 'recorded') return undefined
  return html`<p class="note">${state === 'voided' ? text.gift.voided : text.gift.history}</p>`
}

function what(reader: Reader, gift: PublicGiftRecord): Html {
  const { text, language } = reader
  return facts([
    [text.gift.from, gift.state === 'voided' ? text.gift.noMore : donor(reader, gift)],
    [text.gift.to, html`<a href="${fundPath(gift.fund.id)}">${chinese(reader, gift.fund.name)}</a>`],
    [text.gift.host, chinese(reader, gift.host.name)],
    [text.gift.day, html`<time datetime="${gift.givenOn}">${longDay(gift.givenOn, language)}</time>`],
    [text.gift.channel, word(language, 'giving', `channel.${gift.channel}`)],
    [text.gift.purpose, gift.state === 'voided' ? text.gift.noMore : purpose(reader, gift)],
    [text.gift.state, word(language, 'giving', `state.${gift.state}`)],
  ])
}

/** In the donor's words, else the one of the fund's fields they chose, else all the fund is for. */
function purpose(reader: Reader, { purpose, purposeField }: PublicGiftRecord): Piece {
  if (purpose) return chinese(reader, purpose)
  return purposeField ? word(reader.language, 'funds', `field.${purposeField}`) : reader.text.gift.purposeOfFund
}
