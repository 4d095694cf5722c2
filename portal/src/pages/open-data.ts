import { exports as funds } from '@shanju/contract/funds/exports.ts'
import { exports as giving } from '@shanju/contract/giving/exports.ts'
import { exports as projects } from '@shanju/contract/projects/exports.ts'
import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import { type Html, html } from '../html.ts'
import { answer } from '../parts/page.ts'
import { heading, section } from '../parts/section.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'

/** What can be had as files: the same facts as on the pages, under the same addresses a program uses. */
export function openDataPage(view: View): PortalAnswer {
  const { text } = view.reader
  const { sets } = text.openData
  const tables = [
    { set: sets.funds, path: funds.listExport.path },
    { set: sets.gifts, path: giving.listPublicExport.path },
    { set: sets.projects, path: projects.publicListExport.path },
  ]
  const body = html`${heading(undefined, text.openData.title, text.openData.lead)}
${section('files', text.openData.files, text.openData.filesLead, html`<ul class="results">${tables.map(({ set, path }) => item(set, asTables(path)))}${item(sets.rules, link(regulations.list.path, 'JSON'))}${item(sets.log, link('/log', text.log.title))}</ul>`)}
${section('programs', text.openData.programs, undefined, html`<div class="stack"><p>${text.openData.programsLead} ${link('/docs', '/docs')} · ${link('/openapi.json', '/openapi.json')}</p><p>${text.openData.terms}</p></div>`)}`
  return answer(view, { title: text.openData.title, description: text.openData.lead, body })
}

const link = (path: string, name: string): Html => html`<a href="${path}">${name}</a>`

const asTables = (path: string): Html =>
  html`${link(`${path}?format=xlsx`, 'XLSX')} · ${link(`${path}?format=csv`, 'CSV')}`

const item = ({ name, says }: { readonly name: string; readonly says: string }, files: Html): Html =>
  html`<li><strong>${name}</strong> ${files}<span class="sub">${says}</span></li>`
