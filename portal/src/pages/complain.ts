import { word } from '@shanju/contract/catalogue.ts'
import { formatPublicId, idOf, parsePublicId } from '@shanju/contract/kit/ids.ts'
import { routes as supervision } from '@shanju/contract/supervision/routes.ts'
import { type Call, orMissing } from '../call.ts'
import { longDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { codeForm } from '../parts/forms.ts'
import { answer, redirect } from '../parts/page.ts'
import { heading } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'

const MOST_WORDS = 2000
const LEAST_WORDS = 5
const MOST_CONTACT = 100

type Fields = Readonly<Record<string, string | undefined>>

/** What the address or the form says the complaint is about; undefined when it is no such thing. */
function aboutOf({ gift, fund, org }: Fields) {
  const publicId = parsePublicId(gift ?? '')
  if (publicId) return { kind: 'gift', publicId } as const
  if (fund && idOf('fund').safeDecode(fund).success) return { kind: 'fund', id: fund } as const
  if (org && idOf('org').safeDecode(org).success) return { kind: 'organisation', id: org } as const
  return undefined
}

/** The form: what is wrong, and how to reach the writer if they wish. Works without any script. */
export function complainPage(view: View): PortalAnswer {
  return formPage(view, view.reader.query, 200)
}

function formPage(view: View, fields: Fields, status: number, trouble?: string): PortalAnswer {
  const { reader } = view
  const { text } = reader
  const about = aboutOf(fields)
  if (!about)
    return answer(view, {
      title: text.complain.title,
      description: text.complain.lead,
      body: pickFirst(reader),
      status,
      unlisted: true,
    })
  const body = html`${heading(undefined, text.complain.title, text.complain.lead)}
<form class="narrow stack top" method="post" action="/complain">
${trouble && html`<p class="note" role="alert">${trouble}</p>`}
${hidden('gift', fields.gift)}${hidden('fund', fields.fund)}${hidden('org', fields.org)}
<p>${text.complain.about[about.kind]}${about.kind === 'gift' && html` <span class="code">${formatPublicId(about.publicId)}</span>`}</p>
<div><label for="words">${text.complain.words}</label>
<textarea id="words" name="words" rows="6" minlength="${LEAST_WORDS}" maxlength="${MOST_WORDS}" required aria-describedby="words-hint">${fields.words}</textarea>
<p class="hint" id="words-hint">${text.complain.wordsHint}</p></div>
<div><label for="contact">${text.complain.contact}</label>
<input id="contact" name="contact" value="${fields.contact}" maxlength="${MOST_CONTACT}" autocomplete="off" aria-describedby="contact-hint">
<p class="hint" id="contact-hint">${text.complain.contactHint}</p></div>
<p><button class="button">${text.complain.send}</button></p></form>`
  return answer(view, { title: text.complain.title, description: text.complain.lead, body, status, unlisted: true })
}

const hidden = (name: string, value: string | undefined): Html | false =>
  value !== undefined && value !== '' && html`<input type="hidden" name="${name}" value="${value}">`

const pickFirst = ({ text }: Reader): Html =>
  html`${heading(undefined, text.complain.title, text.complain.lead)}<div class="narrow stack"><p class="note">${text.complain.pick}</p>
<p><a href="/g">${text.findGift.title}</a> · <a href="/search">${text.search.label}</a></p></div>`

/** Takes the form. Too short or about nothing: the form again, with what was written still in it. */
export async function sendComplaint(call: Call, view: View, fields: Fields): Promise<PortalAnswer> {
  const { reader } = view
  const about = aboutOf(fields)
  const words = (fields.words ?? '').trim()
  const contact = (fields.contact ?? '').trim().slice(0, MOST_CONTACT)
  if (!about || words.length < LEAST_WORDS || words.length > MOST_WORDS) {
    return formPage(view, fields, 422, reader.text.complain.tooShort)
  }
  const made = await orMissing(call(supervision.complain, { body: { about, words, contact } }))
  if (!made) return formPage(view, fields, 404, reader.text.complain.unknown)
  return redirect(reader, 303, `/complaints/${made.code}?new=1`)
}

/** How far a complaint is, for whoever holds its code. */
export async function complaintPage(call: Call, view: View, typed: string): Promise<PortalAnswer> {
  const { reader } = view
  const { text, language } = reader
  const code = parsePublicId(typed)
  const found = code && (await orMissing(call(supervision.complaintByCode, { params: { code } })))
  if (!code || !found) return codePage(view, 404, text.complaint.missing)
  const body = html`${heading(text.complaint.kind, html`<span class="code">${formatPublicId(found.code)}</span>`)}
<div class="narrow stack">${reader.query.new !== undefined && html`<p class="note" role="status">${text.complaint.keep}</p>`}
<p>${word(language, 'supervision', `state.${found.state}`)} · ${text.complaint.answerBy(longDay(found.answerBy, language))}</p>
${found.answers.length === 0 ? html`<p>${text.complaint.noAnswer}</p>` : found.answers.map((said) => html`<blockquote><p lang="zh-Hans">${said.words}</p></blockquote>`)}</div>`
  return answer(view, { title: text.complaint.title, description: text.complaint.lead, body, unlisted: true })
}

/** The question for a complaint's code. */
export function findComplaintPage(view: View): PortalAnswer {
  const code = parsePublicId(view.reader.query.code ?? '')
  return code ? redirect(view.reader, 303, `/complaints/${code}`) : codePage(view, 200)
}

function codePage(view: View, status: number, note?: string): PortalAnswer {
  const { reader } = view
  const { text } = reader
  const body = html`${heading(undefined, text.complaint.title, text.complaint.lead)}<div class="narrow stack">${note && html`<p class="note">${note}</p>`}${codeForm(reader)}</div>`
  return answer(view, { title: text.complaint.title, description: text.complaint.lead, body, status, unlisted: true })
}
