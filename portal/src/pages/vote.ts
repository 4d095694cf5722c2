import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import type { PublicBallot } from '@shanju/contract/ballots/shapes.ts'
import { sentence } from '@shanju/contract/catalogue.ts'
import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { type Call, orWhyNot } from '../call.ts'
import { yuan } from '../format.ts'
import { type Html, html } from '../html.ts'
import { ballotPath, votePath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { heading } from '../parts/section.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { findBallot } from './ballot.ts'
import { missingPage } from './missing.ts'

type Fields = Readonly<Record<string, string | undefined>>

const MOST_CODE = 40
const fieldOf = (number: number): string => `mark${number}`

/** The voter's page: everything on one form, so that whoever scanned a slip ticks and sends. A code in the address fills its field. */
export async function votePage(call: Call, view: View, typed: string): Promise<PortalAnswer> {
  const ballot = await findBallot(call, typed)
  return ballot ? formPage(view, ballot, { code: view.reader.query.code }) : missingPage(view)
}

/** Takes the form. Refused: the form again, with what was ticked still ticked. */
export async function sendVote(call: Call, view: View, typed: string, fields: Fields): Promise<PortalAnswer> {
  const { reader } = view
  const { ballot: text } = reader.text
  const ballot = await findBallot(call, typed)
  if (!ballot) return missingPage(view)
  const marks = ballot.options.flatMap(({ number }) => (fields[fieldOf(number)] === undefined ? [] : [number]))
  const code = (fields.code ?? '').trim().slice(0, MOST_CODE) || '-'
  const done = await orWhyNot(call(ballots.vote, { params: { id: ballot.publicId }, body: { code, marks } }))
  if ('refused' in done) return formPage(view, ballot, fields, sentence(reader.language, done.refused, done.params))
  const body = html`${heading(chinese(reader, ballot.title), text.thanks)}
<div class="narrow stack"><p class="note" role="status">${text.thanksLead}</p><p><a href="${ballotPath(ballot.publicId)}">${text.back}</a></p></div>`
  return answer(view, { title: text.thanks, description: text.thanksLead, body, unlisted: true })
}

function formPage(view: View, ballot: PublicBallot, fields: Fields, trouble?: string): PortalAnswer {
  const { reader } = view
  const { ballot: text } = reader.text
  const open = ballot.state === 'open'
  const body = html`${heading(text.kind, chinese(reader, ballot.title), open ? text.until(shanghaiTime(ballot.closesAt)) : undefined)}
<div class="narrow stack ballots">${trouble && html`<p class="note" role="alert">${trouble}</p>`}
${open ? form(view, ballot, fields) : html`<p class="note">${sentence(reader.language, ballot.state === 'ended' ? 'ballots.voting_over' : 'ballots.not_open')}</p><p><a href="${ballotPath(ballot.publicId)}">${text.back}</a></p>`}</div>`
  const page = { title: text.vote, description: text.voteLead, body, unlisted: true }
  return answer(view, { ...page, status: trouble ? 422 : 200 })
}

function form({ reader }: View, ballot: PublicBallot, fields: Fields): Html {
  const { ballot: text } = reader.text
  return html`<form class="stack" method="post" action="${votePath(ballot.publicId)}">
<fieldset><legend>${text.voteLead}</legend><p class="hint">${text.most(ballot.mostMarks)}</p>
${ballot.options.map(
  ({ number, title, costFen, withdrawn }) =>
    html`<label class="choice" for="mark-${number}"><input type="checkbox" id="mark-${number}" name="${fieldOf(number)}" value="1"${fields[fieldOf(number)] !== undefined && html` checked`}> <span>${number}. ${chinese(reader, title)}<span class="sub">${yuan(costFen)}${withdrawn !== null && html` · ${text.withdrawn}`}</span></span></label>`,
)}</fieldset>
<div><label for="code">${text.code}</label>
<input id="code" name="code" class="code" value="${fields.code}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="${MOST_CODE}" required aria-describedby="code-hint">
<p class="hint" id="code-hint">${text.codeHint}</p></div>
<p><button class="button">${text.send}</button></p><p class="hint">${text.sure}</p></form>`
}
