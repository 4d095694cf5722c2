import { sentence, word } from '@shanju/contract/catalogue.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { linkToken, type MemberPage } from '@shanju/contract/governance/shapes.ts'
import { CHOICES, RECUSAL_KINDS } from '@shanju/contract/governance/vocab.ts'
import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { type Call, orWhyNot } from '../call.ts'
import { type Html, html } from '../html.ts'
import { chinese } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { heading } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { money } from './decision.ts'
import { missingPage } from './missing.ts'

type Fields = Readonly<Record<string, string | undefined>>
type Motion = MemberPage['motions'][number]

const MOST_WORDS = 500

/** What a link opens: the question for the second fact. Nothing of the meeting is told before it is answered. */
export function memberPage(view: View, token: string): PortalAnswer {
  return linkToken.safeParse(token).success ? factPage(view, token) : missingPage(view)
}

function factPage(view: View, token: string, status = 200, trouble?: string): PortalAnswer {
  const { governance: text } = view.reader.text
  const body = html`${heading(undefined, text.member.title, text.member.lead)}
<form class="narrow stack" method="post" action="/m/${token}">
${trouble && html`<p class="note" role="alert">${trouble}</p>`}
<div><label for="fact">${text.member.fact}</label>
<input id="fact" name="fact" class="code" inputmode="numeric" autocomplete="off" maxlength="20" required aria-describedby="fact-hint">
<p class="hint" id="fact-hint">${text.member.factHint}</p></div>
<p><button class="button">${text.member.enter}</button></p></form>`
  return answer(view, { title: text.member.title, description: text.member.lead, body, status, unlisted: true })
}

/** A form of the member's page: the second fact alone reads; with a motion it votes, steps back or asks. */
export async function sendMember(call: Call, view: View, token: string, fields: Fields): Promise<PortalAnswer> {
  const { reader } = view
  const { governance: text } = reader.text
  if (!linkToken.safeParse(token).success) return missingPage(view)
  const fact = (fields.fact ?? '').trim().slice(0, 20)
  const holder = { token, fact: fact || '-' }
  const done = await orWhyNot<MemberPage & { readonly receipt?: string | null }>(act(call, holder, fields))
  if (!('refused' in done)) {
    const told = { vote: text.member.thanks, ask: text.member.asked, recuse: text.member.recusedYou }[fields.act ?? '']
    return meetingPage(view, token, fact, done, told, done.receipt)
  }
  const trouble = sentence(reader.language, done.refused, done.params)
  // Whoever is known stays on the meeting's page; whoever is not is asked again.
  const page = await orWhyNot(call(governance.memberPage, { body: holder }))
  return 'refused' in page
    ? factPage(view, token, 422, trouble)
    : meetingPage(view, token, fact, page, undefined, null, trouble)
}

function act(call: Call, holder: { token: string; fact: string }, fields: Fields) {
  const { motion = '', words = '' } = fields
  const choice = CHOICES.find((each) => each === fields.choice)
  const kind = RECUSAL_KINDS.find((each) => each === fields.kind)
  const asked = { ...holder, motionId: motion }
  const said = words.trim().slice(0, MOST_WORDS)
  if (fields.act === 'vote' && choice) return call(governance.memberVote, { body: { ...asked, choice } })
  if (fields.act === 'recuse' && kind && said.length > 1)
    return call(governance.memberRecuse, { body: { ...asked, kind, words: said } })
  if (fields.act === 'ask' && said.length > 1) return call(governance.memberAsk, { body: { ...asked, words: said } })
  return call(governance.memberPage, { body: holder })
}

function meetingPage(
  view: View,
  token: string,
  fact: string,
  page: MemberPage,
  told?: string,
  receipt?: string | null,
  trouble?: string,
): PortalAnswer {
  const { reader } = view
  const { governance: text } = reader.text
  const member = word(reader.language, 'governance', `seat.${page.kind}`)
  const body = html`${heading(chinese(reader, page.fund), text.member.title, html`${text.at(shanghaiTime(page.heldAt), page.place)}<br>${text.member.as} · ${member}`)}
<div class="narrow stack ballots">
${trouble && html`<p class="note" role="alert">${trouble}</p>`}
${told && html`<p class="note" role="status">${told}${receipt && html`<br>${text.member.receipt}<br><span class="code">${receipt.slice(0, 16)}</span>`}</p>`}
${page.motions.length === 0 && html`<p>${text.member.none}</p>`}
${page.motions.map((motion) => motionShown(reader, token, fact, motion))}
${page.agenda && html`<div><h2>${text.member.agenda}</h2><p class="prose" lang="zh-Hans">${page.agenda}</p></div>`}</div>`
  return answer(view, {
    title: text.member.title,
    description: text.member.lead,
    body,
    status: trouble ? 422 : 200,
    unlisted: true,
  })
}

function motionShown(reader: Reader, token: string, fact: string, motion: Motion): Html {
  const { governance: text } = reader.text
  const id = showId('motion', motion.id)
  const form = (act: string, body: Html): Html =>
    html`<form method="post" action="/m/${token}" class="stack"><input type="hidden" name="fact" value="${fact}"><input type="hidden" name="motion" value="${id}"><input type="hidden" name="act" value="${act}">${body}</form>`
  return html`<article class="ballot stack"><h2><span class="sub">${word(reader.language, 'governance', `motion.${motion.kind}`)} · ${motion.secret ? text.secret : text.open}</span>${chinese(reader, motion.title)}</h2>
<p class="prose" lang="zh-Hans">${motion.reasons}</p>${money(reader, motion)}
<p><span class="tag">${stands(reader, motion)}</span></p>
${motion.mayVote && form('vote', choices(reader, id))}
${motion.questions.map(({ words, answer }) => html`<blockquote><p lang="zh-Hans">${words}</p><p class="sub">${answer ? html`${text.member.answered}: <span lang="zh-Hans">${answer}</span>` : text.member.unanswered}</p></blockquote>`)}
${!motion.recused && motion.resolution === null && html`<details><summary>${text.member.recuseTitle}</summary>${form('recuse', recusal(reader, id))}</details>`}
<details><summary>${text.member.askTitle}</summary>${form('ask', html`<label for="ask-${id}">${text.member.askWords}</label><textarea id="ask-${id}" name="words" rows="3" minlength="2" maxlength="${MOST_WORDS}" required></textarea><p><button class="plain">${text.member.ask}</button></p>`)}</details></article>`
}

function stands(reader: Reader, motion: Motion): string {
  const { governance: text } = reader.text
  if (motion.recused) return text.member.recusedYou
  if (motion.voted) return text.member.voted
  if (motion.resolution) return word(reader.language, 'governance', `state.${motion.state}`)
  if (motion.closesAt === null) return text.member.notYet
  return motion.mayVote ? text.member.until(shanghaiTime(motion.closesAt)) : text.member.over
}

const choices = (reader: Reader, id: string): Html =>
  html`<fieldset><legend>${reader.text.governance.member.choose}</legend>${CHOICES.map(
    (choice) =>
      html`<label class="choice" for="${choice}-${id}"><input type="radio" id="${choice}-${id}" name="choice" value="${choice}" required> ${word(reader.language, 'governance', `choice.${choice}`)}</label>`,
  )}</fieldset>
<p><button class="button">${reader.text.governance.member.send}</button></p><p class="hint">${reader.text.governance.member.sure}</p>`

const recusal = (reader: Reader, id: string): Html =>
  html`<fieldset>${RECUSAL_KINDS.map(
    (kind, at) =>
      html`<label class="choice" for="${kind}-${id}"><input type="radio" id="${kind}-${id}" name="kind" value="${kind}"${at === 0 && html` checked`}> ${word(reader.language, 'governance', `recusal.${kind}`)}</label>`,
  )}</fieldset>
<label for="why-${id}">${reader.text.governance.member.recuseWords}</label><textarea id="why-${id}" name="words" rows="2" minlength="2" maxlength="${MOST_WORDS}" required></textarea>
<p><button class="plain">${reader.text.governance.member.recuse}</button></p>`
