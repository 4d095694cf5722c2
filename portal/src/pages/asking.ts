import { sentence } from '@shanju/contract/catalogue.ts'
import type { Question } from '@shanju/contract/evaluation/questions.ts'
import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { Asking } from '@shanju/contract/evaluation/shapes.ts'
import { MOST_NUMBER, MOST_REMARK } from '@shanju/contract/evaluation/vocab.ts'
import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { parsePublicId } from '@shanju/contract/kit/ids.ts'
import { type Call, orMissing, orWhyNot } from '../call.ts'
import { type Html, html } from '../html.ts'
import { choices } from '../parts/evaluation.ts'
import { askingPath, projectPath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer } from '../parts/page.ts'
import { heading } from '../parts/section.ts'
import type { Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

type Fields = Readonly<Record<string, string | undefined>>

const MOST_CODE = 40
const fieldOf = (number: number): string => `q${number}`

const find = async (call: Call, typed: string): Promise<Asking | undefined> => {
  const id = parsePublicId(typed)
  return id === undefined ? undefined : orMissing(call(evaluations.asking, { params: { id } }))
}

/** All questions on one form, each may be left out. A code in the address fills its field. */
export async function askingPage(call: Call, view: View, typed: string): Promise<PortalAnswer> {
  const asking = await find(call, typed)
  return asking ? formPage(view, asking, { code: view.reader.query.code }) : missingPage(view)
}

/** Takes the form. Refused: the form again, with what was answered still there. */
export async function sendAnswers(call: Call, view: View, typed: string, fields: Fields): Promise<PortalAnswer> {
  const { reader } = view
  const { evaluation: text } = reader.text
  const asking = await find(call, typed)
  if (!asking) return missingPage(view)
  const { questions } = asking.questionnaire
  const body = {
    code: (fields.code ?? '').trim().slice(0, MOST_CODE) || '-',
    picks: questions.map(({ kind }, at) => (kind === 'text' ? null : pickOf(fields[fieldOf(at + 1)]))),
    remarks: questions.flatMap(({ kind }, at) => {
      const words = (fields[fieldOf(at + 1)] ?? '').trim().slice(0, MOST_REMARK)
      return kind === 'text' && words !== '' ? [{ question: at + 1, words }] : []
    }),
  }
  const done = await orWhyNot(call(evaluations.answer, { params: { id: asking.publicId }, body }))
  if ('refused' in done) return formPage(view, asking, fields, sentence(reader.language, done.refused, done.params))
  const page = html`${heading(chinese(reader, asking.project.name), text.thanks)}
<div class="narrow stack"><p class="note" role="status">${text.thanksLead}</p><p><a href="${projectPath(asking.project.code)}">${text.back}</a></p></div>`
  return answer(view, { title: text.thanks, description: text.thanksLead, body: page, unlisted: true })
}

/** What is no whole number counts as not answered. */
function pickOf(typed: string | undefined): number | null {
  const plain = (typed ?? '').normalize('NFKC').trim()
  return /^\d{1,7}$/.test(plain) && Number(plain) <= MOST_NUMBER ? Number(plain) : null
}

function formPage(view: View, asking: Asking, fields: Fields, trouble?: string): PortalAnswer {
  const { reader } = view
  const { evaluation: text } = reader.text
  const open = asking.state === 'open'
  const over = sentence(reader.language, asking.state === 'ended' ? 'evaluation.over' : 'evaluation.not_open')
  const body = html`${heading(text.kind, chinese(reader, asking.project.name), open ? text.until(shanghaiTime(asking.closesAt)) : undefined)}
<div class="narrow stack ballots">${trouble && html`<p class="note" role="alert">${trouble}</p>`}
${open ? form(reader, asking, fields) : html`<p class="note">${over}</p><p><a href="${projectPath(asking.project.code)}">${text.back}</a></p>`}</div>`
  const page = { title: text.title, description: `${text.title} · ${asking.project.name}`, body, unlisted: true }
  return answer(view, { ...page, status: trouble ? 422 : 200 })
}

function form(reader: Reader, asking: Asking, fields: Fields): Html {
  const { evaluation: text } = reader.text
  const { lead, questions } = asking.questionnaire
  return html`<form class="stack" method="post" action="${askingPath(asking.publicId)}">
${lead[reader.language] && html`<p>${lead[reader.language]}</p>`}
${questions.map((question, at) => asked(reader, question, at + 1, fields[fieldOf(at + 1)]))}
<div><label for="code">${text.code}</label>
<input id="code" name="code" class="code" value="${fields.code}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="${MOST_CODE}" required aria-describedby="code-hint">
<p class="hint" id="code-hint">${text.codeHint}</p></div>
<p><button class="button">${text.send}</button></p><p class="hint">${text.sure}</p></form>`
}

function asked(reader: Reader, question: Question, number: number, given: string | undefined): Html {
  const { evaluation: text } = reader.text
  const said = html`${number}. ${question[reader.language]}`
  const name = fieldOf(number)
  if (question.kind === 'text')
    return html`<div><label class="asked" for="${name}">${said}</label><textarea id="${name}" name="${name}" rows="3" maxlength="${MOST_REMARK}" aria-describedby="${name}-hint">${given}</textarea><p class="hint" id="${name}-hint">${text.textHint}</p></div>`
  if (question.kind === 'number')
    return html`<div><label class="asked" for="${name}">${said}</label><input id="${name}" name="${name}" class="code" inputmode="numeric" pattern="[0-9]*" maxlength="7" value="${given}" aria-describedby="${name}-hint"><p class="hint" id="${name}-hint">${text.numberHint}</p></div>`
  return html`<fieldset><legend>${said}</legend>${choices(reader, question).map(
    (choice, at) =>
      html`<label class="choice" for="${name}-${at + 1}"><input type="radio" id="${name}-${at + 1}" name="${name}" value="${at + 1}"${given === String(at + 1) && html` checked`}> <span>${choice}</span></label>`,
  )}</fieldset>`
}
