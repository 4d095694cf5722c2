import { parsePublicId } from '@shanju/contract/kit/ids.ts'
import { type Html, html } from '../html.ts'
import { giftForm } from '../parts/forms.ts'
import { answer, redirect } from '../parts/page.ts'
import { heading } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'

const CODE_LENGTH = 12
/** What is typed comes back in the page; a pasted letter should not fill it. */
const SHOWN_CHARACTERS = 40

/** The question for a gift's code, and the way from `/g?id=…` to the gift's own address. */
export function findGiftPage(view: View): PortalAnswer {
  const { reader } = view
  const typed = (reader.query.id ?? '').trim()
  if (typed) {
    const publicId = parsePublicId(typed)
    return publicId ? redirect(reader, 303, `/g/${publicId}`) : noSuchGift(view, typed)
  }
  const { text } = reader
  const body = html`${heading(undefined, text.findGift.title, text.findGift.lead)}<div class="narrow">${giftForm(reader)}</div>`
  return answer(view, { title: text.findGift.title, description: text.findGift.description, body })
}

/** Nothing under this code: said calmly, with what is usually wrong, and the field filled in to mend it. */
export function noSuchGift(view: View, typed: string): PortalAnswer {
  const { reader } = view
  const { text } = reader
  const shown = typed.slice(0, SHOWN_CHARACTERS)
  const body = html`${heading(undefined, text.findGift.missingTitle)}
<div class="narrow stack"><p class="note">${why(reader, shown)}</p>${giftForm(reader, shown)}${tips(reader)}</div>`
  const title = text.findGift.missingTitle
  return answer(view, { title, description: text.findGift.description, body, status: 404, unlisted: true })
}

function why({ text }: Reader, typed: string): string {
  if (parsePublicId(typed)) return text.findGift.missing(typed)
  const characters = [...typed.normalize('NFKC').replace(/[\s-]/g, '')]
  return characters.length === CODE_LENGTH
    ? text.findGift.badCharacter(typed)
    : text.findGift.badForm(typed, String(characters.length))
}

const tips = ({ text }: Reader): Html =>
  html`<div><h2>${text.findGift.tipsTitle}</h2><ul class="tips">${text.findGift.tips.map((tip) => html`<li>${tip}</li>`)}</ul></div>`
