import { parsePublicId, showId } from '@shanju/contract/kit/ids.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import type { PublicProject } from '@shanju/contract/projects/shapes.ts'
import { type Call, orMissing, orRefused } from '../call.ts'
import { html } from '../html.ts'
import { objectPath, projectPath } from '../parts/links.ts'
import { chinese } from '../parts/names.ts'
import { answer, redirect } from '../parts/page.ts'
import { heading } from '../parts/section.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { missingPage } from './missing.ts'

const MOST_WORDS = 2000
const LEAST_WORDS = 5
const MOST_CONTACT = 100

type Fields = Readonly<Record<string, string | undefined>>

const found = async (call: Call, typed: string): Promise<PublicProject | undefined> => {
  const code = parsePublicId(typed)
  return code ? orMissing(call(projects.publicProject, { params: { code } })) : undefined
}

/** The form to object; it works without any script. After the notice it says that it is over. */
export async function objectPage(call: Call, view: View, typed: string): Promise<PortalAnswer> {
  const project = await found(call, typed)
  return project ? formPage(view, project, {}, 200) : missingPage(view)
}

function formPage(view: View, project: PublicProject, fields: Fields, status: number, trouble?: string): PortalAnswer {
  const { reader } = view
  const text = reader.text.projects.object
  const form = html`<form class="narrow stack top" method="post" action="${objectPath(project.code)}">
${trouble && html`<p class="note" role="alert">${trouble}</p>`}
<div><label for="words">${text.words}</label>
<textarea id="words" name="words" rows="6" minlength="${LEAST_WORDS}" maxlength="${MOST_WORDS}" required aria-describedby="words-hint">${fields.words}</textarea>
<p class="hint" id="words-hint">${text.wordsHint}</p></div>
<div><label for="contact">${text.contact}</label>
<input id="contact" name="contact" value="${fields.contact}" maxlength="${MOST_CONTACT}" autocomplete="off" aria-describedby="contact-hint">
<p class="hint" id="contact-hint">${text.contactHint}</p></div>
<p><button class="button">${text.send}</button></p></form>`
  const body = html`${heading(text.title, chinese(reader, project.name), text.lead)}
${project.mayObject ? form : html`<div class="top"><p class="note">${text.over} <a href="/complain?fund=${showId('fund', project.fund.id)}">${reader.text.complain.title}</a></p></div>`}`
  return answer(view, {
    ...{ title: text.title, description: text.lead, body, status, unlisted: true },
    path: [{ href: projectPath(project.code), name: chinese(reader, project.name) }],
  })
}

/** Takes the form. Too short or too late: the form again, with what was written still in it. */
export async function sendObjection(call: Call, view: View, fields: Fields, typed: string): Promise<PortalAnswer> {
  const project = await found(call, typed)
  if (!project) return missingPage(view)
  const words = (fields.words ?? '').trim()
  const contact = (fields.contact ?? '').trim().slice(0, MOST_CONTACT)
  const text = view.reader.text.projects.object
  if (words.length < LEAST_WORDS || words.length > MOST_WORDS)
    return formPage(view, project, fields, 422, text.tooShort)
  const { code } = project
  const refused = await orRefused(call(projects.object, { params: { code }, body: { words, contact } }))
  if (refused) return formPage(view, project, fields, refused.status, text.over)
  return redirect(view.reader, 303, `${projectPath(code)}?objected=1`)
}
