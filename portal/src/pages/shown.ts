import { word } from '@shanju/contract/catalogue.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { PublicGiftRecord } from '@shanju/contract/giving/shapes.ts'
import { SHOWN, type Shown } from '@shanju/contract/giving/vocab.ts'
import { formatPublicId, parsePublicId } from '@shanju/contract/kit/ids.ts'
import { type Call, orMissing, orRefused } from '../call.ts'
import { html } from '../html.ts'
import { fundPath, giftPath, shownPath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer, redirect } from '../parts/page.ts'
import { heading } from '../parts/section.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { noSuchGift } from './find-gift.ts'

type Fields = Readonly<Record<string, string | undefined>>

const MOST_CODE = 20

/** The donor says how they wish to be shown, proved by the code on the slip. Works without any script. */
export const shownPage = (call: Call, view: View, typed: string): Promise<PortalAnswer> =>
  withGift(call, view, typed, async (gift) => formPage(view, gift, {}, 200))

/** Takes the form; what is refused is told above it, with the choice still standing. */
export const sendShown = (call: Call, view: View, fields: Fields, typed: string): Promise<PortalAnswer> =>
  withGift(call, view, typed, async (gift) => {
    const { text } = view.reader
    const { publicId } = gift
    const shown = SHOWN.find((each) => each === fields.shown)
    const slipCode = (fields.code ?? '').trim().slice(0, MOST_CODE)
    if (!shown || slipCode === '') return formPage(view, gift, fields, 422, text.shown.incomplete)
    const refused = await orRefused(call(giving.changeOwnShown, { params: { publicId }, body: { shown, slipCode } }))
    if (refused) return formPage(view, gift, fields, refused.status, word(view.reader.language, ...refused.word))
    return redirect(view.reader, 303, `${giftPath(publicId)}?shown=1`)
  })

async function withGift(
  call: Call,
  view: View,
  typed: string,
  make: (gift: PublicGiftRecord) => Promise<PortalAnswer>,
): Promise<PortalAnswer> {
  const publicId = parsePublicId(typed)
  const gift = publicId && (await orMissing(call(giving.getPublic, { params: { publicId } })))
  if (!gift) return noSuchGift(view, typed)
  return gift.state === 'voided' ? redirect(view.reader, 303, giftPath(gift.publicId)) : make(gift)
}

function formPage(view: View, gift: PublicGiftRecord, fields: Fields, status: number, trouble?: string): PortalAnswer {
  const { reader } = view
  const { text, language } = reader
  const code = formatPublicId(gift.publicId)
  const choice = (shown: Shown) =>
    html`<label class="pick"><input type="radio" name="shown" value="${shown}"${fields.shown === shown && html` checked`} required> <span>${word(language, 'giving', `shown.${shown}`)} <small>${text.shown.means[shown]}</small></span></label>`
  const body = html`${heading(text.gift.kind, html`<span class="code">${code}</span>`, text.shown.lead)}
<form class="narrow stack" method="post" action="${shownPath(gift.publicId)}">
${trouble && html`<p class="note" role="alert">${trouble}</p>`}
<p>${text.shown.now} <b>${gift.shownName === null ? text.gift.anonymous : chinese(reader, gift.shownName)}</b></p>
<fieldset class="picks"><legend>${text.shown.wish}</legend>${SHOWN.map(choice)}</fieldset>
<div><label for="slip-code">${text.shown.code}</label>
<input id="slip-code" name="code" class="code" maxlength="${MOST_CODE}" autocomplete="off" autocapitalize="characters" spellcheck="false" required aria-describedby="slip-code-hint">
<p class="hint" id="slip-code-hint">${text.shown.codeHint}</p></div>
<p><button class="button">${text.shown.send}</button></p></form>`
  return answer(view, {
    title: text.shown.title,
    description: text.shown.lead,
    body,
    status,
    path: [
      { href: fundPath(gift.fund.id), name: chinese(reader, gift.fund.name) },
      { href: giftPath(gift.publicId), name: code },
    ],
    unlisted: true,
  })
}
