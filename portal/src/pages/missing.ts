import { html } from '../html.ts'
import { searchForm } from '../parts/forms.ts'
import { answer } from '../parts/page.ts'
import { heading } from '../parts/section.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'

export function missingPage(view: View): PortalAnswer {
  const { reader } = view
  const { text } = reader
  const body = html`${heading(undefined, text.missing.title, text.missing.lead)}
<div class="narrow stack"><p>${text.missing.hint}</p>${searchForm(reader)}<p><a href="/">${text.site.home}</a></p></div>`
  return answer(view, { title: text.missing.title, description: text.missing.lead, body, status: 404, unlisted: true })
}

export interface Failure {
  readonly status: number
  /** Finds the defect in the log. */
  readonly id?: string
}

/** Something broke, or the platform is busy: says whose fault it is, and the number to quote. */
export function failedPage(view: View, { status, id }: Failure): PortalAnswer {
  const { text } = view.reader
  const lead = status === 429 ? text.failed.tooMany : status === 503 ? text.failed.unavailable : text.failed.lead
  const body = html`${heading(undefined, text.failed.title, lead)}${id && html`<p class="small grey">${text.failed.number(id)}</p>`}`
  return answer(view, { title: text.failed.title, description: lead, body, status, unlisted: true })
}
